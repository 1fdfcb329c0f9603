/** One e-mail to one person. */
export interface MailMessage {
  readonly to: { readonly address: string; readonly name: string | null };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Stable over retries, with its angle brackets. */
  readonly messageId: string;
}

/** What became of a message: handed over, refused for good, or to be tried again. `reason` is for the log and holds no secret. */
export type MailOutcome =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'refused'; readonly reason: string }
  | { readonly outcome: 'later'; readonly reason: string };

export interface Mailer {
  /** The sender's domain, for Message-IDs. */
  readonly domain: string;
  /** Never throws. */
  send(message: MailMessage): Promise<MailOutcome>;
  close(): void;
}
