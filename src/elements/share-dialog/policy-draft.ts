import type { Resource } from '../../contract/resource.js';
import type { ChangeShare, CreateShare, Share } from '../../contract/share.js';
import type { LinkDefaults } from '../owner-element.js';
import { offers, startingPolicy } from '../quick-link.js';
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
  readonly label: string;
  readonly message: string;
}

export type DraftField = 'expiry' | 'usageLimit' | 'password' | 'label' | 'message';
/** The text that tells what is wrong, by its name in the strings module. */
export type DraftProblem = 'wholeNumber' | 'pickDay' | 'dayPast' | 'needPassword';

export function newDraft(resource: Resource, defaults: LinkDefaults, zone: string): PolicyDraft {
  const { expiresIn, usageLimit, download } = startingPolicy(resource, defaults);
  return {
    expiry: expiresIn ?? 'never',
    day: '',
    zone,
    usageLimit: usageLimit === null ? '' : String(usageLimit),
    locked: false,
    password: '',
    download,
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
  if (draft.usageLimit !== '' && !(/^\d{1,9}$/.test(draft.usageLimit) && Number(draft.usageLimit) > 0)) {
    problems.set('usageLimit', 'wholeNumber');
  }
  if (draft.locked && draft.password === '' && !share?.hasPassword) problems.set('password', 'needPassword');
  return problems;
}

/** The fields of a new share, without those that the source cannot keep and those that say nothing. */
export function policyOf(draft: PolicyDraft, resource: Resource, now: number): Partial<CreateShare> {
  const end = draftEnd(draft, null, now);
  return {
    ...(offers(resource, 'expiresAt') && end !== null ? expiryOf(draft, end) : {}),
    ...(offers(resource, 'usageLimit') && draft.usageLimit ? { usageLimit: Number(draft.usageLimit) } : {}),
    ...(offers(resource, 'password') && draft.locked ? { password: draft.password } : {}),
    ...(offers(resource, 'download') && draft.download ? { download: true } : {}),
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
  return {
    ...(draft.expiry === 'never' && share.expiresAt !== null ? { expiresAt: null } : {}),
    ...(end !== null && draft.expiry !== 'keep' ? expiryOf(draft, end) : {}),
    ...(usageLimit === share.usageLimit ? {} : { usageLimit }),
    ...(draft.locked && draft.password ? { password: draft.password } : {}),
    ...(!draft.locked && share.hasPassword ? { password: null } : {}),
    ...(draft.download === share.download ? {} : { download: draft.download }),
    ...(label === share.label ? {} : { label }),
    ...(message === share.message ? {} : { message }),
  };
}

/** A span is sent as a span: the server's clock decides when it ends, not this device's. */
function expiryOf(draft: PolicyDraft, end: number): Pick<CreateShare, 'expiresIn' | 'expiresAt'> {
  return typeof draft.expiry === 'number' ? { expiresIn: draft.expiry } : { expiresAt: new Date(end).toISOString() };
}
