import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type AssetRequest, fetchAsset } from '../../../src/server/sources/assets.js';
import { createOutbound } from '../../../src/server/sources/outbound.js';
import { RangeNotSatisfiable, type RangeRequest } from '../../../src/server/sources/source.js';
import { coded, drain, forever } from './suite.js';

const type = 'application/pdf';

/** What comes of an answer to a request for `range`; `status`, headers and body as a service might send them. */
function fetchFrom(
  status: number,
  headers: Record<string, string>,
  body: BodyInit | null,
  range: RangeRequest | null = null,
) {
  const outbound = createOutbound({
    service: 'Service',
    baseUrl: new URL('https://service.example'),
    key: 'key',
    timeouts: { stall: 200 },
    fetch: () => Promise.resolve(new Response(body, { status, headers })),
  });
  const request: AssetRequest = {
    name: 'GET /file',
    to: '/file',
    range,
    typeFor: (contentType) => (contentType === type ? type : null),
    filename: 'file.pdf',
    maxBytes: 100,
    signal: forever,
  };
  return fetchAsset(outbound, request);
}

const part = (range: string) => ({ 'content-type': type, 'content-range': range });
const firstTen: RangeRequest = { from: 0, to: 9 };

describe('a file that is passed on', () => {
  const wrongParts: readonly [title: string, headers: Record<string, string>, range: RangeRequest | null][] = [
    ['nobody asked for', part('bytes 0-9/20'), null],
    ['begins elsewhere', part('bytes 1-9/20'), firstTen],
    ['is longer than asked for', part('bytes 0-10/20'), firstTen],
    ['ends beyond its end', part('bytes 0-9/9'), firstTen],
    ['ends before it begins', part('bytes 9-0/20'), firstTen],
    ['is counted in something else', part('pages 0-9/20'), firstTen],
    ['is told in no header', { 'content-type': type }, firstTen],
    ['is not the end', part('bytes 0-9/20'), { suffix: 10 }],
    ['is more than the end', part('bytes 5-19/20'), { suffix: 10 }],
    ['comes as several', { 'content-type': 'multipart/byteranges; boundary=x' }, firstTen],
  ];
  for (const [title, headers, range] of wrongParts) {
    it(`is refused when the part ${title}`, async () => {
      await assert.rejects(fetchFrom(206, headers, '0123456789', range), coded('upstream_invalid'));
    });
  }

  it('fails when fewer bytes come than were told', async () => {
    const short = await fetchFrom(206, part('bytes 0-9/20'), '01234', firstTen);
    await assert.rejects(short ? drain(short) : Promise.resolve(), coded('upstream_invalid'));
    const whole = await fetchFrom(200, { 'content-type': type, 'content-length': '10' }, '01234');
    await assert.rejects(whole ? drain(whole) : Promise.resolve(), coded('upstream_invalid'));
  });

  it('ends where it was told to end, whatever comes after', async () => {
    const long = await fetchFrom(206, part('bytes 0-3/20'), '0123456789', { from: 0, to: 3 });
    assert.equal(long && new TextDecoder().decode(await drain(long)), '0123');
  });

  it('may be shorter than was asked for, and says so', async () => {
    const answer = await fetchFrom(206, part('bytes 0-4/5'), '01234', firstTen);
    assert.deepEqual([answer?.range, answer?.size], [{ start: 0, end: 4 }, 5]);
  });

  it('has no size while it comes packed, and is not cut', async () => {
    const headers = { 'content-type': type, 'content-length': '3', 'content-encoding': 'gzip' };
    const answer = await fetchFrom(200, headers, '0123456789', { from: 2, to: 3 });
    assert.deepEqual([answer?.range, answer?.size], [null, null]);
    assert.equal(answer && new TextDecoder().decode(await drain(answer)), '0123456789');
  });

  it('is refused when it is too large, by what it tells or by what comes', async () => {
    const told = fetchFrom(200, { 'content-type': type, 'content-length': '101' }, 'x'.repeat(101));
    await assert.rejects(told, coded('upstream_invalid'));
    const untold = await fetchFrom(200, { 'content-type': type }, 'x'.repeat(101));
    await assert.rejects(untold ? drain(untold) : Promise.resolve(), coded('upstream_invalid'));
    const exact = await fetchFrom(200, { 'content-type': type }, 'x'.repeat(100));
    assert.equal((exact ? await drain(exact) : new Uint8Array()).byteLength, 100);
  });

  it('keeps a strong validator that can stand in a header, and no other', async () => {
    const cases = [
      ['"v1"', 'v1'],
      ['W/"v1"', null],
      ['v1', null],
      ['""', null],
      [`"${'x'.repeat(200)}"`, null],
    ] as const;
    for (const [etag, expected] of cases) {
      const answer = await fetchFrom(200, { 'content-type': type, etag }, 'x');
      assert.equal(answer?.etag, expected, etag);
      await answer.body.cancel();
    }
  });

  it('is refused beyond its end with its size, and as broken without one', async () => {
    const beyond = fetchFrom(416, { 'content-range': 'bytes */20' }, null, { from: 20, to: null });
    await assert.rejects(beyond, (error) => error instanceof RangeNotSatisfiable && error.size === 20);
    await assert.rejects(fetchFrom(416, {}, null, { from: 20, to: null }), coded('upstream_invalid'));
    await assert.rejects(fetchFrom(416, { 'content-range': 'bytes */20' }, null), coded('upstream_invalid'));
  });

  it('is given up when nothing comes for too long, but not while the guest is slow', async (context) => {
    context.mock.timers.enable({ apis: ['setTimeout'] });
    let sent = 0;
    const stalling = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        if (sent > 2) return new Promise(() => {});
        controller.enqueue(new Uint8Array(10));
        return undefined;
      },
    });
    const answer = await fetchFrom(200, { 'content-type': type }, stalling);
    const reader = answer?.body.getReader();
    await reader?.read();
    // The guest's own time: longer than the service may take for its next bytes.
    context.mock.timers.tick(60_000);
    await reader?.read();
    const third = reader?.read() ?? Promise.resolve();
    await new Promise(setImmediate);
    context.mock.timers.tick(200);
    await assert.rejects(third, coded('upstream_timeout'));
  });
});
