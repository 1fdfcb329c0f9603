import * as z from 'zod/mini';
import { ShareState, ShareType } from './share.js';

/** Names a file of a view below `/content/{lease}/`. */
const Asset = z.string();

/** What a guest gets of a resource. Sizes in bytes, lengths in CSS pixels; assets are fetched with the lease. */
export const View = z.discriminatedUnion('type', [
  z.object({ type: z.literal('document'), asset: Asset, size: z.nullable(z.int()), filename: z.string() }),
  z.object({
    type: z.enum(['video', 'audio']),
    asset: Asset,
    contentType: z.string(),
    hls: z.boolean(),
    poster: z.nullable(Asset),
    captions: z.array(z.object({ asset: Asset, lang: z.string(), label: z.string() })),
    filename: z.string(),
  }),
  z.object({
    type: z.literal('image'),
    asset: Asset,
    contentType: z.string(),
    filename: z.string(),
    alt: z.nullable(z.string()),
  }),
  z.object({ type: z.literal('graph'), asset: Asset, origin: z.enum(['center', 'corner']) }),
  z.object({
    type: z.literal('persona'),
    name: z.string(),
    description: z.nullable(z.string()),
    poster: z.nullable(Asset),
    idleVideo: z.nullable(Asset),
    /** Whether a conversation can be started; if not, the page says so. */
    live: z.boolean(),
    /** Told to the guest before the conversation starts. */
    minutes: z.nullable(z.int()),
  }),
]);
export type View = z.infer<typeof View>;
export type ViewOf<T extends View['type']> = Extract<View, { type: T }>;

/** POST /api/guest/{token}/open. `visit` is 16 to 64 characters made by the client: a repeated request with it counts once. */
export const OpenShare = z.strictObject({
  visit: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{16,64}$/, '16 to 64 letters, digits, - or _'))),
  password: z.optional(z.string().check(z.maxLength(128))),
  lease: z.optional(z.string().check(z.maxLength(512))),
  ticket: z.optional(z.string().check(z.maxLength(2048))),
  /** From POST /api/shares/{id}/preview. */
  preview: z.optional(z.string().check(z.maxLength(2048))),
  /** `script` when the embed script made the frame: then a ticket is needed. */
  via: z.optional(z.enum(['page', 'frame', 'script'])),
});
export type OpenShare = z.infer<typeof OpenShare>;

/** What the page around the view tells. */
export const SharedNote = z.object({
  title: z.string(),
  sharedBy: z.nullable(z.string()),
  message: z.nullable(z.string()),
  expiresAt: z.nullable(z.string()),
  download: z.boolean(),
  removeWatermark: z.boolean(),
  type: ShareType,
});
export type SharedNote = z.infer<typeof SharedNote>;

export const OpenedShare = z.object({
  lease: z.string(),
  /** The visit ends then unless something is asked with its lease before. */
  leaseExpiresAt: z.string(),
  share: SharedNote,
  view: View,
});
export type OpenedShare = z.infer<typeof OpenedShare>;

/** What guests do, at most once a visit each; `reached_end`: the last page, or the end of the recording. */
export const guestEventTypes = [
  'viewed',
  'downloaded',
  'printed',
  'played',
  'reached_end',
  'conversation_started',
  'conversation_ended',
] as const;
export const GuestEvent = z.strictObject({ lease: z.string().check(z.maxLength(512)), type: z.enum(guestEventTypes) });
export type GuestEvent = z.infer<typeof GuestEvent>;
export type GuestEventType = GuestEvent['type'];

/**
 * GET /api/guest/{token}/live: the data of each `state` event. `gone` means that this link is unknown now, as after a
 * rotation. Another `access` than before means that a new password has ended the visits until then.
 */
export const LiveState = z.object({ state: z.union([ShareState, z.literal('gone')]), access: z.int() });
export type LiveState = z.infer<typeof LiveState>;

/** POST /api/embeds/{token}/ticket. */
export const Ticket = z.object({ ticket: z.string(), expiresAt: z.string() });
export type Ticket = z.infer<typeof Ticket>;

/** POST /api/guest/{token}/conversation: starts a persona's live session; this counts the use. */
export const StartConversation = z.strictObject({ lease: z.string().check(z.maxLength(512)) });
export const Conversation = z.object({
  sessionToken: z.string(),
  /** Base address of the vendor's API for its SDK; null for the SDK's own. */
  apiBaseUrl: z.nullable(z.string()),
  /** When we end it, and say so beforehand; null for no limit. */
  endsAt: z.nullable(z.string()),
});
export type Conversation = z.infer<typeof Conversation>;

/** POST /api/guest/{token}/conversation/keep: the conversation goes on, and its place with it. */
export const KeptConversation = z.object({
  /** When the place is free for another guest unless it is kept again. */
  keptUntil: z.string(),
});
export type KeptConversation = z.infer<typeof KeptConversation>;

/** POST /api/guest/{token}/conversation/end: the lease with which another conversation can be started. */
export const EndedConversation = z.object({ lease: z.string() });
export type EndedConversation = z.infer<typeof EndedConversation>;

/** MicroVisualizer's graph, as far as a view needs it. */
export const GraphNode = z.object({
  id: z.string(),
  type: z.enum(['SERVICE', 'TOPIC']),
  label: z.string(),
  width: z.optional(z.number()),
  height: z.optional(z.number()),
  x: z.optional(z.number()),
  y: z.optional(z.number()),
  category: z.optional(z.string()),
  categoryLabel: z.optional(z.string()),
  categoryColor: z.optional(z.string()),
  owner: z.optional(z.string()),
  ownerLabel: z.optional(z.string()),
  ownerColor: z.optional(z.string()),
  flows: z.optional(z.array(z.string())),
  flowLabels: z.optional(z.array(z.string())),
  flowColors: z.optional(z.array(z.string())),
});
export type GraphNode = z.infer<typeof GraphNode>;

export const GraphEdge = z.object({
  id: z.string(),
  type: z.enum(['SERVICE_TO_TOPIC', 'TOPIC_TO_SERVICE']),
  source: z.string(),
  target: z.string(),
});
export type GraphEdge = z.infer<typeof GraphEdge>;

export const Graph = z.object({
  name: z.optional(z.string()),
  description: z.optional(z.nullable(z.string())),
  nodes: z.array(GraphNode),
  edges: z.array(GraphEdge),
});
export type Graph = z.infer<typeof Graph>;
