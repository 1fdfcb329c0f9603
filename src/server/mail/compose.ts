import type { Keyring } from '../shares/secrets.js';
import { deriveToken } from '../shares/token.js';
import type { Sources } from '../sources/registry.js';
import type { ShareRecord } from '../stores/store.js';
import type { MailMessage } from './mailer.js';

export interface ComposeOptions {
  readonly keys: Keyring;
  readonly sources: Sources;
  readonly url: string;
}

/** The e-mail that carries a link: what it is, who sent it and how long it lasts. */
export async function composeLinkMail(
  options: ComposeOptions,
  share: ShareRecord,
  jobId: string,
  domain: string,
): Promise<MailMessage> {
  const token = deriveToken(options.keys, share);
  const link = `${options.url}/share/${token ?? ''}`;
  return {
    to: { address: share.recipientEmail ?? '', name: share.recipientName },
    subject: 'Something was shared with you',
    text: link,
    html: '',
    messageId: `<${jobId}@${domain}>`,
  };
}
