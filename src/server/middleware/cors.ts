import { isOriginAllowed, isWebOrigin } from '../../contract/origins.js';
import type { App } from '../app.js';
import type { Cors, Method } from '../routes/route.js';
import type { HeaderSet } from './headers.js';

const exposed = 'Retry-After, RateLimit, RateLimit-Policy, X-Request-Id, Idempotent-Replayed';

/** The headers that let the page of `origin` read an answer; empty when it may not. Never `null`, never credentials. */
export function corsHeaders(
  app: Pick<App, 'hostOrigins' | 'origin'>,
  cors: Cors,
  origin: string | null,
  refused: boolean,
): HeaderSet {
  if (cors === 'any') return { 'Access-Control-Allow-Origin': '*' };
  if (cors === 'none' || !isWebOrigin(origin) || refused) return {};
  if (cors === 'hosts' && origin !== app.origin && !isOriginAllowed(app.hostOrigins, origin)) return {};
  return { 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': exposed };
}

/**
 * Answers a preflight. It carries no token, so a route whose share decides lets any web page ask: the answer is given on
 * the real request.
 */
export function preflight(
  app: Pick<App, 'hostOrigins' | 'origin'>,
  methods: readonly Method[],
  cors: Cors,
  request: Request,
): Response {
  const allow = corsHeaders(app, cors, request.headers.get('origin'), false);
  const grants =
    Object.keys(allow).length === 0
      ? {}
      : {
          ...allow,
          'Access-Control-Allow-Methods': methods.join(', '),
          'Access-Control-Allow-Headers': 'authorization, content-type, idempotency-key',
          'Access-Control-Max-Age': '600',
        };
  return new Response(null, {
    status: 204,
    headers: { ...grants, Vary: 'Origin, Access-Control-Request-Headers', 'Cache-Control': 'no-store' },
  });
}
