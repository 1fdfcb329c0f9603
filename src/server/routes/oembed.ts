import * as z from 'zod/mini';
import { GuestpassError } from '../../contract/errors.js';
import { json } from '../middleware/errors.js';
import { apiHeaders } from '../middleware/headers.js';
import { describeOEmbed, oEmbedXml, tokenOfAddress } from '../pages/oembed.js';
import { isEmbeddable, stateOf } from '../shares/policy.js';
import type { FoundShare } from '../shares/guest-service.js';
import { guarded } from './guests.js';
import { type Call, openRoute, type Route } from './route.js';

const Query = z.object({
  url: z.string(),
  format: z.optional(z.string()),
  maxwidth: z.optional(z.string()),
  maxheight: z.optional(z.string()),
});
const longest = 3600;

/** What pages of other people are told of a link: oembed.com, and the picture of its card. Protected links tell nothing. */
export const oEmbedRoutes: readonly Route[] = [
  openRoute({
    method: 'GET',
    path: '/oembed',
    tag: 'embeds',
    cors: 'any',
    summary:
      'oEmbed of a link, JSON or XML: 404 for what is no live link of ours, 401 for a protected one, 501 for another format',
    query: Query,
    headers: [{ ...apiHeaders, 'Cross-Origin-Resource-Policy': 'cross-origin' }],
    replies: { 200: { description: 'The answer', schema: z.record(z.string(), z.union([z.string(), z.number()])) } },
    handle: (call) => guarded(call, () => oEmbed(call)),
  }),
  openRoute({
    method: 'GET',
    path: '/share/:token/card',
    tag: 'embeds',
    summary:
      'The picture of an open link’s card: its poster, or the image itself; 404 for a link that is protected, limited or over',
    replies: { 200: { description: 'The picture', contentType: 'image/*' } },
    handle: (call) => guarded(call, () => card(call)),
  }),
];

async function oEmbed({ app, url, signal }: Call): Promise<Response> {
  const { searchParams } = url;
  const format = searchParams.get('format') ?? 'json';
  if (format !== 'json' && format !== 'xml') return json({ error: 'The formats are json and xml.' }, 501);
  const token = tokenOfAddress(app.url, searchParams.get('url') ?? '');
  if (token === null)
    throw new GuestpassError('not_found', { detail: 'url must be the address of a link of this server.' });
  const { share } = await app.guests.findByToken(token);
  const state = stateOf(share, app.now());
  if (share.passwordHash !== null || state === 'paused') return json({ error: 'This link is protected.' }, 401);
  if (state !== 'active') throw new GuestpassError('not_found', { detail: 'This link is over.' });
  const { title, sharedBy, view } = await app.guests.resourceOf(share, signal);
  const left = share.expiresAt === null ? longest : Math.floor((share.expiresAt - app.now()) / 1000);
  const answer = describeOEmbed({
    serverUrl: app.url,
    token,
    title,
    author: sharedBy,
    view,
    embeddable: isEmbeddable(share),
    cacheAge: Math.min(longest, left),
    maxWidth: readSize(searchParams.get('maxwidth')),
    maxHeight: readSize(searchParams.get('maxheight')),
  });
  return format === 'json'
    ? json(answer)
    : new Response(oEmbedXml(answer), { headers: { 'Content-Type': 'text/xml; charset=utf-8' } });
}

function readSize(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,4}$/.test(text) ? Number(text) : null;
}

/** Whether a stranger's program may see a picture of it: whoever has the link sees all of it anyway, as often as he likes. */
export function hasCard({ share }: Pick<FoundShare, 'share'>, now: number): boolean {
  return share.passwordHash === null && share.usageLimit === null && stateOf(share, now) === 'active';
}

async function card({ app, params, signal }: Call): Promise<Response> {
  const found = await app.guests.findByToken(params['token'] ?? '');
  const picture = hasCard(found, app.now()) ? await app.guests.picture(found.share, signal) : null;
  if (!picture) throw new GuestpassError('not_found');
  const length: Record<string, string> = picture.size === null ? {} : { 'Content-Length': String(picture.size) };
  return new Response(picture.body, { headers: { 'Content-Type': picture.contentType, ...length } });
}
