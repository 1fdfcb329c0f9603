import * as z from 'zod/mini';
import { liveLimits } from './live-limits.js';
import { maxOriginPatterns } from './origins.js';
import { Kind, ResourceId } from './resource.js';

export const shareTypes = ['LINK', 'PLAYER_EMBED', 'ORB_EMBED'] as const;
export const ShareType = z.enum(shareTypes);
export type ShareType = z.infer<typeof ShareType>;

export const shareStates = ['active', 'paused', 'expired', 'used_up', 'revoked'] as const;
/** What the policy says now; computed, never stored. */
export const ShareState = z.enum(shareStates);
export type ShareState = z.infer<typeof ShareState>;

/** An instant: ISO 8601 with an offset on the way in, UTC with milliseconds on the way out. */
export const Instant = z.iso.datetime({
  offset: true,
  error: 'An ISO 8601 date and time with an offset, such as 2026-12-31T23:59:59Z',
});
export const Email = z.email('A valid e-mail address').check(z.maxLength(254));
export const Message = z.string().check(z.maxLength(2000, 'At most 2000 characters'));
export const UsageLimit = z.int('A whole number').check(z.gte(1, 'At least 1'), z.lte(1_000_000_000));

/** Seconds of life from the server's now: a minute to ten years. */
const Lifetime = z.int().check(z.gte(60, 'At least 60 seconds'), z.lte(315_360_000, 'At most ten years'));
const Password = z.string().check(z.minLength(1), z.maxLength(128, 'At most 128 characters'));

/** Budgets for live conversations per link; null means no limit. */
export const LiveBudget = z.strictObject({
  guestsAtOnce: z.nullable(z.int().check(z.gte(1), z.lte(liveLimits.guestsAtOnce))),
  minutesPerConversation: z.nullable(z.int().check(z.gte(1), z.lte(liveLimits.minutesPerConversation))),
  conversationsPerDay: z.nullable(z.int().check(z.gte(1), z.lte(liveLimits.conversationsPerDay))),
});
export type LiveBudget = z.infer<typeof LiveBudget>;

/** What an owner may set on a share. In a change an absent field stays as it is, and null means never, none or unlimited. */
const settable = {
  expiresAt: z.optional(z.nullable(Instant)),
  expiresIn: z.optional(z.nullable(Lifetime)),
  usageLimit: z.optional(z.nullable(UsageLimit)),
  password: z.optional(z.nullable(Password)),
  allowedOrigins: z.optional(
    z.array(z.string()).check(z.maxLength(maxOriginPatterns, `At most ${maxOriginPatterns} sites`)),
  ),
  allowAllOrigins: z.optional(z.boolean()),
  enabled: z.optional(z.boolean()),
  download: z.optional(z.boolean()),
  removeWatermark: z.optional(z.boolean()),
  isPrimary: z.optional(z.boolean()),
  label: z.optional(z.nullable(z.string().check(z.maxLength(200)))),
  message: z.optional(z.nullable(Message)),
  live: z.optional(z.nullable(LiveBudget)),
};

/** POST /api/shares. `expiresIn` (seconds) and `expiresAt` exclude each other; neither means never. */
export const CreateShare = z.strictObject({
  resource: z.strictObject({ kind: Kind, id: ResourceId }),
  type: z.optional(ShareType),
  channel: z.optional(z.enum(['link', 'email'])),
  recipientEmail: z.optional(z.nullable(Email)),
  recipientName: z.optional(z.nullable(z.string().check(z.maxLength(200)))),
  /** Language of the e-mail, BCP 47. */
  language: z.optional(z.string().check(z.maxLength(35))),
  ...settable,
});
export type CreateShare = z.infer<typeof CreateShare>;

/** PATCH /api/shares/{id}. */
export const ChangeShare = z.strictObject({ type: z.optional(ShareType), ...settable });
export type ChangeShare = z.infer<typeof ChangeShare>;

/** POST /api/shares/{id}/rotate: for `graceSeconds` (0 to 7 days) the old link works beside the new one. */
export const RotateShare = z.strictObject({
  graceSeconds: z.optional(z.int().check(z.gte(0), z.lte(604_800, 'At most 7 days'))),
});
export type RotateShare = z.infer<typeof RotateShare>;

/** How the e-mail that carries a link is doing. */
export const Delivery = z.enum(['queued', 'sent', 'failed']);

/** A share as its owner sees it. */
export const Share = z.object({
  id: z.string(),
  resource: z.object({ kind: Kind, id: z.string() }),
  type: ShareType,
  /** `own`: our link. `upstream`: the vendor's, handed out as it is. */
  link: z.enum(['own', 'upstream']),
  /** Null when the secret that this link was made with is no longer configured: then rotate it. */
  token: z.nullable(z.string()),
  url: z.nullable(z.string()),
  state: ShareState,
  label: z.nullable(z.string()),
  channel: z.enum(['link', 'email']),
  recipientEmail: z.nullable(z.string()),
  recipientName: z.nullable(z.string()),
  delivery: z.nullable(Delivery),
  message: z.nullable(z.string()),
  expiresAt: z.nullable(z.string()),
  usageLimit: z.nullable(z.int()),
  usageCount: z.int(),
  hasPassword: z.boolean(),
  allowedOrigins: z.array(z.string()),
  allowAllOrigins: z.boolean(),
  enabled: z.boolean(),
  download: z.boolean(),
  removeWatermark: z.boolean(),
  isPrimary: z.boolean(),
  live: z.nullable(LiveBudget),
  createdAt: z.string(),
  createdBy: z.string(),
  updatedAt: z.string(),
  lastOpenedAt: z.nullable(z.string()),
  rotatedAt: z.nullable(z.string()),
  /** Until when the link from before the last rotation still works. */
  graceUntil: z.nullable(z.string()),
  revokedAt: z.nullable(z.string()),
});
export type Share = z.infer<typeof Share>;

/** GET /api/shares?kind=&id=&state=&search=: newest first. */
export const ShareList = z.object({ shares: z.array(Share) });
export type ShareList = z.infer<typeof ShareList>;

/** Who opened a share: a person, a program that says it is one, or its owner looking at it as a guest would. */
export const VisitorClass = z.enum(['human', 'automated', 'owner']);
export type VisitorClass = z.infer<typeof VisitorClass>;

/** GET /api/shares/{id}/activity, of the last 30 days but for `total`. */
export const Activity = z.object({
  total: z.object({ human: z.int(), automated: z.int(), owner: z.int() }),
  /** One row a UTC day that had a visit, oldest first. `day` is YYYY-MM-DD. */
  days: z.array(z.object({ day: z.string(), human: z.int(), automated: z.int(), owner: z.int() })),
  /** Which sites embed it, most visits first. */
  sites: z.array(z.object({ origin: z.string(), visits: z.int(), lastAt: z.string() })),
  events: z.record(z.string(), z.int()),
  /** The 25 latest visits. `previousLink`: through the link from before the last rotation. */
  recent: z.array(
    z.object({
      at: z.string(),
      visitor: VisitorClass,
      origin: z.nullable(z.string()),
      previousLink: z.boolean(),
      events: z.array(z.string()),
    }),
  ),
});
export type Activity = z.infer<typeof Activity>;

/** POST /api/grants, with an API key. `origin` binds the grant to one host page. */
export const CreateGrant = z.strictObject({
  resource: z.union([z.string(), z.strictObject({ kind: Kind, id: ResourceId })]),
  actions: z.optional(z.array(z.enum(['read', 'create', 'change', 'revoke']))),
  /** Seconds, 30 to 3600; 300 unless said. */
  expiresIn: z.optional(z.int().check(z.gte(30), z.lte(3600))),
  origin: z.optional(z.string()),
  /** Who the owner is, as the list of links names its creator. */
  user: z.optional(
    z.strictObject({
      id: z.string().check(z.minLength(1), z.maxLength(200)),
      name: z.optional(z.string().check(z.maxLength(200))),
    }),
  ),
});
export type CreateGrant = z.infer<typeof CreateGrant>;

export const Grant = z.object({ grant: z.string(), expiresAt: z.string() });
export type Grant = z.infer<typeof Grant>;

/** POST /api/shares/{id}/preview: an address that shows the share as a guest sees it and counts nothing. */
export const Preview = z.object({ url: z.string(), expiresAt: z.string() });
export type Preview = z.infer<typeof Preview>;
