import type { ShareRecord } from '../stores/store.js';
import type { Owner } from './owner.js';

/** E-mail that carries links, as the share service uses it. */
export interface LinkMail {
  /** Throws `too_many_requests` when this sender, or this recipient, has had its share of e-mail for now. */
  readonly admit: (owner: Owner, recipient: string) => Promise<void>;
  /** Puts the e-mail that carries a link on its way, once for each share. With `wait` the first try is over when it resolves. */
  readonly sendLink: (share: ShareRecord, wait: boolean) => Promise<void>;
}
