import { type ErrorCode, GuestpassError } from '../../contract/errors.js';
import { requireFrame } from '../middleware/framing.js';
import type { Call } from './route.js';
import { openRoute, type Route } from './route.js';
import { embedPageHeaders, guestPageHeaders } from '../pages/csp.js';
import { type CardPlayer, type GuestPage, type PageState, renderGuestPage } from '../pages/guest-page.js';
import { frameSizes } from '../pages/oembed.js';
import { cardParts, viewParts } from '../pages/page-parts.js';
import { guestTexts, openingStrings } from '../pages/strings.js';
import { isEmbeddable, stateOf } from '../shares/policy.js';
import { instant } from '../shares/present.js';
import type { SourceResource } from '../sources/source.js';
import type { ShareRecord } from '../stores/store.js';
import { asGuestpassError, json, problem } from '../middleware/errors.js';
import { apiHeaders, withHeaders } from '../middleware/headers.js';
import { guarded } from './guests.js';
import { hasCard } from './oembed.js';

type Surface = GuestPage['surface'];

/** Views that have a picture to stand for them. */
const pictured = ['video', 'image', 'persona'];

/** States of an unprotected link in which its page says what it leads to. */
const tellable: readonly PageState[] = ['loading', 'gate', 'not_ready'];

const replies = {
  200: { description: 'The page; it counts nothing', contentType: 'text/html' },
  404: { description: 'There is no such link', contentType: 'text/html' },
  410: { description: 'The link has ended', contentType: 'text/html' },
};

/** The two pages of a guest. GET and HEAD never count: a use is claimed by the page's script, when a person is there. */
export const pageRoutes: readonly Route[] = [
  openRoute({
    method: 'GET',
    path: '/share/:token',
    tag: 'guests',
    summary: 'The guest page of a link; JSON of its state to who accepts no HTML',
    headers: [],
    replies,
    handle: (call) => page(call, 'page'),
  }),
  openRoute({
    method: 'GET',
    path: '/embed/:token',
    tag: 'embeds',
    summary: 'The frame that allowed sites embed; opened as a page it leads to the guest page',
    headers: [],
    replies: { ...replies, 303: { description: 'Opened as a page: see /share' } },
    handle: frame,
  }),
  openRoute({
    method: 'GET',
    path: '/embed/',
    tag: 'embeds',
    summary: 'A frame whose page forgot the token: the box of an unknown link',
    headers: [],
    replies: { 404: replies[404] },
    handle: frame,
  }),
];

async function frame(call: Call): Promise<Response> {
  const destination = call.request.headers.get('sec-fetch-dest');
  if (destination === 'document') {
    return new Response(null, {
      status: 303,
      headers: {
        Location: `${call.app.url}/share/${call.params['token'] ?? ''}`,
        'Cache-Control': 'no-store',
        Vary: 'Sec-Fetch-Dest',
      },
    });
  }
  requireFrame(destination);
  return page(call, 'frame');
}

interface Look {
  readonly state: PageState;
  readonly status: number;
  readonly share: ShareRecord | null;
  readonly resource: SourceResource | null;
  readonly wait: number | null;
}

async function page(call: Call, surface: Surface): Promise<Response> {
  const look = await lookAt(call);
  if (!wantsHtml(call)) return asJson(call, look);
  const { app, params, request, url } = call;
  const { share, resource, state } = look;
  const { language, locale, strings } = guestTexts(request.headers.get('accept-language'));
  const isOnce = share?.usageLimit === 1;
  // Nothing is told of what is protected or over: not its title, not who shared it.
  const open = share !== null && share.passwordHash === null && tellable.includes(state);
  const told = open ? resource : null;
  const scheme = url.searchParams.get('scheme');
  const entry = app.assets.entry(surface === 'page' ? 'main' : 'frame');
  // What is being opened needs its card only if that comes to nothing.
  const card = state === 'loading' ? null : cardParts(app.assets, language);
  const first = new Set([...entry.preload, ...(card?.preload ?? [])]);
  const parts = new Set(told && state !== 'not_ready' ? viewParts(app.assets, told.view, language) : []);
  const asset = (path: string) => `${app.base}/assets/${path}`;
  const address = share && `${app.url}/share/${params['token']}`;
  const body = renderGuestPage({
    surface,
    state,
    language,
    locale,
    strings,
    scheme: scheme === 'light' || scheme === 'dark' ? scheme : null,
    title: told?.title ?? null,
    description: told?.description ?? null,
    sharedBy: told?.sharedBy ?? null,
    message: open ? share.message : null,
    expiresAt: open ? share.expiresAt : null,
    now: app.now(),
    watermark: !share?.removeWatermark,
    wait: look.wait,
    isOnce,
    address,
    oembed: open && surface === 'page' && address ? `${app.url}/oembed?url=${encodeURIComponent(address)}` : null,
    image:
      open && surface === 'page' && address && pictured.includes(told?.view ?? '') && hasCard({ share }, app.now())
        ? `${address}/card`
        : null,
    player: open && surface === 'page' && told ? cardPlayer(call, share, told) : null,
    script: asset(entry.script),
    styles: [...entry.styles, ...(card?.styles ?? [])].map(asset),
    preload: [...first].map(asset),
    parts: [...parts].filter((path) => path !== entry.script && !first.has(path)).map(asset),
    data: share && {
      token: params['token'],
      base: app.base,
      state,
      language,
      locale,
      strings: openingStrings(strings),
      view: told?.view ?? null,
      fits: resource !== null,
      hasPassword: share.passwordHash !== null,
      usesLeft: usesLeft(share, resource),
      isOnce,
      access: share.passwordVersion,
      allowedOrigins: share.allowedOrigins,
      allowAllOrigins: share.allowAllOrigins,
    },
  });
  const policy = { view: resource?.view ?? null, liveHosts: app.liveHosts };
  const headers =
    surface === 'page' ? guestPageHeaders(policy) : embedPageHeaders(policy, share, new URL(app.url).origin);
  const retry = look.wait === null ? {} : { 'Retry-After': String(look.wait) };
  return new Response(body, { status: look.status, headers: { ...headers, ...retry } });
}

/** A recording that every site may show, the site of the card too, and as often as it likes. */
function cardPlayer({ app, params }: Call, share: ShareRecord, { view }: SourceResource): CardPlayer | null {
  const plays = view === 'video' || view === 'audio';
  if (!plays || !share.allowAllOrigins || !isEmbeddable(share) || !hasCard({ share }, app.now())) return null;
  const [width, height] = frameSizes[view];
  return { src: `${app.url}/embed/${params['token']}`, width, height };
}

/** Null without a limit, and for a persona, of whom a conversation takes the use and not the opening. */
function usesLeft({ usageLimit, usageCount }: ShareRecord, resource: SourceResource | null): number | null {
  return usageLimit === null || resource?.view === 'persona' ? null : Math.max(0, usageLimit - usageCount);
}

/** What there is to show, without opening anything. */
async function lookAt(call: Call): Promise<Look> {
  const { app, params, signal } = call;
  let share: ShareRecord | null = null;
  try {
    ({ share } = await guarded(call, () => app.guests.findByToken(params['token'] ?? '')));
    const state = stateOf(share, app.now());
    const nothing = { share, resource: null, wait: null };
    if (state === 'revoked' || state === 'expired') return { ...nothing, state, status: 410 };
    if (state === 'paused') return { ...nothing, state, status: 403 };
    const resource = await app.guests.resourceOf(share, signal);
    const known = { share, resource, wait: null };
    if (state === 'used_up') return { ...known, state, status: 410 };
    if (share.passwordHash !== null) return { ...known, state: 'password', status: 200 };
    if (resource.status === 'pending') return { ...known, state: 'not_ready', status: 409 };
    return { ...known, state: usesLeft(share, resource) === 1 ? 'gate' : 'loading', status: 200 };
  } catch (cause) {
    const error = asGuestpassError(cause);
    if (error.code === 'internal_error') app.log.error('page failed', cause, { requestId: call.requestId });
    const state = error.code === 'not_found' ? 'not_found' : error.code === 'too_many_requests' ? 'too_many' : 'error';
    return {
      share: state === 'error' ? share : null,
      resource: null,
      state,
      status: error.status,
      wait: error.retryAfter,
    };
  }
}

/** Browsers ask for HTML by name; a client that asks for JSON, or for anything, gets JSON when it says so. */
function wantsHtml({ request }: Call): boolean {
  const accept = request.headers.get('accept') ?? '*/*';
  if (accept.includes('text/html')) return true;
  return !accept.includes('json');
}

async function asJson(call: Call, { state, share, resource, wait }: Look): Promise<Response> {
  const code = codes[state];
  const error = code && new GuestpassError(code, wait === null ? {} : { retryAfter: wait });
  if (error) return withHeaders(await problem(error, call), apiHeaders);
  const facts = {
    state: 'active',
    view: resource?.view,
    title: resource?.title,
    expiresAt: instant(share?.expiresAt ?? null),
  };
  return withHeaders(json(facts), apiHeaders);
}

/** The error that a state is to a client; states that can be opened are none. */
const codes: Readonly<Record<PageState, ErrorCode | null>> = {
  active: null,
  loading: null,
  gate: null,
  password: 'password_required',
  expired: 'expired',
  used_up: 'used_up',
  revoked: 'revoked',
  paused: 'paused',
  not_found: 'not_found',
  not_ready: 'not_ready',
  too_many: 'too_many_requests',
  error: 'unavailable',
  sandbox: 'origin_not_allowed',
};
