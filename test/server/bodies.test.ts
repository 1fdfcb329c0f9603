import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { allRoutes } from '../../src/server/routes/table.js';
import { at, samples, startServer, type TestServer } from './harness.js';

let server: TestServer;
before(async () => {
  server = await startServer();
});
after(() => server.close());

const json = { 'content-type': 'application/json' };
const send = (body: BodyInit, headers: Record<string, string> = json) =>
  server.fetch('/api/shares', {
    method: 'POST',
    headers: { authorization: `Bearer ${server.key}`, ...headers },
    body,
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  });
const resource = `"resource":{"kind":"render","id":"${samples.render}"}`;

describe('a body', () => {
  const cases: readonly (readonly [string, BodyInit, number, string, Record<string, string>?])[] = [
    ['that is empty', '', 400, 'invalid_json'],
    ['that is not JSON', '{', 400, 'invalid_json'],
    ['that is not an object', '[]', 422, 'invalid_request'],
    ['that is not UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 400, 'invalid_json'],
    ['with half a character', '{"label":"\\ud800"}', 422, 'invalid_request'],
    ['with a NUL', '{"label":"a\\u0000b"}', 422, 'invalid_request'],
    ['that is nested ten thousand deep', '['.repeat(10_000) + ']'.repeat(10_000), 400, 'invalid_json'],
    ['that reaches for prototypes', `{${resource},"__proto__":{"enabled":true}}`, 422, 'invalid_request'],
    ['with a constructor', `{${resource},"constructor":{"prototype":{}}}`, 422, 'invalid_request'],
    ['that sets what only the server sets', `{${resource},"usageCount":0}`, 422, 'invalid_request'],
    ['of a form', `{${resource}}`, 415, 'unsupported_media_type', { 'content-type': 'text/plain' }],
    ['without a type', new Uint8Array([0x7b, 0x7d]), 415, 'unsupported_media_type', {}],
    ['that is compressed', '{}', 415, 'unsupported_media_type', { ...json, 'content-encoding': 'gzip' }],
    ['that is too large', `{${resource},"message":"${'x'.repeat(66_000)}"}`, 413, 'payload_too_large'],
    ['with two ends', `{${resource},"expiresIn":60,"expiresAt":"2099-01-01T00:00:00Z"}`, 422, 'invalid_request'],
    ['with a date without offset', `{${resource},"expiresAt":"2099-01-01T00:00:00"}`, 422, 'invalid_request'],
    ['with a past date', `{${resource},"expiresAt":"2001-01-01T00:00:00Z"}`, 422, 'invalid_request'],
    ['with a limit of nothing', `{${resource},"usageLimit":0}`, 422, 'invalid_request'],
    ['with half a use', `{${resource},"usageLimit":1.5}`, 422, 'invalid_request'],
    ['with a message too long', `{${resource},"message":"${'x'.repeat(2001)}"}`, 422, 'invalid_request'],
    ['with no address to send to', `{${resource},"channel":"link","recipientEmail":"nobody"}`, 422, 'invalid_request'],
    ['with a path for an id', '{"resource":{"kind":"render","id":"../../secret"}}', 422, 'invalid_request'],
  ];
  for (const [which, body, status, code, headers] of cases) {
    it(`${which} is answered ${status} ${code}, in words`, async () => {
      const response = await send(body, headers);
      const answer: unknown = await response.json();
      assert.equal(response.status, status, JSON.stringify(answer));
      assert.equal(at(answer, 'code'), code);
      assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/);
      assert.ok(String(at(answer, 'detail')).length > 10);
      assert.equal(Reflect.get({}, 'enabled'), undefined);
    });
  }

  it('that never ends is cut off while it streams', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(16_384));
      },
    });
    assert.equal((await send(endless)).status, 413);
    assert.ok(sent < 20);
  });

  it('names each wrong entry of a list', async () => {
    const response = await send(`{${resource},"allowedOrigins":["https://ok.example","www.x.com/path","https://*"]}`);
    const answer: unknown = await response.json();
    assert.deepEqual(
      [at(answer, 'issues.0.path'), at(answer, 'issues.1.path')],
      ['allowedOrigins.1', 'allowedOrigins.2'],
    );
  });
});

describe('an address', () => {
  it('that a proxy could read differently does not exist', async () => {
    for (const path of [
      '//share/x',
      '/share//x',

      '/api%2fshares',
      '/share/a%2Fb',
      '/share/a%5Cb',
      '/share/:token',
      '/share/x/',
      '/SHARE/x',
    ]) {
      assert.equal((await server.fetch(path)).status, 404, path);
    }
  });

  it('that exists says which methods it takes', async () => {
    const response = await server.fetch('/api/shares', { method: 'DELETE' });
    assert.deepEqual([response.status, response.headers.get('allow')], [405, 'GET, POST']);
  });
});

describe('/openapi.json', () => {
  it('is valid OpenAPI 3.1 and describes every route', async () => {
    const description: unknown = await (await server.fetch('/openapi.json')).json();
    assert.ok(typeof description === 'object' && description !== null);
    const { valid, errors } = await new Validator().validate({ ...description });
    assert.ok(valid, JSON.stringify(errors, null, 1)?.slice(0, 2000));
    assert.equal(at(description, 'openapi'), '3.1.0');
    for (const { method, path } of allRoutes) {
      const paths = at(description, 'paths');
      assert.ok(typeof paths === 'object' && paths !== null);
      const operation: unknown = Reflect.get(paths, path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}'));
      assert.ok(at(operation, method.toLowerCase()), `${method} ${path}`);
    }
  });
});

describe('the folder source', () => {
  it('lets nothing outside the folder be named', async () => {
    await server.addFile('render/plain.png', 'png');
    const { body } = await server.call('POST', '/api/shares', { body: { resource: { kind: 'render', id: 'plain' } } });
    const opened = await server.call('POST', `/api/guest/${String(at(body, 'token'))}/open`, {
      auth: null,
      body: { visit: 'visit-that-looks-around' },
    });
    const lease = String(at(opened.body, 'lease'));
    assert.equal((await server.fetch(`/content/${lease}/plain.png`)).status, 200);
    for (const asset of [
      '..%2f..%2fguestpass.db',
      '%2e%2e',
      'plain.json',
      `${samples.render}.pdf`,
      '.plain.png',
      'plain.png%00.pdf',
      'plain.png/..',
      '....//guestpass.db',
    ]) {
      assert.equal((await server.fetch(`/content/${lease}/${asset}`)).status, 404, asset);
    }
  });

  it('finds a file that appears while the server runs, and answers 409 for one that is not ready', async () => {
    const mint = (id: string) => server.call('POST', '/api/shares', { body: { resource: { kind: 'render', id } } });
    assert.equal((await mint('later')).status, 404);
    await server.addFile('render/later.json', JSON.stringify({ name: 'Later', status: 'rendering' }));
    assert.equal((await mint('later')).status, 409);
    await server.addFile('render/later.json', JSON.stringify({ name: 'Later', status: 'succeeded' }));
    await server.addFile('render/later.pdf', '%PDF-1.4');
    assert.equal((await mint('later')).status, 201);
  });

  it('serves ranges, and refuses a file as a download or as a page where the owner does', async () => {
    const { body } = await server.call('POST', '/api/shares', {
      body: { resource: { kind: 'render', id: samples.video } },
    });
    const id = String(at(body, 'id'));
    const opened = await server.call('POST', `/api/guest/${String(at(body, 'token'))}/open`, {
      auth: null,
      body: { visit: 'visit-that-reads-ranges' },
    });
    const path = `/content/${String(at(opened.body, 'lease'))}/${String(at(opened.body, 'view.asset'))}`;
    const whole = new Uint8Array(await (await server.fetch(path)).arrayBuffer());
    for (const [range, start, end] of [
      ['bytes=0-99', 0, 100],
      ['bytes=100-', 100, whole.length],
      ['bytes=-50', whole.length - 50, whole.length],
      [`bytes=10-${whole.length + 5}`, 10, whole.length],
    ] as const) {
      const part = await server.fetch(path, { headers: { range } });
      assert.equal(part.status, 206);
      assert.equal(part.headers.get('content-range'), `bytes ${start}-${end - 1}/${whole.length}`);
      assert.deepEqual(new Uint8Array(await part.arrayBuffer()), whole.slice(start, end));
    }
    assert.equal((await server.fetch(path, { headers: { range: `bytes=${whole.length}-` } })).status, 416);
    const head = await server.fetch(path, { method: 'HEAD' });
    assert.deepEqual([head.status, head.headers.get('content-length')], [200, String(whole.length)]);
    assert.equal((await server.fetch(`${path}?download`)).status, 403);
    assert.equal((await server.fetch(path, { headers: { 'sec-fetch-dest': 'document' } })).status, 403);
    await server.call('PATCH', `/api/shares/${id}`, { body: { download: true } });
    const saved = await server.fetch(`${path}?download`);
    assert.match(saved.headers.get('content-disposition') ?? '', /^attachment; filename\*=UTF-8''/);
  });
});
