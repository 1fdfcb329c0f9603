import * as z from 'zod/mini';
import { GuestpassError } from '../../contract/errors.js';
import { fillTemplate } from './addresses.js';
import { parseBody, readInstant } from './answers.js';
import { path } from './outbound.js';
import { createMinter } from './settle.js';
import type { ResourceKey } from './source.js';
import { upstreamError } from './upstream-errors.js';
import type { UpstreamLink, UpstreamLinks } from './upstream-links.js';
import type { Clients } from './vendor.js';

const Token = z.object({ token: z.string().check(z.minLength(1)), createdAt: z.optional(z.unknown()) });
type Token = z.infer<typeof Token>;

const get = 'GET /v1/projects/{projectId}/public-share-token';
const post = 'POST /v1/projects/{projectId}/public-share-token';

/** The one public token of a project. Minting puts a new one in its place, which ends the old link and its embeds. */
export function createMicrovisualizerLinks(clients: Clients, template: string | null): UpstreamLinks {
  const mintOnce = createMinter();
  /** Null when the project has none. */
  const current = async (key: ResourceKey, deadline: number, signal: AbortSignal) => {
    const to = path`/v1/projects/${key.id}/public-share-token`;
    const answer = await clients.get(key.workspace).call({ name: get, to, expects: [404], deadline, signal });
    if (answer.status === 404) {
      if (codeOf(answer.body) === 'project_not_found')
        throw upstreamError('upstream_not_found', `${get}: answered 404`);
      return { token: null, skew: answer.skew };
    }
    return { token: parseBody(Token, answer.body, get), skew: answer.skew };
  };
  const linkOf = ({ token, createdAt }: Token) => toLink(token, readInstant(createdAt) ?? 0, template);

  return {
    single: true,
    changeable: [],

    async mint(key, { expiresAt, usageLimit }, since, signal) {
      if (expiresAt !== null || usageLimit !== null) {
        throw new GuestpassError('not_supported', {
          detail: 'This kind of link has neither an end nor a limit of uses.',
        });
      }
      const client = clients.get(key.workspace);
      const end = client.deadline();
      let before: string | null = null;
      return mintOnce({
        since,
        now: Date.now,
        fingerprint: JSON.stringify([key.workspace, key.id]),
        async post() {
          const { token } = await current(key, Math.min(end, client.deadline(0.3)), signal);
          before = token && (await linkOf(token)).id;
          const to = path`/v1/projects/${key.id}/public-share-token`;
          const deadline = Math.min(end, client.deadline(0.4));
          const outcome = await client.attempt({ name: post, method: 'POST', to, deadline, signal });
          if (!outcome.ok) return outcome;
          const made = Token.safeParse(outcome.value.body);
          if (made.success) return { ok: true, value: await linkOf(made.data) };
          const what = `${post}: not of the form that is documented`;
          return { ok: false, error: upstreamError('upstream_invalid', what), perhapsDone: true };
        },
        async list() {
          const { token, skew } = await current(key, Math.min(end, client.deadline(0.3)), signal);
          return { links: token ? [await linkOf(token)] : [], skew };
        },
        matches: (link) => link.id !== before,
      });
    },

    async list(key, signal) {
      const { token } = await current(key, clients.get(key.workspace).deadline(), signal);
      return token ? [await linkOf(token)] : [];
    },

    async change() {
      throw new GuestpassError('not_supported', { detail: 'A link of this kind has nothing to change.' });
    },

    async revoke(key, id, signal) {
      const client = clients.get(key.workspace);
      const deadline = client.deadline();
      const { token } = await current(key, client.deadline(0.5), signal).catch(goneIsNull);
      // Another token has taken its place, so it is dead; deleting would kill the other one.
      if (!token || (await linkOf(token)).id !== id) return;
      const name = 'DELETE /v1/projects/{projectId}/public-share-token';
      const to = path`/v1/projects/${key.id}/public-share-token`;
      await client.call({ name, method: 'DELETE', to, expects: [404], deadline, signal });
    },
  };
}

/** The vendor gives a token no id. Ours is made from it and tells nothing of it. */
async function toLink(token: string, createdAt: number, template: string | null): Promise<UpstreamLink> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token)));
  const id = Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return {
    id,
    token,
    url: template === null ? null : fillTemplate(template, token),
    expiresAt: null,
    usageLimit: null,
    usageCount: null,
    enabled: true,
    revokedAt: null,
    createdAt,
  };
}

function codeOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'code' in body ? body.code : null;
}

function goneIsNull(error: unknown): { readonly token: null } {
  if (error instanceof GuestpassError && error.code === 'upstream_not_found') return { token: null };
  throw error;
}
