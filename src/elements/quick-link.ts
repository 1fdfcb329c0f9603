import type { Resource } from '../contract/resource.js';
import type { CreateShare, LiveBudget, Share } from '../contract/share.js';
import type { Allowance } from './link-sentence.js';
import type { LinkDefaults } from './owner-element.js';

type NewShare = Omit<CreateShare, 'resource'>;

const week = 7 * 86_400;
/** A live persona costs its owner money each time: without a limit of theirs, ours. */
const personaUses = 10;

/**
 * The link that “Copy link” means: the primary one while it works, else a plain one that anybody was meant to have. Never
 * one with a name or a recipient: that was made for somebody.
 */
export function quickLink(resource: Resource, shares: readonly Share[]): Share | null {
  const working = shares.filter(
    (share) => share.state === 'active' && share.type === 'LINK' && share.channel === 'link' && share.url !== null,
  );
  const plain = (share: Share) => share.label === null && share.recipientEmail === null && !share.hasPassword;
  return (
    working.find((share) => share.isPrimary) ??
    working.find((share) => plain(share) || !offers(resource, 'severalLinks')) ??
    null
  );
}

/** What that link is made with when there is none. The first link of a resource becomes its primary one. */
export function quickLinkInput(resource: Resource, shares: readonly Share[], defaults: LinkDefaults): NewShare {
  const { expiresIn, usageLimit, download, live } = startingPolicy(resource, defaults);
  return {
    type: 'LINK',
    channel: 'link',
    ...(expiresIn === null ? {} : { expiresIn }),
    ...(usageLimit === null ? {} : { usageLimit }),
    ...(download ? { download } : {}),
    ...(live ? { live } : {}),
    ...becomesPrimary(resource, shares),
  };
}

interface StartingPolicy {
  readonly expiresIn: number | null;
  readonly usageLimit: number | null;
  readonly download: boolean;
  readonly live: LiveBudget | null;
}

const noBudget: LiveBudget = { guestsAtOnce: null, minutesPerConversation: null, conversationsPerDay: null };

/** The defaults that this source can keep. */
export function startingPolicy(resource: Resource, defaults: LinkDefaults): StartingPolicy {
  return {
    expiresIn: offers(resource, 'expiresAt') ? (defaults.expiresIn === undefined ? week : defaults.expiresIn) : null,
    usageLimit: offers(resource, 'usageLimit')
      ? (defaults.usageLimit ?? (resource.kind === 'persona' && defaults.usageLimit === undefined ? personaUses : null))
      : null,
    download: offers(resource, 'download') && (defaults.download ?? false),
    live: offersLive(resource) && defaults.live ? { ...noBudget, ...defaults.live } : null,
  };
}

export function becomesPrimary(resource: Resource, shares: readonly Share[]): { readonly isPrimary?: true } {
  const taken = shares.some((share) => share.isPrimary && share.state === 'active');
  return resource.links === 'own' && !taken ? { isPrimary: true } : {};
}

/** Whether the source and the kind have this option at all. Only then it is shown. */
export function offers(resource: Resource, option: keyof Resource['enforcement']): boolean {
  return resource.enforcement[option] !== 'unavailable';
}

/** Budgets are for conversations: only a persona has any, and only where its source can keep them. */
export function offersLive(resource: Resource): boolean {
  return resource.kind === 'persona' && offers(resource, 'live');
}

/** What such a link would allow, for the sentence that is shown before it is made. */
export function quickLinkAllowance(resource: Resource, defaults: LinkDefaults, now: number): Allowance {
  const { expiresIn, usageLimit, download, live } = startingPolicy(resource, defaults);
  return {
    type: 'LINK',
    state: 'active',
    channel: 'link',
    recipientEmail: null,
    recipientName: null,
    hasPassword: false,
    allowedOrigins: [],
    allowAllOrigins: false,
    usageLimit,
    usageCount: 0,
    expiresAt: expiresIn === null ? null : new Date(now + expiresIn * 1000).toISOString(),
    download,
    live,
    revokedAt: null,
  };
}
