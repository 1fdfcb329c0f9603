import { GuestpassError } from '../../contract/errors.js';
import type { Sources } from '../sources/registry.js';
import type { Source } from '../sources/source.js';
import type { UpstreamLink, UpstreamLinks } from '../sources/upstream-links.js';
import type { ShareChange, ShareRecord } from '../stores/store.js';
import { resourceKeyOf } from './resource-key.js';
import { type Keyring, sealFor } from './secrets.js';

export interface UpstreamSharesOptions {
  readonly sources: Sources;
  readonly keys: Keyring;
}

/** The vendor's side of a share whose link is the vendor's own. For our own links each of these does nothing. */
export function createUpstreamShares({ sources, keys }: UpstreamSharesOptions) {
  const sealed = (share: ShareRecord, { token, url }: UpstreamLink) =>
    sealFor(keys, share.id, JSON.stringify({ token, url }));

  return {
    /** Mints at the vendor first, so that a share that stands in our store has its link. `since`: when the first try began. */
    async mint(source: Source, share: ShareRecord, since: number, signal: AbortSignal): Promise<ShareRecord> {
      if (source.links === 'own') return share;
      const { expiresAt, usageLimit, recipientEmail, message } = share;
      const link = await linksOf(source).mint(
        resourceKeyOf(share),
        { expiresAt, usageLimit, recipientEmail, message },
        since,
        signal,
      );
      return {
        ...share,
        upstreamId: link.id,
        upstreamSealed: sealed(share, link),
        expiresAt: link.expiresAt,
        usageLimit: link.usageLimit,
      };
    },

    /** Where the vendor keeps one link a resource, minting is rotating: the old link dies there at once. */
    async rotate(share: ShareRecord, graceSeconds: number, since: number, signal: AbortSignal): Promise<ShareChange> {
      const links = linksOf(sources.byName(share.source));
      if (!links.single)
        throw new GuestpassError('not_supported', { detail: 'This link is the vendor’s: revoke it and mint another.' });
      if (graceSeconds > 0)
        throw new GuestpassError('not_supported', {
          detail: 'The vendor ends the old link at once: there can be no grace period.',
        });
      const { expiresAt, usageLimit, recipientEmail, message } = share;
      const link = await links.mint(
        resourceKeyOf(share),
        { expiresAt, usageLimit, recipientEmail, message },
        since,
        signal,
      );
      return { upstreamId: link.id, upstreamSealed: sealed(share, link) };
    },

    async change(share: ShareRecord, change: ShareChange, signal: AbortSignal): Promise<void> {
      if (share.link === 'own' || share.upstreamId === null) return;
      const source = sources.byName(share.source);
      const { expiresAt, usageLimit, message = share.message } = change;
      const upstream = {
        ...(expiresAt === undefined ? {} : { expiresAt }),
        ...(usageLimit === undefined ? {} : { usageLimit }),
        // Where the vendor's page shows the message, a change of ours alone would be read by nobody.
        ...(message === share.message || source.enforcement.message !== 'upstream' ? {} : { message }),
      };
      if (Object.keys(upstream).length === 0) return;
      await linksOf(source).change(resourceKeyOf(share), share.upstreamId, upstream, signal);
    },

    /** A link that the vendor lost already counts as revoked. */
    async revoke(share: ShareRecord, signal: AbortSignal): Promise<void> {
      if (share.link === 'own' || share.upstreamId === null) return;
      await linksOf(sources.byName(share.source)).revoke(resourceKeyOf(share), share.upstreamId, signal);
    },
  };
}

function linksOf(source: Source): UpstreamLinks {
  if (!source.upstream) throw new GuestpassError('not_supported', { detail: 'This source has no links of its own.' });
  return source.upstream;
}
