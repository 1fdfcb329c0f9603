import type { Enforcement, PolicyOption } from '../../contract/resource.js';

type Table = Readonly<Record<PolicyOption, Enforcement>>;

/**
 * What we make true of our own links. A download that is switched off is `cosmetic`: the bytes that a guest looks at are
 * in the guest's browser. The watermark is a line of our page.
 */
export const ownLinks: Table = {
  expiresAt: 'here',
  usageLimit: 'here',
  password: 'here',
  allowedOrigins: 'here',
  enabled: 'here',
  download: 'cosmetic',
  removeWatermark: 'cosmetic',
  rotate: 'here',
  severalLinks: 'here',
  email: 'here',
  live: 'unavailable',
  message: 'here',
};

/** A link of the vendor's, of which nothing is known to be enforced. */
export const foreignLinks: Table = {
  expiresAt: 'unavailable',
  usageLimit: 'unavailable',
  password: 'unavailable',
  allowedOrigins: 'unavailable',
  enabled: 'unavailable',
  download: 'unavailable',
  removeWatermark: 'unavailable',
  rotate: 'unavailable',
  severalLinks: 'unavailable',
  email: 'unavailable',
  live: 'unavailable',
  message: 'unavailable',
};
