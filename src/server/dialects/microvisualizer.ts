import * as z from 'zod/mini';
import { sentenceOf } from '../../contract/error-sentences.js';
import { type ErrorCode, GuestpassError } from '../../contract/errors.js';
import type { ResourceRef } from '../../contract/resource.js';
import type { Share } from '../../contract/share.js';
import { admitKey } from '../middleware/api-rate.js';
import { type ErrorStyle, json, retryHeader } from '../middleware/errors.js';
import { type Call, ownerRoute, type Route } from '../routes/route.js';
import type { Owner } from '../shares/owner.js';

const Token = z.object({ token: z.string(), createdAt: z.string() });
const Failure = z.object({
  status: z.int(),
  code: z.string(),
  message: z.string(),
  details: z.optional(z.string()),
  violations: z.optional(z.array(z.object({ field: z.string(), message: z.string() }))),
  retryAfter: z.optional(z.int()),
});

const codes: Partial<Record<ErrorCode, string>> = {
  unauthorized: 'unauthorized',
  forbidden: 'forbidden',
  conflict: 'conflict',
  not_ready: 'conflict',
  not_supported: 'conflict',
  too_many_requests: 'rate_limited',
};

/** `{status, code, message, details?}`; a code of ours that this API has no name for takes the nearest. */
export const microvisualizerErrors: ErrorStyle = (error, { params }) => {
  const { issues, retryAfter } = error;
  const message = sentenceOf(error);
  if (error.code === 'invalid_request' && issues.length > 0) {
    const violations = issues.map(({ path, message: text }) => ({ field: path, message: text }));
    return json(
      { status: 400, code: 'validation_failed', message: 'Validation failed', details: message, violations },
      400,
    );
  }
  const { status, code } = nearest(error, params['projectId'] !== undefined);
  const wait = retryAfter === null ? {} : { retryAfter };
  return json({ status, code, message, ...wait }, status, retryHeader(error));
};

const dialect = {
  access: 'key',
  tag: 'microvisualizer',
  admit: admitKey,
  errors: microvisualizerErrors,
  failure: { description: 'An error', schema: Failure },
} as const;
const path = '/v1/projects/:projectId/public-share-token';

/** MicroVisualizer's API for the one public token of a project. A share that was minted elsewhere can be that token too. */
export const microvisualizerRoutes: readonly Route[] = [
  ownerRoute({
    ...dialect,
    method: 'POST',
    path,
    summary: 'Make the token of a project anew: every other link to it is dead at once',
    replies: { 200: { description: 'The new token', schema: Token } },
    handle: async ({ app, params, signal }, owner) =>
      json(toToken(await app.shares.replace(owner, { resource: projectOf(params) }, signal))),
  }),
  ownerRoute({
    ...dialect,
    method: 'GET',
    path,
    summary: 'The token of a project',
    replies: { 200: { description: 'The token', schema: Token }, 404: { description: 'No such project, or no token' } },
    handle: async (call, owner) => {
      const shares = await call.app.shares.list(owner, { ...projectOf(call.params), live: true });
      const active = shares.filter((share) => share.state === 'active' && share.token !== null);
      const current = active.find((share) => share.isPrimary) ?? active[0];
      return current ? json(toToken(current)) : noToken(call, owner, shares.length > 0);
    },
  }),
  ownerRoute({
    ...dialect,
    method: 'DELETE',
    path,
    summary: 'Revoke every link to a project',
    replies: { 204: { description: 'They are dead' }, 404: { description: 'No such project, or no token' } },
    handle: async (call, owner) => {
      const revoked = await call.app.shares.revokeAll(owner, projectOf(call.params), call.signal);
      return revoked > 0 ? new Response(null, { status: 204 }) : noToken(call, owner, false);
    },
  }),
];

function projectOf({ projectId = '' }: Call['params']): ResourceRef {
  if (/^[a-z0-9][a-z0-9-]{6,58}[a-z0-9]$/.test(projectId)) return { kind: 'project', id: projectId };
  const message = 'An identifier of 8 to 60 lower-case letters, digits and hyphens, with no hyphen at either end';
  throw new GuestpassError('invalid_request', {
    issues: [{ path: 'projectId', message }],
    detail: `projectId: ${message}`,
  });
}

function toToken({ token, createdAt, rotatedAt }: Share): z.infer<typeof Token> {
  // A link that was minted a moment ago has a token: its secret is the current one.
  if (token === null) throw new Error('The token of this share cannot be told.');
  return { token, createdAt: rotatedAt ?? createdAt };
}

/** There is a project and no token; `project_not_found` is thrown where there is no project. */
async function noToken({ app, params, signal }: Call, owner: Owner, known: boolean): Promise<Response> {
  if (!known) await app.shares.describe(owner, projectOf(params), signal);
  const message = 'This project has no public share token.';
  return json({ status: 404, code: 'public_share_token_not_found', message }, 404);
}

function nearest(
  { code, status }: GuestpassError,
  aboutProject: boolean,
): { readonly status: number; readonly code: string } {
  const named = codes[code];
  if (named !== undefined) return { status, code: named };
  if (status === 404 || status === 410) return { status: 404, code: aboutProject ? 'project_not_found' : 'not_found' };
  return { status, code: status >= 500 ? 'internal_error' : 'bad_request' };
}
