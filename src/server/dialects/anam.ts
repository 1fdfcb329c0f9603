import * as z from 'zod/mini';
import { sentenceOf } from '../../contract/error-sentences.js';
import { type ErrorCode, GuestpassError } from '../../contract/errors.js';
import { maxOriginPatterns } from '../../contract/origins.js';
import { type ChangeShare, type Share, ShareType, UsageLimit } from '../../contract/share.js';
import type { App } from '../app.js';
import { admitKey } from '../middleware/api-rate.js';
import { parseFields } from '../middleware/body.js';
import { type ErrorStyle, json, retryHeader } from '../middleware/errors.js';
import { type Call, ownerRoute, type Route } from '../routes/route.js';
import type { Owner } from '../shares/owner.js';

/** What a link has when nobody says otherwise: a week and ten uses. */
const defaults = { expiresInHours: 168, usageLimit: 10 };

/** A minute to ten years, in hours; fractions are fine. */
const Hours = z
  .number('A number of hours')
  .check(z.gte(1 / 60, 'At least a minute, which is 1/60'), z.lte(87_600, 'At most ten years, which is 87600'));

/** Beyond expiresInHours and usageLimit these are ours. */
const terms = {
  expiresInHours: z.optional(z.nullable(Hours)),
  usageLimit: z.optional(z.nullable(UsageLimit)),
  type: z.optional(ShareType),
  allowedOrigins: z.optional(
    z.array(z.string()).check(z.maxLength(maxOriginPatterns, `At most ${maxOriginPatterns} sites`)),
  ),
  allowAllOrigins: z.optional(z.boolean()),
  removeWatermark: z.optional(z.boolean()),
  enabled: z.optional(z.boolean()),
  isPrimary: z.optional(z.boolean()),
};
const wholeNumber = (max: number) => {
  const message = `A whole number from 1 to ${max}`;
  return z.coerce.number(message).check(z.multipleOf(1, message), z.gte(1, message), z.lte(max, message));
};
const CreateLink = z.strictObject({ personaId: z.uuid('A UUID'), ...terms });
const ChangeLink = z.strictObject(terms);
const LinkQuery = z.object({
  page: z._default(wholeNumber(1_000_000), 1),
  perPage: z._default(wholeNumber(100), 20),
  search: z.optional(z.string().check(z.maxLength(200))),
  personaId: z.optional(z.uuid('A UUID')),
});

const Link = z.object({
  id: z.string(),
  token: z.nullable(z.string()),
  type: ShareType,
  expiresAt: z.nullable(z.string()),
  usageLimit: z.nullable(z.int()),
  usageCount: z.int(),
  allowedOrigins: z.array(z.string()),
  allowAllOrigins: z.boolean(),
  removeWatermark: z.boolean(),
  enabled: z.boolean(),
  isPrimary: z.boolean(),
  createdAt: z.string(),
});
const DetailedLink = z.extend(Link, { personaId: z.string(), personaName: z.string(), organizationId: z.string() });
const Meta = z.object({
  total: z.int(),
  lastPage: z.int(),
  currentPage: z.int(),
  perPage: z.int(),
  prev: z.nullable(z.int()),
  next: z.nullable(z.int()),
});
const Failure = z.object({
  error: z.string(),
  message: z.string(),
  code: z.string(),
  issues: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
});

const statuses: Partial<Record<ErrorCode, number>> = {
  invalid_request: 400,
  unsupported_media_type: 400,
  revoked: 404,
};

/** Clients read `error` or `message`, so the sentence stands in both. */
export const anamErrors: ErrorStyle = (error) => {
  const { code, issues } = error;
  const message = sentenceOf(error);
  const body = { error: message, message, code, ...(issues.length > 0 ? { issues } : {}) };
  return json(body, statuses[code] ?? error.status, retryHeader(error));
};

const dialect = {
  access: 'key',
  tag: 'anam',
  admit: admitKey,
  bodyRules: { strictType: false },
  errors: anamErrors,
  failure: { description: 'An error', schema: Failure },
} as const;

/** Anam's API for the share links of personas. What is revoked is gone here; the owners' API still knows it. */
export const anamRoutes: readonly Route[] = [
  ownerRoute({
    ...dialect,
    method: 'POST',
    path: '/v1/share-links',
    summary: 'Mint a link to a persona: a week and ten uses unless said; null means never and unlimited',
    body: CreateLink,
    replies: { 201: { description: 'The new link', schema: Link } },
    handle: async ({ app, signal }, owner, { personaId, ...body }) => {
      const resource = { kind: 'persona', id: personaId } as const;
      const share = await app.shares.mint(owner, { resource, ...termsOf({ ...defaults, ...body }) }, signal);
      return json(toLink(share), 201);
    },
  }),
  ownerRoute({
    ...dialect,
    method: 'GET',
    path: '/v1/share-links',
    summary: 'The links of all personas or of one, newest first, a page at a time',
    query: LinkQuery,
    replies: { 200: { description: 'A page', schema: z.object({ data: z.array(DetailedLink), meta: Meta }) } },
    handle: async ({ app, url, signal }, owner) => {
      const { page, perPage, search, personaId } = parseFields(LinkQuery, Object.fromEntries(url.searchParams));
      const query = {
        kind: 'persona',
        live: true,
        ...(personaId === undefined ? {} : { id: personaId }),
        ...(search === undefined ? {} : { search }),
      } as const;
      const total = await app.shares.count(owner, query);
      const shares = await app.shares.list(owner, { ...query, limit: perPage, offset: (page - 1) * perPage });
      const lastPage = Math.ceil(total / perPage);
      const prev = page > 1 ? page - 1 : null;
      const next = page < lastPage ? page + 1 : null;
      const meta = { total, lastPage, currentPage: page, perPage, prev, next };
      return json({ data: await withPersonas(app, owner, shares, signal), meta });
    },
  }),
  ownerRoute({
    ...dialect,
    method: 'GET',
    path: '/v1/share-links/:id',
    summary: 'One link',
    replies: { 200: { description: 'The link', schema: DetailedLink } },
    handle: async (call, owner) => {
      const share = await findLink(call, owner);
      const [link] = await withPersonas(call.app, owner, [share], call.signal);
      return json(link);
    },
  }),
  ownerRoute({
    ...dialect,
    method: 'PUT',
    path: '/v1/share-links/:id',
    summary: 'Change a link: absent fields stay, the hours count from now, null means never and unlimited',
    body: ChangeLink,
    replies: { 200: { description: 'The changed link', schema: Link } },
    handle: async (call, owner, body) => {
      const { id } = await findLink(call, owner);
      return json(toLink(await call.app.shares.change(owner, id, termsOf(body), call.signal)));
    },
  }),
  ownerRoute({
    ...dialect,
    method: 'DELETE',
    path: '/v1/share-links/:id',
    summary: 'Revoke a link; from then on it is not found',
    replies: { 200: { description: 'It is gone', schema: z.object({ success: z.boolean() }) } },
    handle: async (call, owner) => {
      const { id } = await findLink(call, owner);
      const { changed } = await call.app.shares.revoke(owner, id, call.signal);
      if (!changed) throw unknownLink();
      return json({ success: true });
    },
  }),
];

/** A share of a persona that is not revoked. */
async function findLink({ app, params }: Call, owner: Owner): Promise<Share> {
  const share = await app.shares.get(owner, params['id'] ?? '');
  if (share.resource.kind !== 'persona' || share.revokedAt !== null) throw unknownLink();
  return share;
}

function unknownLink(): GuestpassError {
  return new GuestpassError('not_found', { detail: 'There is no share link with this id.' });
}

function termsOf({ expiresInHours, ...rest }: z.infer<typeof ChangeLink>): ChangeShare {
  if (expiresInHours === undefined) return rest;
  return { ...rest, expiresIn: expiresInHours === null ? null : Math.round(expiresInHours * 3600) };
}

function toLink(share: Share): z.infer<typeof Link> {
  const { id, token, type, expiresAt, usageLimit, usageCount, allowedOrigins, allowAllOrigins } = share;
  const { removeWatermark, enabled, isPrimary, createdAt } = share;
  return {
    id,
    token,
    type,
    expiresAt,
    usageLimit,
    usageCount,
    allowedOrigins,
    allowAllOrigins,
    removeWatermark,
    enabled,
    isPrimary,
    createdAt,
  };
}

/** Each persona is asked for once. One that its source has lost is called by its id. */
async function withPersonas(app: App, owner: Owner, shares: readonly Share[], signal: AbortSignal) {
  const ids = [...new Set(shares.map((share) => share.resource.id))];
  const named = await Promise.all(ids.map(async (id) => [id, await nameOf(app, owner, id, signal)] as const));
  const names = new Map(named);
  return shares.map((share): z.infer<typeof DetailedLink> => {
    const { id } = share.resource;
    return { ...toLink(share), personaId: id, personaName: names.get(id) ?? id, organizationId: owner.workspace };
  });
}

async function nameOf({ shares }: App, owner: Owner, id: string, signal: AbortSignal): Promise<string | null> {
  try {
    return (await shares.describe(owner, { kind: 'persona', id }, signal)).title;
  } catch (cause) {
    if (cause instanceof GuestpassError) return null;
    throw cause;
  }
}
