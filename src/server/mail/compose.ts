/* oxlint-disable guestpass/strict-csp -- mail programs know inline styles, and no policy of ours reaches them */
import { fill } from '../../theme/fill.js';
import { direction, type Language, pickLanguage } from '../../theme/language.js';
import { mailStrings as ar } from '../../theme/strings/mail.ar.js';
import { mailStrings as de } from '../../theme/strings/mail.de.js';
import { mailStrings as es } from '../../theme/strings/mail.es.js';
import { mailStrings as fr } from '../../theme/strings/mail.fr.js';
import { mailStrings as ja } from '../../theme/strings/mail.ja.js';
import { mailStrings as pt } from '../../theme/strings/mail.pt.js';
import { mailStrings as en, type MailStrings } from '../../theme/strings/mail.js';
import { mailStrings as zh } from '../../theme/strings/mail.zh.js';
import { html } from '../pages/html.js';
import type { ShareRecord } from '../stores/store.js';
import type { MailMessage } from './mailer.js';

const byLanguage: Readonly<Record<Language, MailStrings>> = { en, ar, de, es, fr, ja, pt, zh };

export interface LinkMail {
  readonly share: ShareRecord;
  /** The guest's address of the share. */
  readonly link: string;
  readonly title: string;
  readonly sharedBy: string | null;
  readonly messageId: string;
}

/** The e-mail that carries a link: what it is, who sent it and how long it lasts. What people typed stays text. */
export function composeLinkMail({ share, link, title, sharedBy, messageId }: LinkMail): MailMessage {
  const language = pickLanguage(share.language === null ? [] : [share.language]);
  const strings = byLanguage[language];
  const name = sharedBy === null ? null : oneLine(sharedBy, 100);
  const what = { title: oneLine(title, 150) };
  const opening = name === null ? fill(strings.shared, what) : fill(strings.sharedBy, { ...what, name });
  const terms = [
    share.expiresAt === null ? strings.forever : fill(strings.until, { date: dateText(share.expiresAt, language) }),
    ...(share.usageLimit === null
      ? []
      : [share.usageLimit === 1 ? strings.once : fill(strings.times, { count: share.usageLimit })]),
    ...(share.passwordHash === null ? [] : [strings.password]),
  ];
  const why = fill(strings.why, { host: new URL(link).host });
  const text = [
    opening,
    `${strings.open}: ${link}`,
    terms.join('\n'),
    ...(share.message ? [`${strings.message}:\n${indent(share.message)}`] : []),
    why,
  ].join('\n\n');
  const body = html`<!doctype html>
<html lang="${language}" dir="${direction(language)}"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${strings.subject}</title></head>
<body style="margin:0;padding:32px 16px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
<div style="max-width:520px;margin:0 auto">
<p style="font-size:18px;margin:0 0 24px">${opening}</p>
<p style="margin:0 0 24px"><a href="${link}" style="display:inline-block;padding:12px 22px;border-radius:10px;background:#0b6b57;color:#ffffff;font-weight:600;text-decoration:none">${strings.open}</a></p>
<p style="margin:0 0 24px">${terms.map((term) => html`${term}<br>`)}</p>
${share.message ? html`<p style="margin:0 0 6px;font-size:13px;font-weight:600">${strings.message}</p><p style="margin:0 0 24px;padding-inline-start:14px;border-inline-start:3px solid #0b6b57;white-space:pre-wrap">${share.message}</p>` : null}
<p style="margin:32px 0 0;font-size:13px;opacity:.7;word-break:break-all">${link}</p>
<p style="margin:12px 0 0;font-size:13px;opacity:.7">${why}</p>
</div></body></html>
`;
  return {
    to: { address: share.recipientEmail ?? '', name: share.recipientName && oneLine(share.recipientName, 100) },
    subject: strings.subject,
    text,
    html: body.text,
    messageId,
  };
}

/** The recipient's zone is not known, so the zone is said. */
function dateText(at: number, language: Language): string {
  return new Intl.DateTimeFormat(language, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: 'UTC',
    timeZoneName: 'short',
  }).format(at);
}

function oneLine(text: string, length: number): string {
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, length);
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}
