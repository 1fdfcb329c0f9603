import type { Resource } from '../contract/resource.js';
import type { LiveBudget, Share } from '../contract/share.js';
import type { Formats } from '../theme/formats.js';
import { fill } from '../theme/fill.js';
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
  | 'live'
  | 'revokedAt'
>;

/**
 * What a link allows, in words: “Anyone with the link and the password can open this, 3 more times, until …”.
 * `changeable` tells what can be given back to a link that has ended; all of it unless said.
 */
export function linkSentence(
  share: Allowance,
  text: BaseStrings,
  formats: Formats,
  changeable: Resource['changeable'] = { expiresAt: true, usageLimit: true },
): string {
  switch (share.state) {
    case 'paused':
      return text.isPaused;
    case 'expired':
      return fill(changeable.expiresAt ? text.isExpired : text.isExpiredForGood, {
        date: formats.moment(share.expiresAt ?? 0),
      });
    case 'used_up':
      return changeable.usageLimit
        ? formats.plural(text.isUsedUp, share.usageLimit ?? share.usageCount)
        : text.isUsedUpForGood;
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
  const sentence = fill(share.download ? text.canDownload : text.can, { who, limits });
  const live = share.live ? budgets(share.live, text, formats) : [];
  if (live.length === 0) return sentence;
  return `${sentence} ${fill(text.liveSays, { limits: formats.list(live) })}`;
}

function budgets(live: LiveBudget, text: BaseStrings, formats: Formats): readonly string[] {
  const all = [
    [text.liveAtOnce, live.guestsAtOnce],
    [text.liveMinutes, live.minutesPerConversation],
    [text.livePerDay, live.conversationsPerDay],
  ] as const;
  return all.flatMap(([forms, count]) => (count === null ? [] : [formats.plural(forms, count)]));
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
