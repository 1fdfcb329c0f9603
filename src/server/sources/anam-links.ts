import * as z from 'zod/mini';
import { fillTemplate } from './addresses.js';
import { parseBody, readInstant } from './answers.js';
import { path } from './outbound.js';
import { createMinter } from './settle.js';
import type { ResourceKey } from './source.js';
import { upstreamError } from './upstream-errors.js';
import type { UpstreamLink, UpstreamLinkOptions, UpstreamLinks } from './upstream-links.js';
import type { Clients } from './vendor.js';

const LinkRow = z.object({
  id: z.string().check(z.minLength(1)),
  token: z.string().check(z.minLength(1)),
  expiresAt: z.optional(z.unknown()),
  usageLimit: z.optional(z.unknown()),
  usageCount: z.optional(z.unknown()),
  enabled: z.optional(z.unknown()),
  createdAt: z.optional(z.unknown()),
  personaId: z.optional(z.unknown()),
});
type LinkRow = z.infer<typeof LinkRow>;

const LinkRows = z.object({
  data: z.array(LinkRow),
  meta: z.optional(z.object({ lastPage: z.optional(z.unknown()) })),
});

const hour = 3_600_000;
/**
 * The vendor gives a link a week and ten uses unless told otherwise, and documents no way to say never and unlimited. So
 * these stand for them: ten years in hours, and a thousand million uses.
 */
const never = 87_600;
const unlimited = 1_000_000_000;

const perPage = 100;
const mostPages = 20;

/** Anam's share links of a persona. */
export function createAnamLinks(clients: Clients, template: string): UpstreamLinks {
  const mintOnce = createMinter();
  const get = 'GET /v1/share-links';
  const post = 'POST /v1/share-links';
  const put = 'PUT /v1/share-links/{id}';

  const list = async (key: ResourceKey, deadline: number, signal: AbortSignal) => {
    const rows: LinkRow[] = [];
    let skew: number | null = null;
    for (let page = 1; page <= mostPages; page += 1) {
      const query = [
        ['personaId', key.id],
        ['page', String(page)],
        ['perPage', String(perPage)],
      ] as const;
      const answer = await clients
        .get(key.workspace)
        .call({ name: get, to: path`/v1/share-links`, query, deadline, signal });
      const { data, meta } = parseBody(LinkRows, answer.body, get);
      rows.push(...data);
      skew = answer.skew;
      if (typeof meta?.lastPage !== 'number' || page >= meta.lastPage) break;
    }
    // A vendor that did not know the filter would list other personas' links.
    const ours = rows.filter(({ personaId }) => personaId === undefined || personaId === key.id);
    const links = ours.map((row) => linkOf(row, template)).sort((a, b) => b.createdAt - a.createdAt);
    return { links, skew };
  };

  return {
    single: false,
    changeable: ['expiresAt', 'usageLimit'],

    async mint(key, options, since, signal) {
      const client = clients.get(key.workspace);
      const end = client.deadline();
      const { expiresAt, usageLimit } = options;
      return mintOnce({
        since,
        now: Date.now,
        fingerprint: JSON.stringify([key.workspace, key.id, expiresAt, usageLimit]),
        async post() {
          const body = { personaId: key.id, ...termsOf({ expiresAt, usageLimit }) };
          const deadline = Math.min(end, client.deadline(0.6));
          const outcome = await client.attempt({
            name: post,
            method: 'POST',
            to: path`/v1/share-links`,
            body,
            deadline,
            signal,
          });
          if (!outcome.ok) return outcome;
          const row = LinkRow.safeParse(outcome.value.body);
          if (row.success) return { ok: true, value: linkOf(row.data, template) };
          const what = `${post}: not of the form that is documented`;
          return { ok: false, error: upstreamError('upstream_invalid', what), perhapsDone: true };
        },
        list: () => list(key, Math.min(end, client.deadline(0.4)), signal),
        matches: (link) =>
          link.usageLimit === usageLimit &&
          // The vendor counts the hours from when it got the request.
          (expiresAt === null ? link.expiresAt === null : Math.abs((link.expiresAt ?? 0) - expiresAt) < 60_000),
      });
    },

    async list(key, signal) {
      return (await list(key, clients.get(key.workspace).deadline(), signal)).links;
    },

    async change(key, id, options, signal) {
      const to = path`/v1/share-links/${id}`;
      const body = termsOf(options);
      const answer = await clients.get(key.workspace).call({ name: put, method: 'PUT', to, body, signal });
      return linkOf(parseBody(LinkRow, answer.body, put), template);
    },

    async revoke(key, id, signal) {
      const name = 'DELETE /v1/share-links/{id}';
      const to = path`/v1/share-links/${id}`;
      await clients.get(key.workspace).call({ name, method: 'DELETE', to, expects: [404], signal });
    },
  };
}

/** What is absent stays as it is; the vendor counts in hours from now. */
function termsOf({ expiresAt, usageLimit }: Partial<UpstreamLinkOptions>) {
  return {
    ...(expiresAt === undefined ? {} : { expiresInHours: expiresAt === null ? never : hoursUntil(expiresAt) }),
    ...(usageLimit === undefined ? {} : { usageLimit: usageLimit ?? unlimited }),
  };
}

/** To a ten-thousandth of an hour, which is a third of a second. */
function hoursUntil(instant: number): number {
  return Math.max(1, Math.round(((instant - Date.now()) / hour) * 10_000)) / 10_000;
}

function linkOf(row: LinkRow, template: string): UpstreamLink {
  const createdAt = readInstant(row.createdAt) ?? 0;
  const expiresAt = readInstant(row.expiresAt);
  const endless = expiresAt !== null && expiresAt - Math.max(createdAt, 0) >= (never - 1) * hour;
  const usageLimit = typeof row.usageLimit === 'number' && row.usageLimit < unlimited ? row.usageLimit : null;
  return {
    id: row.id,
    token: row.token,
    url: fillTemplate(template, row.token),
    expiresAt: endless ? null : expiresAt,
    usageLimit,
    usageCount: typeof row.usageCount === 'number' ? row.usageCount : null,
    enabled: row.enabled !== false,
    revokedAt: null,
    createdAt,
  };
}
