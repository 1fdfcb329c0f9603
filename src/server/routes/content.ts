import { GuestpassError } from '../../contract/errors.js';
import { contentHeaders } from '../middleware/headers.js';
import type { RunningVisit } from '../shares/guest-service.js';
import { stateOf } from '../shares/policy.js';
import { RangeNotSatisfiable, type AssetBytes, type RangeRequest } from '../sources/source.js';
import { type Call, openRoute, type Route } from './route.js';

/** `/content`: the bytes of a view, with ranges, for as long as the lease and the share hold. */
export const contentRoutes: readonly Route[] = [
  openRoute({
    method: 'GET',
    path: '/content/:lease/:asset',
    tag: 'guests',
    summary: 'An asset of a view; `?download` asks for it as an attachment, where the owner allows that',
    headers: [contentHeaders],
    replies: {
      200: { description: 'The whole asset', contentType: 'application/octet-stream' },
      206: { description: 'The asked-for range', contentType: 'application/octet-stream' },
      416: { description: 'The range lies beyond the end' },
    },
    handle: content,
  }),
];

async function content(call: Call): Promise<Response> {
  const { app, params, request, url, signal } = call;
  const running = await app.guests.authorize(params['lease'] ?? '');
  const download = url.searchParams.has('download');
  if (download && !running.share.download) throw new GuestpassError('download_not_allowed');
  // Opened in a tab of its own a file would be a page, and saved it would be a download that nobody allowed.
  const navigation = request.headers.get('sec-fetch-dest');
  if (!download && (navigation === 'document' || navigation === 'iframe'))
    throw new GuestpassError('download_not_allowed');
  try {
    const asset = await app.guests.read(
      running,
      params['asset'] ?? '',
      readRange(request.headers.get('range')),
      signal,
    );
    if (!asset) throw new GuestpassError('not_found');
    return respond(call, running, asset, download);
  } catch (cause) {
    if (!(cause instanceof RangeNotSatisfiable)) throw cause;
    return new Response(null, { status: 416, headers: { 'Content-Range': `bytes */${cause.size}` } });
  }
}

function respond(call: Call, running: RunningVisit, asset: AssetBytes, download: boolean): Response {
  const { range, size, contentType, etag, filename, body } = asset;
  const headers = new Headers({
    'Content-Type': contentType,
    'Content-Disposition': `${download ? 'attachment' : 'inline'}; filename*=UTF-8''${encodeURIComponent(filename)}`,
    ...(etag === null ? {} : { ETag: `"${etag}"` }),
  });
  if (range) headers.set('Content-Range', `bytes ${range.start}-${range.end}/${size ?? '*'}`);
  const length = range ? range.end - range.start + 1 : size;
  if (length !== null) headers.set('Content-Length', String(length));
  const stream = call.request.method === 'HEAD' ? null : whileOpen(call, running, body);
  if (stream === null) void body.cancel();
  return new Response(stream, { status: range ? 206 : 200, headers });
}

/** Ends the stream within a second or two of the share's end, however long the file is. */
function whileOpen(
  { app, signal }: Call,
  { share }: RunningVisit,
  body: ReadableStream<Uint8Array>,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let unwatch: () => void = () => undefined;
  const finish = () => {
    unwatch();
    unwatch = () => undefined;
  };
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const stop = (cause: unknown) => {
        finish();
        void reader.cancel(cause);
        try {
          controller.error(cause);
        } catch {
          // It had ended already.
        }
      };
      unwatch = app.watch.watch(share.id, (current) => {
        const state = current ? stateOf(current, app.now()) : 'revoked';
        const replaced =
          current !== null &&
          (current.passwordVersion !== share.passwordVersion || current.generation > share.generation + 1);
        if (replaced || (state !== 'active' && state !== 'used_up')) stop(new Error('The share has ended.'));
      });
      signal.addEventListener('abort', () => stop(signal.reason), { once: true });
    },
    async pull(controller) {
      const { done, value } = await reader.read();
      if (!done) return controller.enqueue(value);
      finish();
      controller.close();
    },
    async cancel(cause) {
      finish();
      await reader.cancel(cause);
    },
  });
}

/** One range, as media elements and PDF viewers ask; anything else is answered with the whole. */
export function readRange(header: string | null): RangeRequest | null {
  const parts = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '');
  if (!parts) return null;
  const [, from = '', to = ''] = parts;
  if (from === '') return to === '' ? null : { suffix: Number(to) };
  if (to !== '' && Number(to) < Number(from)) return null;
  return { from: Number(from), to: to === '' ? null : Number(to) };
}
