import { v4 as uuidv4 } from 'uuid';
import { GuestpassError } from '../contract/errors.js';
import type { App } from './app.js';
import { corsHeaders, preflight } from './middleware/cors.js';
import { asGuestpassError } from './middleware/errors.js';
import { apiHeaders, commonHeaders, withHeaders } from './middleware/headers.js';
import { type Connection, readVisitor } from './middleware/visitor.js';
import type { GuestpassOptions } from './options.js';
import type { Call, Route } from './routes/route.js';
import { createRouteTable, type RouteTable } from './routes/route-table.js';
import { allRoutes, styleAt } from './routes/table.js';
import { createGuestpassServices } from './services.js';

export interface Guestpass {
  /** Answers a request. `connection` tells the peer's address, which guesses are counted by. Never throws. */
  fetch(request: Request, connection?: Connection): Promise<Response>;
  /** Ends open streams, finishes what is under way and closes the store. */
  close(): Promise<void>;
}

/** The whole server as a fetch handler. */
export function createGuestpass(options: GuestpassOptions): Guestpass {
  const { app, close } = createGuestpassServices(options);
  const router = createRouteTable(allRoutes);
  const running = new Set<Promise<unknown>>();

  return {
    fetch(request, connection = { address: '' }) {
      const answer = respond(app, router, request, connection);
      running.add(answer);
      return answer.finally(() => running.delete(answer));
    },
    close: () => close(() => Promise.allSettled(running)),
  };
}

async function respond(app: App, router: RouteTable, request: Request, connection: Connection): Promise<Response> {
  const requestId = uuidv4();
  const started = app.now();
  const { response, route } = await answer(app, router, request, connection, requestId);
  withHeaders(response, commonHeaders(app.url.startsWith('https:')), { 'X-Request-Id': requestId });
  // The route's pattern, not the address: addresses hold tokens and leases.
  app.log.info('request', {
    requestId,
    method: request.method,
    route: route?.path ?? 'none',
    status: response.status,
    ms: app.now() - started,
  });
  return response;
}

interface Answer {
  readonly response: Response;
  readonly route: Route | null;
}

async function answer(
  app: App,
  router: RouteTable,
  request: Request,
  connection: Connection,
  requestId: string,
): Promise<Answer> {
  const full = new URL(request.url);
  const inside = full.pathname === app.base || full.pathname.startsWith(`${app.base}/`);
  const url = new URL(full);
  url.pathname = inside ? full.pathname.slice(app.base.length) || '/' : '/';
  const signal = AbortSignal.any([request.signal, app.closing]);
  const base = { app, request, url, requestId, signal, visitor: readVisitor(request, connection, app.trustedProxies) };
  // What a proxy in front and we could read differently is no address of ours.
  const odd = !inside || /\/\/|%2f|%5c|\\/i.test(full.pathname);
  if (request.method === 'OPTIONS' && !odd) {
    const routes = router.at(url.pathname);
    const cors = routes.find((route) => route.cors !== 'none')?.cors ?? 'none';
    return {
      response: preflight(
        app,
        routes.map((route) => route.method),
        cors,
        request,
      ),
      route: routes[0] ?? null,
    };
  }
  const match = odd ? null : router.match(request.method === 'HEAD' ? 'GET' : request.method, url.pathname);
  if (!match) {
    const others = odd ? [] : router.at(url.pathname);
    const error = new GuestpassError(others.length > 0 ? 'method_not_allowed' : 'not_found');
    const response = await styleAt(url.pathname)(error, { ...base, params: {} });
    if (others.length > 0) response.headers.set('Allow', others.map((route) => route.method).join(', '));
    return { response: withHeaders(response, apiHeaders), route: null };
  }
  const { route, params } = match;
  return { route, response: await run(route, { ...base, params }) };
}

async function run(route: Route, call: Call): Promise<Response> {
  const { app, request } = call;
  let response: Response;
  let refused = false;
  try {
    response = await route.answer(call);
  } catch (cause) {
    const error = asGuestpassError(cause);
    if (error.code === 'internal_error')
      app.log.error('request failed', cause, { requestId: call.requestId, route: route.path });
    refused = error.code === 'origin_not_allowed';
    response = withHeaders(await route.errors(error, call), apiHeaders);
  }
  withHeaders(response, corsHeaders(app, route.cors, request.headers.get('origin'), refused), ...route.headers);
  return request.method === 'HEAD' ? new Response(null, response) : response;
}
