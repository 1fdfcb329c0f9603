import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { allRoutes } from '../../src/server/routes/table.js';
import { at, samples, startServer, type TestServer, textAt } from './harness.js';

let server: TestServer;
before(async () => {
  server = await startServer();
});
after(() => server.close());

const mint = async (policy: object = {}) => {
  const { body } = await server.call('POST', '/api/shares', {
    body: { resource: { kind: 'render', id: samples.render }, ...policy },
  });
  return { id: textAt(body, 'id'), token: textAt(body, 'token') };
};
let visits = 0;
const leaseOf = async (token: string, password?: string) => {
  const { body } = await server.call('POST', `/api/guest/${token}/open`, {
    auth: null,
    body: { visit: `visit-for-matrix-${(visits += 1)}`, ...(password ? { password } : {}) },
  });
  return textAt(body, 'lease');
};

/** How a guest comes without the right to see anything: the token that it has, and the lease. */
const intruders: Readonly<Record<string, () => Promise<{ token: string; lease: string }>>> = {
  'no lease': async () => ({ token: (await mint({ password: 'secret' })).token, lease: 'none' }),
  "another link's lease with a changed visit": async () => {
    const { token } = await mint();
    const lease = await leaseOf(token);
    return { token: (await mint({ password: 'secret' })).token, lease: lease.replace(/^.{8}/, '00000000') };
  },
  'the lease of a revoked link': async () => {
    const { id, token } = await mint();
    const lease = await leaseOf(token);
    await server.call('DELETE', `/api/shares/${id}`);
    return { token, lease };
  },
  'the lease of an expired link': async () => {
    const { token } = await mint({ expiresIn: 60 });
    const lease = await leaseOf(token);
    server.clock.advance(61_000);
    return { token, lease };
  },
  'the lease of a paused link': async () => {
    const { id, token } = await mint();
    const lease = await leaseOf(token);
    await server.call('PATCH', `/api/shares/${id}`, { body: { enabled: false } });
    return { token, lease };
  },
  'a lease from before the password changed': async () => {
    const { id, token } = await mint({ password: 'old' });
    const lease = await leaseOf(token, 'old');
    await server.call('PATCH', `/api/shares/${id}`, { body: { password: 'new' } });
    return { token, lease };
  },
  'a lease from before the link was rotated': async () => {
    const { id, token } = await mint();
    const lease = await leaseOf(token);
    await server.call('POST', `/api/shares/${id}/rotate`, { body: {} });
    return { token, lease };
  },
};

/** The routes that give a guest something, and how each is asked. Every public route must be here or among the harmless. */
const guarded: Readonly<Record<string, (token: string, lease: string) => [path: string, init: RequestInit]>> = {
  'POST /api/guest/:token/open': (token, lease) => [`/api/guest/${token}/open`, post({ lease })],
  'POST /api/guest/:token/events': (token, lease) => [`/api/guest/${token}/events`, post({ lease, type: 'viewed' })],
  'POST /api/guest/:token/conversation': (token, lease) => [`/api/guest/${token}/conversation`, post({ lease })],
  'POST /api/guest/:token/conversation/keep': (token, lease) => [
    `/api/guest/${token}/conversation/keep`,
    post({ lease }),
  ],
  'POST /api/guest/:token/conversation/end': (token, lease) => [
    `/api/guest/${token}/conversation/end`,
    post({ lease }),
  ],
  'GET /content/:lease/:asset': (_token, lease) => [`/content/${lease}/${samples.render}.pdf`, {}],
};

/** Public routes that tell nothing of a resource: states, built files, descriptions; pages are tested for what they tell below. */
const harmless = new Set([
  'GET /share/:token',
  'GET /embed/:token',
  'GET /embed/',
  'GET /oembed',
  'GET /share/:token/card',
  'GET /api/guest/:token/live',
  'POST /api/embeds/:token/ticket',
  'GET /embed.json',
  'GET /embed.js',
  'GET /orb.js',
  'GET /trouble.js',
  'GET /elements.js',
  'GET /:script{embed@[0-9][0-9A-Za-z.-]*\\.js}',
  'GET /assets/:path{.+}',
  'GET /healthz',
  'GET /readyz',
  'GET /openapi.json',
  'GET /metrics',
  'GET /',
  'GET /favicon.ico',
  'POST /webhooks/craftkit',
]);

const post = (body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

describe('every route that a guest can reach', () => {
  it('is known to this test', () => {
    const open = allRoutes.filter((route) => route.access === 'public').map(({ method, path }) => `${method} ${path}`);
    assert.deepEqual(
      open.filter((route) => !harmless.has(route) && !(route in guarded)),
      [],
    );
  });

  for (const [who, come] of Object.entries(intruders)) {
    it(`gives nothing to ${who}`, async () => {
      const { token, lease } = await come();
      for (const [route, ask] of Object.entries(guarded)) {
        const [path, init] = ask(token, lease);
        const { status } = await server.fetch(path, init);
        assert.ok(status >= 400 && status < 500, `${route} answered ${status}`);
      }
    });
  }

  it('tells nothing of a protected link on its pages: no title, no owner, no message', async () => {
    const { token } = await mint({ password: 'secret', message: 'Budget of 1,234,567 euros' });
    for (const path of [
      `/share/${token}`,
      `/embed/${token}`,
      `/api/guest/${token}/live`,
      `/oembed?url=${encodeURIComponent(`${server.url}/share/${token}`)}`,
    ]) {
      const text = await (await server.fetch(path)).text();
      assert.doesNotMatch(text, /1,234,567|Harbour Lights|Lanternfold/, path);
    }
  });
});

describe('every route for owners', () => {
  const ownerRoutes = allRoutes.filter((route) => route.access !== 'public');

  it('refuses who has no key, a wrong key, or a revoked one', async () => {
    const revoked = await server.newKey('revoked');
    const record = (await server.store.listKeys()).find((key) => key.name === 'revoked');
    await server.store.revokeKey(record?.id ?? '', server.clock.now());
    for (const { method, path } of ownerRoutes) {
      for (const auth of [null, 'gp_live_wrong', 'gr_wrong.wrong', revoked]) {
        const { status } = await server.call(method, path.replace(/:\w+/g, 'render'), {
          auth,
          body: method === 'GET' || method === 'DELETE' ? undefined : {},
        });
        assert.equal(status, 401, `${method} ${path} with ${auth}`);
      }
    }
  });

  it('does not know what another workspace has', async () => {
    const { id, token } = await mint();
    const other = await server.newKey('other', 'elsewhere');
    for (const [method, path, body] of [
      ['GET', `/api/shares/${id}`, undefined],
      ['PATCH', `/api/shares/${id}`, {}],
      ['DELETE', `/api/shares/${id}`, undefined],
      ['POST', `/api/shares/${id}/rotate`, {}],
      ['GET', `/api/shares/${id}/activity`, undefined],
      ['POST', `/api/shares/${id}/preview`, undefined],
      ['GET', `/api/resources/render/${samples.render}`, undefined],
      ['GET', `/api/shares/${token}`, undefined],
    ] as const) {
      const { status } = await server.call(method, path, { auth: other, body });
      assert.equal(status, 404, `${method} ${path}`);
    }
    assert.deepEqual(at((await server.call('GET', '/api/shares', { auth: other })).body, 'shares'), []);
  });

  it('keeps a grant to its resource, its actions, its page and its time', async () => {
    const { id } = await mint();
    const grant = async (body: object) => textAt((await server.call('POST', '/api/grants', { body })).body, 'grant');
    const full = await grant({ resource: `render:${samples.render}` });
    assert.equal((await server.call('GET', `/api/shares/${id}`, { auth: full })).status, 200);
    const other = await grant({ resource: `render:${samples.video}` });
    assert.equal((await server.call('GET', `/api/shares/${id}`, { auth: other })).status, 404);
    assert.equal(
      (
        await server.call('POST', '/api/shares', {
          auth: other,
          body: { resource: { kind: 'render', id: samples.render } },
        })
      ).status,
      404,
    );
    assert.equal(
      (await server.call('GET', `/api/shares?kind=render&id=${samples.render}`, { auth: other })).status,
      404,
    );
    const read = await grant({ resource: `render:${samples.render}`, actions: ['read'] });
    assert.equal((await server.call('DELETE', `/api/shares/${id}`, { auth: read })).status, 403);
    const bound = await grant({ resource: `render:${samples.render}`, origin: 'https://app.example' });
    assert.equal(
      (await server.call('GET', `/api/shares/${id}`, { auth: bound, headers: { origin: 'https://evil.example' } }))
        .status,
      401,
    );
    assert.equal(
      (await server.call('GET', `/api/shares/${id}`, { auth: bound, headers: { origin: 'https://app.example' } }))
        .status,
      200,
    );
    assert.equal(
      (await server.call('POST', '/api/grants', { auth: full, body: { resource: 'render:x' } })).status,
      401,
    );
    server.clock.advance(301_000);
    assert.equal((await server.call('GET', `/api/shares/${id}`, { auth: full })).status, 401);
  });

  it('mints one link for an Idempotency-Key, however often and however fast it is asked', async () => {
    const body = { resource: { kind: 'render', id: samples.render }, label: 'once' };
    const headers = { 'idempotency-key': '"7d7f7a1e-once"' };
    const answers = await Promise.all(
      Array.from({ length: 16 }, () => server.call('POST', '/api/shares', { body, headers })),
    );
    const made = answers.filter((answer) => answer.status === 201);
    assert.ok(made.length >= 1 && answers.every((answer) => answer.status === 201 || answer.status === 409));
    assert.equal(new Set(made.map((answer) => at(answer.body, 'id'))).size, 1);
    const again = await server.call('POST', '/api/shares', { body, headers });
    assert.equal(again.status, 201);
    assert.equal(at(again.body, 'id'), at(made[0]?.body, 'id'));
    assert.equal(
      (await server.call('POST', '/api/shares', { body: { ...body, label: 'other' }, headers })).status,
      422,
    );
    const { body: list } = await server.call('GET', '/api/shares?search=once');
    assert.equal(at(list, 'shares.1'), undefined);
  });
});
