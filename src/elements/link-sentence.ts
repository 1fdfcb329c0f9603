import type { Share } from '../contract/share.js';
import type { Formats } from '../theme/formats.js';
import { fill } from '../theme/language.js';
import type { BaseStrings } from '../theme/strings/owner.js';

/** As much of a share, or of one that is about to be made, as decides what it allows. */
export type Allowance = Pick<
  Share,
  | 'type'
  | 'state'
  | 'channel'
  | 'recipientEmail'
  | 'recipientName'
  | 'hasPassword'
  | 'allowedOrigins'
  | 'allowAllOrigins'
  | 'usageLimit'
  | 'usageCount'
  | 'expiresAt'
  | 'download'
  | 'revokedAt'
>;

/** What a link allows, in one sentence: “Anyone with the link and the password can open this, 3 more times, until …”. */
export function linkSentence(share: Allowance, text: BaseStrings, formats: Formats): string {
  switch (share.state) {
    case 'paused':
      return text.isPaused;
    case 'expired':
      return fill(text.isExpired, { date: formats.moment(share.expiresAt ?? 0) });
    case 'used_up':
      return formats.plural(text.isUsedUp, share.usageLimit ?? share.usageCount);
    case 'revoked':
      return fill(text.isRevoked, { date: formats.moment(share.revokedAt ?? 0) });
    case 'active':
      return allowed(share, text, formats);
  }
}

function allowed(share: Allowance, text: BaseStrings, formats: Formats): string {
  const who = whom(share, text, formats);
  if (who === null) return text.noSites;
  const clauses: string[] = [];
  if (share.usageLimit !== null) {
    const left = Math.max(0, share.usageLimit - share.usageCount);
    clauses.push(formats.plural(share.usageCount > 0 ? text.timesLeft : text.times, left));
  }
  clauses.push(share.expiresAt === null ? text.noEnd : fill(text.until, { date: formats.moment(share.expiresAt) }));
  const limits = clauses.map((clause) => fill(text.clause, { text: clause })).join('');
  return fill(share.download ? text.canDownload : text.can, { who, limits });
}

function whom(share: Allowance, text: BaseStrings, formats: Formats): string | null {
  if (share.type !== 'LINK') {
    if (share.allowAllOrigins) return text.allSites;
    const count = share.allowedOrigins.length;
    if (count === 0) return null;
    return formats.plural(text.allowedSites, count, { sites: formats.isolate(share.allowedOrigins[0] ?? '') });
  }
  const name = share.recipientName ?? share.recipientEmail;
  const template = share.hasPassword ? text.recipientPassword : text.recipient;
  if (name) return fill(template, { name: formats.isolate(name) });
  return share.hasPassword ? text.anyonePassword : text.anyone;
}
