import * as z from 'zod/mini';
import { sentenceOf } from '../../contract/error-sentences.js';
import { type ErrorCode, GuestpassError } from '../../contract/errors.js';
import type { ResourceRef } from '../../contract/resource.js';
import { Email, Instant, Message, type Share } from '../../contract/share.js';
import { admitKey } from '../middleware/api-rate.js';
import { type ErrorStyle, json, retryHeader } from '../middleware/errors.js';
import { type Call, ownerRoute, type Route } from '../routes/route.js';
import { engagementOf, recordEvent } from '../shares/engagement.js';
import { instant } from '../shares/present.js';

const CreateRenderShare = z.strictObject({
  channel: z.optional(z.enum(['link', 'email'], 'Either link or email')),
  recipientEmail: z.optional(z.nullable(Email)),
  message: z.optional(z.nullable(Message)),
  expiresAt: z.optional(z.nullable(Instant)),
});
const SendRender = z.strictObject({
  to: Email,
  recipientName: z.optional(z.nullable(z.string().check(z.maxLength(200, 'At most 200 characters')))),
  message: z.optional(z.nullable(Message)),
  expiresAt: z.optional(z.nullable(Instant)),
});

/** What guests do with a render, and what an app may tell of; the last is for apps that see their own e-mails opened. */
const eventTypes = ['viewed', 'downloaded', 'printed', 'email_opened'] as const;
const RenderEvent = z.strictObject({
  eventType: z.enum(eventTypes, `One of ${eventTypes.join(', ')}`),
  metadata: z.optional(
    z
      .record(z.string(), z.unknown())
      .check(z.refine((value) => JSON.stringify(value).length <= 4096, 'At most 4096 characters as JSON')),
  ),
});

const RenderShare = z.object({
  id: z.string(),
  shareToken: z.nullable(z.string()),
  shareUrl: z.nullable(z.string()),
  channel: z.enum(['link', 'email']),
  recipientEmail: z.nullable(z.string()),
  message: z.nullable(z.string()),
  expiresAt: z.nullable(z.string()),
  revokedAt: z.nullable(z.string()),
  createdAt: z.string(),
});
const ListedShare = z.extend(RenderShare, { clickCount: z.int() });
const SentShare = z.object({
  id: z.string(),
  shareToken: z.nullable(z.string()),
  shareUrl: z.nullable(z.string()),
  emailMessageId: z.string(),
  sentAt: z.string(),
});
const Render = z.object({
  id: z.string(),
  status: z.enum(['queued', 'rendering', 'succeeded', 'failed']),
  pollUrl: z.string(),
  downloadUrl: z.nullable(z.string()),
  errorMessage: z.nullable(z.string()),
  createdAt: z.string(),
  completedAt: z.nullable(z.string()),
  durationMs: z.nullable(z.int()),
});
const Engagement = z.object({
  counts: z.record(z.enum([...eventTypes, 'email_sent', 'share_created', 'share_revoked'] as const), z.int()),
  linkOpens: z.int(),
  total: z.int(),
  recent: z.array(
    z.object({
      eventType: z.enum(eventTypes),
      shareId: z.nullable(z.string()),
      metadata: z.nullable(z.unknown()),
      createdAt: z.string(),
    }),
  ),
});
const Failure = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    issues: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
  }),
});

/** Ours that CraftKit has another status for, and those that it has no name for. */
const renamed: Partial<Record<ErrorCode, { readonly code: ErrorCode; readonly status: number }>> = {
  invalid_request: { code: 'invalid_request', status: 400 },
  unsupported_media_type: { code: 'invalid_request', status: 400 },
  revoked: { code: 'not_found', status: 404 },
  upstream_not_found: { code: 'not_found', status: 404 },
};

/** `{error: {code, message, issues?}}`. */
export const craftkitErrors: ErrorStyle = (error) => {
  const { code, status } = renamed[error.code] ?? error;
  const issues = error.issues.length > 0 ? { issues: error.issues } : {};
  return json({ error: { code, message: sentenceOf(error), ...issues } }, status, retryHeader(error));
};

const dialect = {
  access: 'key',
  tag: 'craftkit',
  admit: admitKey,
  bodyRules: { strictType: false },
  errors: craftkitErrors,
  failure: { description: 'An error', schema: Failure },
} as const;

/** CraftKit's API for the shares of a render: the same shares as everywhere, which guests here may download and print. */
export const craftkitRoutes: readonly Route[] = [
  ownerRoute({
    ...dialect,
    method: 'POST',
    path: '/v1/renders/:id/shares',
    summary: 'Mint a link to a render; channel email records whom it is for and sends nothing',
    body: CreateRenderShare,
    replies: { 201: { description: 'The new share', schema: RenderShare } },
    handle: async ({ app, params, signal }, owner, body) => {
      const share = await app.shares.mint(owner, { ...body, resource: renderOf(params), download: true }, signal);
      return json(toRenderShare(share), 201);
    },
  }),
  ownerRoute({
    ...dialect,
    method: 'GET',
    path: '/v1/renders/:id/shares',
    summary: 'The shares of a render, newest first, revoked ones included',
    replies: { 200: { description: 'The shares', schema: z.object({ shares: z.array(ListedShare) }) } },
    handle: async ({ app, params, signal }, owner) => {
      const render = renderOf(params);
      const shares = await app.shares.list(owner, render);
      // A render with shares exists for its owner, even when its source has lost it.
      if (shares.length === 0) await app.shares.describe(owner, render, signal);
      return json({ shares: shares.map((share) => ({ ...toRenderShare(share), clickCount: share.usageCount })) });
    },
  }),
  ownerRoute({
    ...dialect,
    method: 'DELETE',
    path: '/v1/renders/:id/shares/:shareId',
    summary: 'Revoke a share; again it is not found',
    replies: { 200: { description: 'When', schema: z.object({ id: z.string(), revokedAt: z.string() }) } },
    handle: async ({ app, params, signal }, owner) => {
      const { kind, id } = renderOf(params);
      const { resource, ...share } = await app.shares.get(owner, params['shareId'] ?? '');
      if (resource.kind !== kind || resource.id !== id) throw new GuestpassError('not_found');
      const { share: revoked, changed } = await app.shares.revoke(owner, share.id, signal);
      if (!changed) throw new GuestpassError('not_found', { detail: 'This share is revoked already.' });
      return json({ id: revoked.id, revokedAt: revoked.revokedAt });
    },
  }),
  ownerRoute({
    ...dialect,
    method: 'POST',
    path: '/v1/renders/:id/email',
    summary: 'Mint a link to a render and send it',
    body: SendRender,
    replies: { 201: { description: 'It was sent', schema: SentShare } },
    handle: async ({ app, params, signal }, owner, { to, ...body }) => {
      const input = { ...body, resource: renderOf(params), recipientEmail: to, download: true };
      const share = await app.shares.mintAndSend(owner, input, signal, null, true);
      if (share.delivery !== 'sent') {
        // The caller is told that it failed and may try again: a link that nobody knows of, or a late e-mail, must not remain.
        await app.shares.revoke(owner, share.id, signal);
        throw new GuestpassError('email_send_failed');
      }
      const { id, token, url } = share;
      const sentAt = new Date(app.now()).toISOString();
      return json({ id, shareToken: token, shareUrl: url, emailMessageId: `mail-${id}`, sentAt }, 201);
    },
  }),
  ownerRoute({
    ...dialect,
    method: 'GET',
    path: '/v1/renders/:id',
    summary:
      'How a render is doing; downloadUrl is always null, because an address that never ends would pass every share by',
    replies: { 200: { description: 'The render', schema: Render } },
    handle: async ({ app, params, signal }, { workspace }) => {
      const render = renderOf(params);
      const { resource } = await app.sources.locate({ workspace, ...render }, signal);
      const { status, createdAt, completedAt } = resource;
      return json({
        id: render.id,
        status: status === 'ready' ? 'succeeded' : status === 'failed' ? 'failed' : 'rendering',
        pollUrl: `${app.url}/v1/renders/${render.id}`,
        downloadUrl: null,
        errorMessage: status === 'failed' ? 'The render failed.' : null,
        createdAt: instant(createdAt),
        completedAt: instant(completedAt),
        durationMs: completedAt === null ? null : Math.max(0, completedAt - createdAt),
      });
    },
  }),
  ownerRoute({
    ...dialect,
    method: 'GET',
    path: '/v1/renders/:id/engagement',
    summary: 'What was done with a render over all of its shares',
    replies: { 200: { description: 'Counts, and the 25 latest events', schema: Engagement } },
    handle: async ({ app, params, signal }, owner) => {
      const what = { types: eventTypes, limit: 25, signal };
      const { shares, events, recent } = await engagementOf(app, owner, renderOf(params), what);
      const counts = {
        ...Object.fromEntries(events.map(({ type, count }) => [type, count])),
        email_sent: shares.mailed,
        share_created: shares.made,
        share_revoked: shares.revoked,
      };
      return json({
        counts,
        linkOpens: shares.uses,
        total: Object.values(counts).reduce((sum, count) => sum + count, 0),
        recent: recent.map(({ type, shareId, metadata, at }) => {
          const told: unknown = metadata === null ? null : JSON.parse(metadata);
          return { eventType: type, shareId, metadata: told, createdAt: instant(at) };
        }),
      });
    },
  }),
  ownerRoute({
    ...dialect,
    method: 'POST',
    path: '/v1/renders/:id/events',
    summary: 'Tell of an event; once a share (metadata.shareId), type and network in five minutes',
    body: RenderEvent,
    replies: { 200: { description: 'Whether it counts', schema: z.object({ recorded: z.boolean() }) } },
    handle: async ({ app, params, signal, visitor }, owner, { eventType, metadata }) => {
      const shareId = metadata?.['shareId'];
      const event = {
        type: eventType,
        shareId: typeof shareId === 'string' ? shareId : null,
        metadata: metadata ?? null,
        network: visitor.network,
      };
      return json({ recorded: await recordEvent(app, owner, renderOf(params), { event, signal }) });
    },
  }),
];

function renderOf(params: Call['params']): ResourceRef {
  return { kind: 'render', id: params['id'] ?? '' };
}

function toRenderShare(share: Share): z.infer<typeof RenderShare> {
  const { id, token, url, channel, recipientEmail, message, expiresAt, revokedAt, createdAt } = share;
  return { id, shareToken: token, shareUrl: url, channel, recipientEmail, message, expiresAt, revokedAt, createdAt };
}
