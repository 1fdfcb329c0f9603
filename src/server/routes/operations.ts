import * as z from 'zod/mini';
import { json } from '../middleware/errors.js';
import { openApi } from './openapi.js';
import { openRoute, type Route } from './route.js';

const tag = 'operations';
const status = z.object({ status: z.string() });

/** What those who run the server ask. `routes` is the whole table, for the description of the API. */
export function operationRoutes(routes: () => readonly Route[]): readonly Route[] {
  return [
    openRoute({
      method: 'GET',
      path: '/healthz',
      tag,
      summary: 'Whether the process lives',
      replies: { 200: { description: 'It does', schema: status } },
      handle: () => json({ status: 'ok' }),
    }),
    openRoute({
      method: 'GET',
      path: '/readyz',
      tag,
      summary: 'Whether the server can serve: the store answers, and each source works',
      replies: {
        200: {
          description: 'It can',
          schema: z.object({ status: z.string(), store: z.string(), sources: z.record(z.string(), z.string()) }),
        },
        503: { description: 'It cannot, and why' },
      },
      handle: async ({ app, signal }) => {
        const store = await app.store.ping().then(
          () => 'ok',
          (cause: unknown) => {
            app.log.error('store does not answer', cause);
            return 'The store does not answer.';
          },
        );
        const sources = Object.fromEntries(
          await Promise.all(
            app.sources.all.map(async (source) => [source.name, (await source.check(signal)) ?? 'ok'] as const),
          ),
        );
        // A vendor that is away makes its own resources fail, not the server: that would take every other link down with it.
        const ready = store === 'ok' && !app.closing.aborted;
        return json({ status: ready ? 'ok' : 'unavailable', store, sources }, ready ? 200 : 503);
      },
    }),
    openRoute({
      method: 'GET',
      path: '/openapi.json',
      tag,
      cors: 'any',
      summary: 'This description',
      replies: { 200: { description: 'OpenAPI 3.1' } },
      handle: ({ app }) => json(openApi(routes(), app.url, app.assets.version)),
    }),
    openRoute({
      method: 'GET',
      path: '/',
      tag,
      summary: 'Where the server is; nothing to see',
      replies: { 200: { description: 'A line of text', contentType: 'text/plain' } },
      handle: () =>
        new Response('Guestpass is running. Open a share link, or see /openapi.json.\n', {
          headers: { 'Content-Type': 'text/plain; charset=utf-8' },
        }),
    }),
    openRoute({
      method: 'GET',
      path: '/favicon.ico',
      tag,
      summary: 'No icon',
      replies: { 204: { description: 'None' } },
      handle: () => new Response(null, { status: 204 }),
    }),
  ];
}
