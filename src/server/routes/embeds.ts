import * as z from 'zod/mini';
import { GuestpassError } from '../../contract/errors.js';
import { isWebOrigin } from '../../contract/origins.js';
import { Ticket } from '../../contract/view.js';
import { json } from '../middleware/errors.js';
import { hashedAssetHeaders, stableAssetHeaders, apiHeaders } from '../middleware/headers.js';
import { mayEmbed, requireOpen } from '../shares/policy.js';
import { makeTicket, ticketLife } from '../shares/proofs.js';
import { guarded } from './guests.js';
import { type Call, openRoute, type Route } from './route.js';

const tag = 'embeds';

/** What embedding pages load and ask for. */
export const embedRoutes: readonly Route[] = [
  openRoute({
    method: 'POST',
    path: '/api/embeds/:token/ticket',
    tag,
    cors: 'share',
    summary:
      "A minute's proof that a page of the request's Origin may embed this link; asked for by that page's own script",
    // Without a body, so that browsers need not ask first: that would be one round trip more before an embed shows.
    replies: { 200: { description: 'The ticket', schema: Ticket } },
    handle: (call) => guarded(call, () => ticket(call)),
  }),
  openRoute({
    method: 'GET',
    path: '/embed.json',
    tag,
    cors: 'any',
    summary: 'The version of the embed script, and the integrity of its versioned address',
    headers: [{ 'Cache-Control': 'public, max-age=300' }, apiHeaders],
    replies: {
      200: { description: 'Version and integrity', schema: z.object({ version: z.string(), integrity: z.string() }) },
    },
    handle: ({ app }) => json({ version: app.assets.version, integrity: app.assets.integrity }),
  }),
  ...(['embed.js', 'orb.js', 'trouble.js', 'elements.js'] as const).map((name) =>
    openRoute({
      method: 'GET',
      path: `/${name}`,
      tag,
      summary: `The newest ${name}, the same bytes for everyone`,
      headers: [stableAssetHeaders],
      replies: { 200: { description: 'The script', contentType: 'text/javascript' } },
      handle: (call) => file(call, call.app.assets.named(name)),
    }),
  ),
  openRoute({
    method: 'GET',
    path: '/:script{embed@[0-9][0-9A-Za-z.-]*\\.js}',
    tag,
    summary: 'One version of the embed script, which never changes: for the integrity attribute',
    headers: [hashedAssetHeaders],
    replies: { 200: { description: 'The script', contentType: 'text/javascript' } },
    handle: (call) => file(call, call.app.assets.named(call.params['script'] ?? '')),
  }),
  openRoute({
    method: 'GET',
    path: '/assets/:path{.+}',
    tag,
    summary: 'The built files of the pages, named by their hashes',
    headers: [hashedAssetHeaders],
    replies: { 200: { description: 'The file', contentType: 'text/javascript' } },
    handle: (call) => file(call, call.app.assets.find(call.params['path'] ?? '')),
  }),
];

function file({ request }: Call, found: ReturnType<Call['app']['assets']['find']>): Response {
  if (!found) throw new GuestpassError('not_found');
  // Not told apart by encoding: that only costs a cache a second copy.
  const etag = `"${found.etag}"`;
  const headers = { ETag: etag, Vary: 'Accept-Encoding' };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  const brotli = /\bbr\b/.test(request.headers.get('accept-encoding') ?? '') ? found.brotli : null;
  const body = brotli ?? found.body;
  return new Response(body, {
    headers: {
      ...headers,
      'Content-Type': found.contentType,
      'Content-Length': String(body.length),
      ...(brotli ? { 'Content-Encoding': 'br' } : {}),
    },
  });
}

/** Decided on the Origin that the browser sets. Without side effects: nothing is counted or written. */
async function ticket({ app, params, request }: Call): Promise<Response> {
  const { share } = await app.guests.findByToken(params['token'] ?? '');
  requireOpen(share, app.now(), true);
  const origin = request.headers.get('origin');
  if (!mayEmbed(share, origin) || !isWebOrigin(origin))
    throw new GuestpassError('origin_not_allowed', { detail: refusal(origin) });
  const at = app.now();
  return json({ ticket: makeTicket(app.keys, share, origin, at), expiresAt: new Date(at + ticketLife).toISOString() });
}

function refusal(origin: string | null): string {
  if (origin === null) return 'The request has no Origin header: it must come from the script of a web page.';
  if (origin === 'null')
    return 'The page has no origin: it is a file, an app, or a frame that is sandboxed without allow-same-origin.';
  return `${origin} is not on the list of sites of this link.`;
}
