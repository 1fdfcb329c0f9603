import * as z from 'zod/mini';
import { GuestpassError } from '../../contract/errors.js';
import { Kind, parseResource, Resource, type ResourceRef } from '../../contract/resource.js';
import {
  Activity,
  ChangeShare,
  CreateGrant,
  CreateShare,
  Grant,
  Preview,
  RotateShare,
  Share,
  ShareList,
  ShareState,
} from '../../contract/share.js';
import { parseOriginPattern } from '../../contract/origins.js';
import { idempotent } from '../middleware/idempotency.js';
import { parseFields } from '../middleware/body.js';
import { json } from '../middleware/errors.js';
import { requireKey } from '../middleware/owner.js';
import { ownerActions } from '../shares/owner.js';
import { makeGrant, makePreview, previewLife } from '../shares/proofs.js';
import { type Call, ownerRoute, type Route } from './route.js';

const cors = 'hosts';
const tag = 'owners';

const ShareQuery = z.object({
  kind: z.optional(Kind),
  id: z.optional(z.string().check(z.maxLength(128))),
  state: z.optional(ShareState),
  search: z.optional(z.string().check(z.maxLength(200))),
});

/** `/api`: what the share dialog calls, with a grant; or an app's backend, with its key. */
export const ownerRoutes: readonly Route[] = [
  ownerRoute({
    method: 'GET',
    path: '/api/resources/:kind/:id',
    tag,
    cors,
    summary: 'A resource, and which options can be enforced for it',
    replies: { 200: { description: 'The resource', schema: Resource } },
    handle: async ({ app, params, signal }, owner) =>
      json(await app.shares.describe(owner, resourceOf(`${params['kind']}:${params['id']}`), signal)),
  }),
  ownerRoute({
    method: 'GET',
    path: '/api/shares',
    tag,
    cors,
    summary: 'The shares of a resource, or of the whole workspace, newest first',
    query: ShareQuery,
    replies: { 200: { description: 'The shares, revoked ones included', schema: ShareList } },
    handle: async ({ app, url }, owner) => {
      const query = parseFields(ShareQuery, Object.fromEntries(url.searchParams));
      const { kind, id, state, search } = query;
      const shares = await app.shares.list(owner, {
        ...(kind === undefined ? {} : { kind }),
        ...(id === undefined ? {} : { id }),
        ...(state === undefined ? {} : { state }),
        ...(search === undefined ? {} : { search }),
      });
      return json({ shares });
    },
  }),
  ownerRoute({
    method: 'POST',
    path: '/api/shares',
    tag,
    cors,
    summary: 'Mint a link; an Idempotency-Key makes a repeated request answer the same link',
    body: CreateShare,
    replies: { 201: { description: 'The new share', schema: Share } },
    handle: (call, owner, body) =>
      idempotent(call, owner, body, async (repeat) => {
        const mint = body.channel === 'email' ? call.app.shares.mintAndSend : call.app.shares.mint;
        return json(await mint(owner, body, call.signal, repeat), 201);
      }),
  }),
  ownerRoute({
    method: 'GET',
    path: '/api/shares/:id',
    tag,
    cors,
    summary: 'One share',
    replies: { 200: { description: 'The share', schema: Share } },
    handle: async ({ app, params }, owner) => json(await app.shares.get(owner, idOf(params))),
  }),
  ownerRoute({
    method: 'PATCH',
    path: '/api/shares/:id',
    tag,
    cors,
    summary: 'Change a share: absent fields stay, null means never, none or unlimited',
    body: ChangeShare,
    replies: { 200: { description: 'The changed share', schema: Share } },
    handle: async ({ app, params, signal }, owner, body) =>
      json(await app.shares.change(owner, idOf(params), body, signal)),
  }),
  ownerRoute({
    method: 'DELETE',
    path: '/api/shares/:id',
    tag,
    cors,
    summary: 'Revoke a share, for good; again it answers the same',
    replies: { 200: { description: 'The revoked share', schema: Share } },
    handle: async ({ app, params, signal }, owner) =>
      json((await app.shares.revoke(owner, idOf(params), signal)).share),
  }),
  ownerRoute({
    method: 'POST',
    path: '/api/shares/:id/rotate',
    tag,
    cors,
    summary: 'A new link to the same share; the old one is dead at once or after a grace period',
    body: RotateShare,
    replies: { 200: { description: 'The share with its new link', schema: Share } },
    handle: async ({ app, params, signal }, owner, body) =>
      json(await app.shares.rotate(owner, idOf(params), body, signal)),
  }),
  ownerRoute({
    method: 'GET',
    path: '/api/shares/:id/activity',
    tag,
    cors,
    summary: 'Who opened a share: people, programs and the owner apart, and the sites that embed it',
    replies: { 200: { description: 'The activity of the last 30 days', schema: Activity } },
    handle: async ({ app, params }, owner) => json(await app.shares.activity(owner, idOf(params))),
  }),
  ownerRoute({
    method: 'POST',
    path: '/api/shares/:id/preview',
    tag,
    cors,
    summary: 'An address that shows the share as a guest sees it, without counting, for ten minutes',
    replies: { 200: { description: 'The address', schema: Preview } },
    handle: async ({ app, params }, owner) => {
      const share = await app.shares.get(owner, idOf(params));
      if (share.url === null || share.link === 'upstream')
        throw new GuestpassError('not_supported', { detail: 'This link cannot be previewed.' });
      const at = app.now();
      // Behind the #, so that no server, log or Referer ever has it.
      return json({
        url: `${share.url}#preview=${makePreview(app.keys, share.id, at)}`,
        expiresAt: new Date(at + previewLife).toISOString(),
      });
    },
  }),
  ownerRoute({
    method: 'POST',
    path: '/api/grants',
    tag,
    access: 'key',
    summary: "A grant for one resource, for a user's browser; asked for by the host app's backend",
    body: CreateGrant,
    replies: { 201: { description: 'The grant', schema: Grant } },
    handle: async (call, _owner, body) => {
      const { id, owner } = await requireKey(call);
      const resource = typeof body.resource === 'string' ? resourceOf(body.resource) : body.resource;
      const expiresAt = call.app.now() + (body.expiresIn ?? 300) * 1000;
      const grant = makeGrant(call.app.keys, {
        owner: {
          workspace: owner.workspace,
          actor: body.user ? (body.user.name ?? body.user.id) : owner.actor,
          resource,
          actions: body.actions ?? ownerActions,
        },
        keyId: id,
        origin: body.origin === undefined ? null : originOf(body.origin),
        expiresAt,
      });
      return json({ grant, expiresAt: new Date(expiresAt).toISOString() }, 201);
    },
  }),
];

export function idOf(params: Call['params']): string {
  return params['id'] ?? '';
}

function resourceOf(text: string): ResourceRef {
  const resource = parseResource(text);
  if (!resource) {
    const issues = [
      {
        path: 'resource',
        message: 'A kind and an id, such as render:report-2026; kinds are render, persona and project',
      },
    ];
    throw new GuestpassError('invalid_request', { issues, detail: `"${text.slice(0, 100)}" names no resource.` });
  }
  return resource;
}

function originOf(text: string): string {
  const parsed = parseOriginPattern(text);
  if (parsed.ok && !parsed.pattern.anySubdomain) return parsed.pattern.canonical;
  throw new GuestpassError('invalid_request', {
    issues: [{ path: 'origin', message: parsed.ok ? 'One origin, without a wildcard' : parsed.reason }],
  });
}
