import { createTransport } from 'nodemailer';
import type { Mailer, MailOutcome } from './mailer.js';

export interface SmtpOptions {
  /** smtp:// or smtps://, with the account in it. */
  readonly url: string;
  /** `Name <address>` or an address; `guestpass@` and the public host unless given. */
  readonly from: string | null;
  readonly publicUrl: string;
}

/** E-mail over SMTP, over one pooled connection. */
export function smtpMailer({ url, from, publicUrl }: SmtpOptions): Mailer {
  const { hostname } = new URL(publicUrl);
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 1,
    connectionTimeout: 5000,
    greetingTimeout: 5000,
    socketTimeout: 15_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    domain: hostname,
    async send({ to, subject, text, html, messageId }): Promise<MailOutcome> {
      try {
        await transport.sendMail({
          from: from ?? `Guestpass <guestpass@${hostname}>`,
          to: { address: to.address, name: to.name ?? '' },
          subject,
          text,
          ...(html ? { html } : {}),
          messageId,
        });
        return { outcome: 'sent' };
      } catch (cause) {
        const code =
          cause instanceof Error && 'responseCode' in cause && typeof cause.responseCode === 'number'
            ? cause.responseCode
            : null;
        if (code !== null && code >= 500)
          return { outcome: 'refused', reason: `The mail server refused it (${code}).` };
        return {
          outcome: 'later',
          reason: code === null ? 'The mail server did not answer.' : `The mail server asked to try later (${code}).`,
        };
      }
    },
    close: () => transport.close(),
  };
}
