import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { at, openAsGuest, samples, startServer, type TestServer, textAt } from '../harness.js';

const links = '/v1/share-links';
const hour = 3_600_000;
const linkFields = [
  'allowAllOrigins',
  'allowedOrigins',
  'createdAt',
  'enabled',
  'expiresAt',
  'id',
  'isPrimary',
  'removeWatermark',
  'token',
  'type',
  'usageCount',
  'usageLimit',
];
const { persona: personaId } = samples;

describe('the Anam dialect', () => {
  let server: TestServer;
  before(async () => {
    server = await startServer();
  });
  after(() => server.close());

  const mint = async (body: Readonly<Record<string, unknown>> = {}) => {
    const answer = await server.call('POST', links, { body: { personaId, ...body } });
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return answer.body;
  };
  const lifeOf = (body: unknown) =>
    Math.round((Date.parse(textAt(body, 'expiresAt')) - Date.parse(textAt(body, 'createdAt'))) / 1000);

  it('mints a link of a week and ten uses, with just the fields that its documentation names', async () => {
    const body = await mint();
    assert.deepEqual(Object.keys(Object(body)).sort(), linkFields);
    assert.equal(lifeOf(body), 168 * 3600);
    assert.deepEqual(
      { ...Object(body), id: '', token: '', expiresAt: '', createdAt: '' },
      {
        id: '',
        token: '',
        type: 'LINK',
        expiresAt: '',
        usageLimit: 10,
        usageCount: 0,
        allowedOrigins: [],
        allowAllOrigins: false,
        removeWatermark: false,
        enabled: true,
        isPrimary: false,
        createdAt: '',
      },
    );
    assert.match(textAt(body, 'token'), /^sh_[0-9A-Za-z]{22}$/);
    assert.match(textAt(body, 'id'), /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  it('takes fractions of hours, and null for never and unlimited', async () => {
    assert.equal(lifeOf(await mint({ expiresInHours: 0.5, usageLimit: 1 })), 1800);
    const endless = await mint({ expiresInHours: null, usageLimit: null });
    assert.equal(at(endless, 'expiresAt'), null);
    assert.equal(at(endless, 'usageLimit'), null);
  });

  it('takes what Anam only shows: type, sites, watermark, pause and the primary mark', async () => {
    const body = await mint({
      type: 'ORB_EMBED',
      allowedOrigins: ['HTTPS://Example.com/', 'https://example.com'],
      removeWatermark: true,
      enabled: false,
      isPrimary: true,
    });
    assert.equal(at(body, 'type'), 'ORB_EMBED');
    assert.deepEqual(at(body, 'allowedOrigins'), ['https://example.com']);
    assert.equal(at(body, 'removeWatermark'), true);
    assert.equal(at(body, 'enabled'), false);
    assert.equal(at(body, 'isPrimary'), true);
    const next = await mint({ isPrimary: true });
    const before = await server.call('GET', `${links}/${textAt(body, 'id')}`);
    assert.equal(at(before.body, 'isPrimary'), false);
    assert.equal(at(next, 'isPrimary'), true);
  });

  it('shows one link with its persona and organisation', async () => {
    const minted = await mint();
    const { status, body } = await server.call('GET', `${links}/${textAt(minted, 'id')}`);
    assert.equal(status, 200);
    assert.deepEqual(
      Object.keys(Object(body)).sort(),
      [...linkFields, 'organizationId', 'personaId', 'personaName'].sort(),
    );
    assert.equal(at(body, 'personaId'), personaId);
    assert.equal(at(body, 'personaName'), 'Wren, the harbour guide');
    assert.equal(at(body, 'organizationId'), 'default');
  });

  it('changes what is named and leaves the rest', async () => {
    const minted = await mint({ expiresInHours: 2, usageLimit: 3 });
    const one = `${links}/${textAt(minted, 'id')}`;
    server.clock.advance(hour);
    const limit = await server.call('PUT', one, { body: { usageLimit: 5 } });
    assert.equal(limit.status, 200);
    assert.deepEqual(Object.keys(Object(limit.body)).sort(), linkFields);
    assert.equal(at(limit.body, 'usageLimit'), 5);
    assert.equal(at(limit.body, 'expiresAt'), at(minted, 'expiresAt'));

    const hours = await server.call('PUT', one, { body: { expiresInHours: 1 } });
    assert.equal(at(hours.body, 'usageLimit'), 5);
    assert.ok(Math.abs(Date.parse(textAt(hours.body, 'expiresAt')) - (server.clock.now() + hour)) < 10_000);

    const endless = await server.call('PUT', one, { body: { expiresInHours: null, usageLimit: null, enabled: false } });
    assert.equal(at(endless.body, 'expiresAt'), null);
    assert.equal(at(endless.body, 'usageLimit'), null);
    assert.equal(at(endless.body, 'enabled'), false);
    assert.equal((await openAsGuest(server, textAt(minted, 'token'))).status, 403);
  });

  it('brings an expired link back at the same address', async () => {
    const minted = await mint({ expiresInHours: 1 });
    server.clock.advance(2 * hour);
    const token = textAt(minted, 'token');
    assert.equal((await openAsGuest(server, token)).status, 410);
    await server.call('PUT', `${links}/${textAt(minted, 'id')}`, { body: { expiresInHours: 1 } });
    assert.equal((await openAsGuest(server, token)).status, 200);
  });

  it("is the same share as in the owners' API and for a guest", async () => {
    const minted = await mint();
    const owned = await server.call('GET', `/api/shares/${textAt(minted, 'id')}`);
    assert.equal(at(owned.body, 'token'), at(minted, 'token'));
    assert.deepEqual(at(owned.body, 'resource'), { kind: 'persona', id: personaId });
    const opened = await openAsGuest(server, textAt(minted, 'token'));
    assert.equal(at(opened.body, 'view.type'), 'persona');
  });

  it('revokes a link: the guest is refused, and here it is gone', async () => {
    const minted = await mint();
    const one = `${links}/${textAt(minted, 'id')}`;
    assert.equal((await server.call('DELETE', one)).status, 200);
    assert.equal((await openAsGuest(server, textAt(minted, 'token'))).status, 410);
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const body = method === 'PUT' ? { body: { usageLimit: 1 } } : {};
      assert.equal((await server.call(method, one, body)).status, 404, method);
    }
    const listed = await server.call('GET', `${links}?perPage=100`);
    assert.ok(!JSON.stringify(listed.body).includes(textAt(minted, 'id')));
    assert.equal(at((await server.call('GET', `/api/shares/${textAt(minted, 'id')}`)).body, 'state'), 'revoked');
  });

  const refusals: readonly (readonly [string, Readonly<Record<string, unknown>>, string])[] = [
    ['no persona', { personaId: undefined }, 'personaId'],
    ['a persona id that is no UUID', { personaId: 'wren' }, 'personaId'],
    ['hours that are no number', { expiresInHours: '24' }, 'expiresInHours'],
    ['no time at all', { expiresInHours: 0 }, 'expiresInHours'],
    ['a time before now', { expiresInHours: -1 }, 'expiresInHours'],
    ['more than ten years', { expiresInHours: 87_601 }, 'expiresInHours'],
    ['no use at all', { usageLimit: 0 }, 'usageLimit'],
    ['half a use', { usageLimit: 1.5 }, 'usageLimit'],
    ['an unknown type', { type: 'POPUP' }, 'type'],
    ['a site that is none', { allowedOrigins: ['https://example.com', 'example.com/page'] }, 'allowedOrigins.1'],
    ['a field that is not there', { expiresAt: '2126-01-01T00:00:00Z' }, 'expiresAt'],
  ];
  for (const [name, body, path] of refusals) {
    it(`refuses ${name}, and says which field and why`, async () => {
      const answer = await server.call('POST', links, { body: { personaId, ...body } });
      assert.equal(answer.status, 400);
      assert.equal(at(answer.body, 'issues.0.path'), path);
      assert.equal(at(answer.body, 'error'), at(answer.body, 'message'));
      assert.ok(textAt(answer.body, 'message').length > 5);
    });
  }

  it('answers every failure with an error and a message', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000';
    const cases = [
      [400, await server.call('POST', links, { body: '{' })],
      [401, await server.call('GET', links, { auth: null })],
      [401, await server.call('GET', links, { auth: 'gp_live_notakey' })],
      [404, await server.call('POST', links, { body: { personaId: nobody } })],
      [404, await server.call('GET', `${links}/${nobody}`)],
      [404, await server.call('PUT', `${links}/${nobody}`, { body: {} })],
      [404, await server.call('DELETE', `${links}/${nobody}`)],
      [404, await server.call('GET', `${links}/${nobody}/more`)],
      [405, await server.call('PATCH', links, { body: {} })],
    ] as const;
    for (const [status, answer] of cases) {
      assert.equal(answer.status, status, JSON.stringify(answer.body));
      assert.ok(textAt(answer.body, 'error').length > 5);
      assert.ok(textAt(answer.body, 'message').length > 5);
    }
  });

  it('does not show the shares of other kinds or of other workspaces', async () => {
    const render = await server.call('POST', `/v1/renders/${samples.render}/shares`, { body: {} });
    assert.equal((await server.call('GET', `${links}/${textAt(render.body, 'id')}`)).status, 404);
    const minted = await mint();
    const auth = await server.newKey('another', 'other');
    assert.equal((await server.call('GET', `${links}/${textAt(minted, 'id')}`, { auth })).status, 404);
    assert.equal(at((await server.call('GET', links, { auth })).body, 'meta.total'), 0);
  });
});

describe("the Anam dialect's list", () => {
  let server: TestServer;
  const other = 'c0a80101-0000-4000-8000-000000000001';
  const minted: string[] = [];
  before(async () => {
    server = await startServer();
    await server.addFile(`persona/${other}.json`, JSON.stringify({ name: 'Finn' }));
    for (let index = 0; index < 25; index += 1) {
      const personaId = index % 5 === 0 ? other : samples.persona;
      minted.unshift(textAt((await server.call('POST', links, { body: { personaId } })).body, 'id'));
      server.clock.advance(1000);
    }
  });
  after(() => server.close());

  const page = async (query: string) => {
    const { status, body } = await server.call('GET', `${links}${query}`);
    const data = at(body, 'data');
    const ids = Array.isArray(data) ? data.map((link: unknown) => at(link, 'id')) : [];
    return { status, body, ids, meta: at(body, 'meta') };
  };

  it('begins with the twenty newest', async () => {
    const { status, ids, meta } = await page('');
    assert.equal(status, 200);
    assert.deepEqual(ids, minted.slice(0, 20));
    assert.deepEqual(meta, { total: 25, lastPage: 2, currentPage: 1, perPage: 20, prev: null, next: 2 });
  });

  it('goes from page to page without a gap', async () => {
    const second = await page('?page=2&perPage=10');
    assert.deepEqual(second.ids, minted.slice(10, 20));
    assert.deepEqual(second.meta, { total: 25, lastPage: 3, currentPage: 2, perPage: 10, prev: 1, next: 3 });
    const third = await page('?page=3&perPage=10');
    assert.deepEqual(third.ids, minted.slice(20));
    assert.deepEqual(third.meta, { total: 25, lastPage: 3, currentPage: 3, perPage: 10, prev: 2, next: null });
  });

  it('leaves the revoked ones out of the pages and of the total', async () => {
    const gone = minted.pop() ?? '';
    await server.call('DELETE', `${links}/${gone}`);
    const { ids, meta } = await page('?perPage=100');
    assert.deepEqual(ids, minted);
    assert.equal(at(meta, 'total'), 24);
  });

  it('keeps to one persona, and finds by what is searched for', async () => {
    const ofFinn = await page(`?personaId=${other}`);
    assert.equal(at(ofFinn.meta, 'total'), 4);
    assert.equal(at(ofFinn.body, 'data.0.personaName'), 'Finn');
    await server.call('PATCH', `/api/shares/${minted[3] ?? ''}`, { body: { label: 'For the 50% evening' } });
    assert.deepEqual((await page('?search=50%25')).ids, [minted[3]]);
    const none = await page('?search=5_%25');
    assert.deepEqual(none.ids, []);
    assert.deepEqual(none.meta, { total: 0, lastPage: 0, currentPage: 1, perPage: 20, prev: null, next: null });
  });

  it('refuses a page that cannot be', async () => {
    for (const query of ['?page=0', '?page=1.5', '?page=x', '?perPage=0', '?perPage=101', '?personaId=wren']) {
      const { status, body } = await page(query);
      assert.equal(status, 400, query);
      assert.equal(at(body, 'issues.0.path'), query.slice(1).split('=')[0]);
    }
  });

  it('names a persona that its source has lost by its id', async () => {
    await server.addFile(`persona/${other}.json`, 'not JSON any more');
    const { body } = await page(`?personaId=${other}`);
    assert.equal(at(body, 'data.0.personaName'), other);
  });
});
