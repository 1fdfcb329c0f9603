import * as z from 'zod/mini';
import { GuestpassError } from '../../contract/errors.js';
import { readGuestAddress } from './addresses.js';
import { parseBody, readInstant } from './answers.js';
import { path } from './outbound.js';
import { createMinter, type Listed } from './settle.js';
import type { ResourceKey } from './source.js';
import { upstreamError } from './upstream-errors.js';
import type { UpstreamLink, UpstreamLinks } from './upstream-links.js';
import type { Clients } from './vendor.js';

const ShareRow = z.object({
  id: z.string().check(z.minLength(1)),
  shareToken: z.string().check(z.minLength(1)),
  shareUrl: z.optional(z.unknown()),
  recipientEmail: z.optional(z.unknown()),
  message: z.optional(z.unknown()),
  expiresAt: z.optional(z.unknown()),
  revokedAt: z.optional(z.unknown()),
  createdAt: z.optional(z.unknown()),
  clickCount: z.optional(z.unknown()),
});
type ShareRow = z.infer<typeof ShareRow>;
const ShareRows = z.object({ shares: z.array(ShareRow) });

/** CraftKit's shares of a render: made with or without an end, revoked, and nothing else. */
export function createCraftkitLinks(clients: Clients): UpstreamLinks {
  const mintOnce = createMinter();
  const post = 'POST /v1/renders/{id}/shares';
  const get = 'GET /v1/renders/{id}/shares';

  const rows = async (key: ResourceKey, deadline: number, signal: AbortSignal) => {
    const client = clients.get(key.workspace);
    const answer = await client.call({ name: get, to: path`/v1/renders/${key.id}/shares`, deadline, signal });
    return { rows: parseBody(ShareRows, answer.body, get).shares, skew: answer.skew };
  };

  return {
    single: false,
    changeable: [],

    async mint(key, options, since, signal) {
      const { expiresAt, usageLimit, recipientEmail, message } = options;
      if (usageLimit !== null)
        throw new GuestpassError('not_supported', { detail: 'This kind of link has no limit of uses.' });
      const client = clients.get(key.workspace);
      const end = client.deadline();
      const body = {
        channel: recipientEmail === null ? 'link' : 'email',
        ...(recipientEmail === null ? {} : { recipientEmail }),
        ...(message === null ? {} : { message }),
        ...(expiresAt === null ? {} : { expiresAt: new Date(expiresAt).toISOString() }),
      };
      const found = new Map<string, ShareRow>();
      return mintOnce({
        since,
        now: Date.now,
        fingerprint: JSON.stringify([key.workspace, key.id, body]),
        async post() {
          const to = path`/v1/renders/${key.id}/shares`;
          const deadline = Math.min(end, client.deadline(0.6));
          const outcome = await client.attempt({ name: post, method: 'POST', to, body, deadline, explain, signal });
          if (!outcome.ok) return outcome;
          const row = ShareRow.safeParse(outcome.value.body);
          const link = row.success ? linkOf(row.data) : null;
          if (link?.url) return { ok: true, value: link };
          const what = `${post}: not of the form that is documented`;
          return { ok: false, error: upstreamError('upstream_invalid', what), perhapsDone: true };
        },
        async list(): Promise<Listed> {
          const listed = await rows(key, Math.min(end, client.deadline(0.4)), signal);
          for (const row of listed.rows) found.set(row.id, row);
          return { links: listed.rows.map(linkOf), skew: listed.skew };
        },
        matches(link) {
          const row = found.get(link.id);
          return (
            link.revokedAt === null &&
            link.url !== null &&
            (row?.recipientEmail ?? null) === recipientEmail &&
            (row?.message ?? null) === message &&
            Math.abs((link.expiresAt ?? 0) - (expiresAt ?? 0)) < 1_000
          );
        },
      });
    },

    async list(key, signal) {
      const listed = await rows(key, clients.get(key.workspace).deadline(), signal);
      return listed.rows.map(linkOf);
    },

    async change() {
      throw new GuestpassError('not_supported', {
        detail: 'A link of this kind cannot be changed: revoke it and make another.',
      });
    },

    async revoke(key, id, signal) {
      const name = 'DELETE /v1/renders/{id}/shares/{shareId}';
      const to = path`/v1/renders/${key.id}/shares/${id}`;
      await clients.get(key.workspace).call({ name, method: 'DELETE', to, expects: [404], signal });
    },
  };
}

function linkOf(row: ShareRow): UpstreamLink {
  return {
    id: row.id,
    token: row.shareToken,
    url: readGuestAddress(row.shareUrl),
    expiresAt: readInstant(row.expiresAt),
    usageLimit: null,
    usageCount: typeof row.clickCount === 'number' ? row.clickCount : null,
    enabled: true,
    revokedAt: readInstant(row.revokedAt),
    createdAt: readInstant(row.createdAt) ?? 0,
  };
}

/** The vendor's 409 is one thing only: the render has not succeeded. */
function explain(status: number, _body: unknown, what: string): GuestpassError | null {
  return status === 409 ? upstreamError('not_ready', what) : null;
}
