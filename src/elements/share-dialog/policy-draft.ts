import { liveLimits } from '../../contract/live-limits.js';
import type { Resource } from '../../contract/resource.js';
import type { ChangeShare, CreateShare, LiveBudget, Share } from '../../contract/share.js';
import type { LinkDefaults } from '../owner-element.js';
import { offers, offersLive, startingPolicy } from '../quick-link.js';
import { endOfDay } from './end-of-day.js';

/** `keep`: as it was. A number: so many seconds from now. `day`: the end of `day` in `zone`. */
export type Expiry = number | 'keep' | 'never' | 'day';

/** The settings of a link while somebody edits them, as they were typed. */
export interface PolicyDraft {
  readonly expiry: Expiry;
  /** YYYY-MM-DD, or empty. */
  readonly day: string;
  readonly zone: string;
  /** Empty for no limit. */
  readonly usageLimit: string;
  readonly locked: boolean;
  /** Empty keeps the one that is set. */
  readonly password: string;
  readonly download: boolean;
  /** Empty for no limit. */
  readonly live: Readonly<Record<Budget, string>>;
  readonly label: string;
  readonly message: string;
}

export type Budget = keyof LiveBudget;
export const budgets = ['guestsAtOnce', 'minutesPerConversation', 'conversationsPerDay'] as const;

export type DraftField = 'expiry' | 'usageLimit' | 'password' | 'download' | Budget | 'label' | 'message';
/** The text that tells what is wrong, by its name in the strings module. */
export type DraftProblem = 'wholeNumber' | 'wholeNumberTo' | 'pickDay' | 'dayPast' | 'needPassword';

export function newDraft(resource: Resource, defaults: LinkDefaults, zone: string): PolicyDraft {
  const { expiresIn, usageLimit, download, live } = startingPolicy(resource, defaults);
  return {
    expiry: expiresIn ?? 'never',
    day: '',
    zone,
    usageLimit: usageLimit === null ? '' : String(usageLimit),
    locked: false,
    password: '',
    download,
    live: typedBudget(live),
    label: '',
    message: '',
  };
}

export function draftOf(share: Share, zone: string): PolicyDraft {
  return {
    expiry: share.expiresAt === null ? 'never' : 'keep',
    day: '',
    zone,
    usageLimit: share.usageLimit === null ? '' : String(share.usageLimit),
    locked: share.hasPassword,
    password: '',
    download: share.download,
    live: typedBudget(share.live),
    label: share.label ?? '',
    message: share.message ?? '',
  };
}

/** When a link with this draft would end, in epoch milliseconds; null for never and for a day that is not chosen yet. */
export function draftEnd(draft: PolicyDraft, share: Share | null, now: number): number | null {
  switch (draft.expiry) {
    case 'never':
      return null;
    case 'keep':
      return share?.expiresAt ? Date.parse(share.expiresAt) : null;
    case 'day':
      return draft.day ? endOfDay(draft.day, draft.zone) : null;
    default:
      return now + draft.expiry * 1000;
  }
}

export function draftProblems(draft: PolicyDraft, share: Share | null, now: number): Map<DraftField, DraftProblem> {
  const problems = new Map<DraftField, DraftProblem>();
  if (draft.expiry === 'day') {
    const end = draftEnd(draft, share, now);
    if (end === null) problems.set('expiry', 'pickDay');
    else if (end <= now) problems.set('expiry', 'dayPast');
  }
  if (!isLimit(draft.usageLimit, 999_999_999)) problems.set('usageLimit', 'wholeNumber');
  for (const name of budgets) if (!isLimit(draft.live[name], liveLimits[name])) problems.set(name, 'wholeNumberTo');
  if (draft.locked && draft.password === '' && !share?.hasPassword) problems.set('password', 'needPassword');
  return problems;
}

const isLimit = (text: string, most: number) =>
  text === '' || (/^\d{1,9}$/.test(text) && Number(text) > 0 && Number(text) <= most);

function typedBudget(live: LiveBudget | null): PolicyDraft['live'] {
  const typed = (name: Budget) => String(live?.[name] ?? '');
  return {
    guestsAtOnce: typed('guestsAtOnce'),
    minutesPerConversation: typed('minutesPerConversation'),
    conversationsPerDay: typed('conversationsPerDay'),
  };
}

/** Null when no budget is set. What is no number yet counts as none. */
export function draftBudget({ live }: PolicyDraft): LiveBudget | null {
  const read = (name: Budget) => (live[name] && isLimit(live[name], liveLimits[name]) ? Number(live[name]) : null);
  return budgets.every((name) => read(name) === null)
    ? null
    : {
        guestsAtOnce: read('guestsAtOnce'),
        minutesPerConversation: read('minutesPerConversation'),
        conversationsPerDay: read('conversationsPerDay'),
      };
}

/** The fields of a new share, without those that the source cannot keep and those that say nothing. */
export function policyOf(draft: PolicyDraft, resource: Resource, now: number): Partial<CreateShare> {
  const end = draftEnd(draft, null, now);
  const live = draftBudget(draft);
  return {
    ...(offers(resource, 'expiresAt') && end !== null ? expiryOf(draft, end) : {}),
    ...(offers(resource, 'usageLimit') && draft.usageLimit ? { usageLimit: Number(draft.usageLimit) } : {}),
    ...(offers(resource, 'password') && draft.locked ? { password: draft.password } : {}),
    ...(offers(resource, 'download') && draft.download ? { download: true } : {}),
    ...(offersLive(resource) && live ? { live } : {}),
    ...(draft.label.trim() ? { label: draft.label.trim() } : {}),
    ...(draft.message.trim() ? { message: draft.message.trim() } : {}),
  };
}

/** What differs from the share as it is. */
export function changeOf(draft: PolicyDraft, share: Share, now: number): ChangeShare {
  const end = draftEnd(draft, share, now);
  const usageLimit = draft.usageLimit ? Number(draft.usageLimit) : null;
  const label = draft.label.trim() || null;
  const message = draft.message.trim() || null;
  const live = draftBudget(draft);
  return {
    ...(draft.expiry === 'never' && share.expiresAt !== null ? { expiresAt: null } : {}),
    ...(end !== null && draft.expiry !== 'keep' ? expiryOf(draft, end) : {}),
    ...(usageLimit === share.usageLimit ? {} : { usageLimit }),
    ...(draft.locked && draft.password ? { password: draft.password } : {}),
    ...(!draft.locked && share.hasPassword ? { password: null } : {}),
    ...(draft.download === share.download ? {} : { download: draft.download }),
    ...(budgets.every((name) => (live?.[name] ?? null) === (share.live?.[name] ?? null)) ? {} : { live }),
    ...(label === share.label ? {} : { label }),
    ...(message === share.message ? {} : { message }),
  };
}

/** A span is sent as a span: the server's clock decides when it ends, not this device's. */
function expiryOf(draft: PolicyDraft, end: number): Pick<CreateShare, 'expiresIn' | 'expiresAt'> {
  return typeof draft.expiry === 'number' ? { expiresIn: draft.expiry } : { expiresAt: new Date(end).toISOString() };
}
