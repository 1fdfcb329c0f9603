import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { at, samples, startServer, type TestServer, textAt } from './harness.js';

const browser = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
let server: TestServer;
before(async () => {
  server = await startServer();
});
after(() => server.close());

interface Minted {
  readonly id: string;
  readonly token: string;
}

async function mint(policy: object = {}): Promise<Minted> {
  const { status, body } = await server.call('POST', '/api/shares', {
    body: { resource: { kind: 'render', id: samples.render }, ...policy },
  });
  assert.equal(status, 201, JSON.stringify(body));
  return { id: textAt(body, 'id'), token: textAt(body, 'token') };
}

let visits = 0;
const newVisit = () => `visit-number-${String((visits += 1)).padStart(6, '0')}`;
const open = (
  token: string,
  body: object = { visit: newVisit() },
  headers: Record<string, string> = {},
  address?: string,
) => server.call('POST', `/api/guest/${token}/open`, { body, auth: null, headers, ...(address ? { address } : {}) });
const share = async (id: string) => (await server.call('GET', `/api/shares/${id}`)).body;

describe('opening a link', () => {
  it('claims one use for a visit, however often the request is repeated', async () => {
    const { id, token } = await mint({ usageLimit: 1 });
    const visit = newVisit();
    const answers = await Promise.all([open(token, { visit }), open(token, { visit }), open(token, { visit })]);
    assert.deepEqual(
      answers.map((answer) => answer.status),
      [200, 200, 200],
    );
    assert.equal(new Set(answers.map((answer) => textAt(answer.body, 'lease'))).size, 1);
    assert.equal(at(await share(id), 'usageCount'), 1);
    assert.equal((await open(token)).status, 410);
  });

  it('goes on with a visit by its lease without a use, also when the uses are taken', async () => {
    const { id, token } = await mint({ usageLimit: 1 });
    const lease = textAt((await open(token)).body, 'lease');
    assert.equal(at(await share(id), 'state'), 'used_up');
    const again = await open(token, { lease });
    assert.equal(again.status, 200);
    assert.equal(at(await share(id), 'usageCount'), 1);
  });

  it('claims nothing without a visit, and nothing for GET, HEAD, OPTIONS, previews by bots or prefetches', async () => {
    const { id, token } = await mint({ usageLimit: 1 });
    for (const method of ['GET', 'HEAD', 'OPTIONS']) {
      for (const headers of [
        {},
        { 'user-agent': 'Slackbot-LinkExpanding 1.0' },
        { 'sec-purpose': 'prefetch;prerender' },
      ]) {
        for (let i = 0; i < 5; i += 1)
          await server.fetch(`/share/${token}`, { method, headers: { accept: 'text/html', ...headers } });
      }
    }
    assert.equal(at((await open(token, {})).body, 'code'), 'lease_ended');
    assert.equal(at(await share(id), 'usageCount'), 0);
  });

  it('ends a visit after half an hour of silence and after a day at most', async () => {
    const { token } = await mint();
    const lease = textAt((await open(token)).body, 'lease');
    server.clock.advance(29 * 60_000);
    assert.equal((await open(token, { lease })).status, 200);
    server.clock.advance(29 * 60_000);
    assert.equal((await open(token, { lease })).status, 200);
    server.clock.advance(31 * 60_000);
    assert.equal(at((await open(token, { lease })).body, 'code'), 'lease_ended');
    const long = textAt((await open(token)).body, 'lease');
    for (let hours = 0; hours < 23; hours += 0.4) {
      server.clock.advance(0.4 * 3_600_000);
      assert.equal((await open(token, { lease: long })).status, 200, `after ${hours} hours`);
    }
    server.clock.advance(3_600_000);
    assert.equal(at((await open(token, { lease: long })).body, 'code'), 'lease_ended');
  });

  it('expires on the millisecond, and is alive again at the same address when it is extended', async () => {
    // A clock that stands still: on a busy machine a request takes longer than any margin.
    const time = { now: Date.now() };
    const exact = await startServer({ now: () => time.now });
    const expiresAt = time.now + 3_600_000;
    const { body } = await exact.call('POST', '/api/shares', {
      body: { resource: { kind: 'render', id: samples.image }, expiresAt: new Date(expiresAt).toISOString() },
    });
    const [id, token] = [textAt(body, 'id'), textAt(body, 'token')];
    const openNow = () =>
      exact.call('POST', `/api/guest/${token}/open`, {
        auth: null,
        body: { visit: newVisit() },
      });
    time.now = expiresAt - 1;
    assert.equal((await openNow()).status, 200);
    time.now = expiresAt;
    assert.equal(at((await openNow()).body, 'code'), 'expired');
    await exact.call('PATCH', `/api/shares/${id}`, { body: { expiresIn: 3600 } });
    assert.equal((await openNow()).status, 200);
    await exact.close();
  });

  it('takes null for never and leaves what is absent', async () => {
    const { id } = await mint({ expiresIn: 3600, usageLimit: 3, label: 'for Anna' });
    const { body } = await server.call('PATCH', `/api/shares/${id}`, { body: { expiresAt: null } });
    assert.equal(at(body, 'expiresAt'), null);
    assert.equal(at(body, 'usageLimit'), 3);
    assert.equal(at(body, 'label'), 'for Anna');
  });

  it('pauses and goes on; a revoked link stays revoked', async () => {
    const { id, token } = await mint();
    await server.call('PATCH', `/api/shares/${id}`, { body: { enabled: false } });
    assert.deepEqual([(await open(token)).status, at((await open(token)).body, 'code')], [403, 'paused']);
    await server.call('PATCH', `/api/shares/${id}`, { body: { enabled: true } });
    assert.equal((await open(token)).status, 200);
    assert.equal((await server.call('DELETE', `/api/shares/${id}`)).status, 200);
    assert.equal((await server.call('PATCH', `/api/shares/${id}`, { body: { enabled: true } })).status, 410);
    assert.equal(at((await open(token)).body, 'code'), 'revoked');
  });

  it('rotates: the old link is unknown at once, or works until its grace ends', async () => {
    const { id, token } = await mint();
    const second = textAt((await server.call('POST', `/api/shares/${id}/rotate`, { body: {} })).body, 'token');
    assert.notEqual(second, token);
    assert.equal((await open(token)).status, 404);
    const held = textAt((await open(second)).body, 'lease');
    const third = textAt(
      (await server.call('POST', `/api/shares/${id}/rotate`, { body: { graceSeconds: 60 } })).body,
      'token',
    );
    assert.equal((await open(second)).status, 200);
    assert.equal((await open(second, { lease: held })).status, 200);
    assert.equal((await open(third)).status, 200);
    const { body } = await server.call('GET', `/api/shares/${id}/activity`);
    assert.equal(at(body, 'recent.1.previousLink'), true);
    server.clock.advance(61_000);
    assert.equal((await open(second)).status, 404);
    assert.equal(at((await open(third, { lease: held })).body, 'code'), 'lease_ended');
  });

  it('opens another link with no lease of this one', async () => {
    const one = await mint();
    const other = await mint();
    const lease = textAt((await open(one.token)).body, 'lease');
    assert.equal(at((await open(other.token, { lease })).body, 'code'), 'lease_ended');
  });

  it('counts people, programs and the owner apart; the owner takes no use', async () => {
    const { id, token } = await mint({ usageLimit: 2, password: 'quay' });
    const preview =
      textAt((await server.call('POST', `/api/shares/${id}/preview`)).body, 'url').split('#preview=')[1] ?? '';
    assert.equal((await open(token, { preview })).status, 200);
    assert.equal((await open(token, { visit: newVisit(), password: 'quay' }, { 'user-agent': browser })).status, 200);
    assert.equal(
      (await open(token, { visit: newVisit(), password: 'quay' }, { 'user-agent': 'curl/8.5' })).status,
      200,
    );
    const { body } = await server.call('GET', `/api/shares/${id}/activity`);
    assert.deepEqual(at(body, 'total'), { human: 1, automated: 1, owner: 1 });
    assert.equal(at(await share(id), 'usageCount'), 2);
    assert.equal(at((await open(token, { visit: newVisit(), preview: `${preview}x` })).body, 'code'), 'used_up');
  });

  it('marks at most one share of a resource as primary, whatever races', async () => {
    const shares = await Promise.all(Array.from({ length: 6 }, () => mint()));
    await Promise.all(shares.map(({ id }) => server.call('PATCH', `/api/shares/${id}`, { body: { isPrimary: true } })));
    const { body } = await server.call('GET', `/api/shares?kind=render&id=${samples.render}`);
    const list = at(body, 'shares');
    assert.ok(Array.isArray(list));
    assert.equal(list.filter((entry) => at(entry, 'isPrimary') === true).length, 1);
  });

  it('writes an audit row for every change, in order', async () => {
    const { id } = await mint();
    await server.call('PATCH', `/api/shares/${id}`, { body: { enabled: false } });
    await server.call('PATCH', `/api/shares/${id}`, { body: { enabled: true } });
    await server.call('PATCH', `/api/shares/${id}`, { body: { label: 'x', password: 'secret words' } });
    await server.call('POST', `/api/shares/${id}/rotate`, { body: {} });
    await server.call('DELETE', `/api/shares/${id}`);
    await server.call('DELETE', `/api/shares/${id}`);
    const rows = await server.store.listAudit('default', id, 50);
    assert.deepEqual(rows.map((row) => row.action).reverse(), [
      'created',
      'paused',
      'resumed',
      'changed',
      'rotated',
      'revoked',
    ]);
    assert.doesNotMatch(JSON.stringify(rows), /secret words/);
  });
});

describe('a password', () => {
  it('is asked for, compared, and never stored or told', async () => {
    const { id, token } = await mint({ password: 'Hafenlicht ü' });
    assert.equal(at((await open(token)).body, 'code'), 'password_required');
    assert.equal(at((await open(token, { visit: newVisit(), password: 'wrong' })).body, 'code'), 'password_wrong');
    // The same letter, composed by another keyboard.
    assert.equal((await open(token, { visit: newVisit(), password: 'Hafenlicht u\u0308' })).status, 200);
    const record = await server.store.findShare('default', id);
    assert.match(record?.passwordHash ?? '', /^\$scrypt\$/);
    const page = await (await server.fetch(`/share/${token}`, { headers: { accept: 'text/html' } })).text();
    assert.doesNotMatch(page, /Hafenlicht|Lighting|lighting concept/i);
  });

  it('ends every visit from before when it changes', async () => {
    const { id, token } = await mint();
    const lease = textAt((await open(token)).body, 'lease');
    await server.call('PATCH', `/api/shares/${id}`, { body: { password: 'new' } });
    assert.equal(at((await open(token, { lease })).body, 'code'), 'password_required');
    assert.equal((await server.fetch(`/content/${lease}/x.pdf`)).status, 401);
  });

  it('is held up after a few wrong tries, without locking others out for good', async () => {
    const { token } = await mint({ password: 'right' });
    const tries: number[] = [];
    for (let i = 0; i < 7; i += 1)
      tries.push((await open(token, { visit: newVisit(), password: `wrong ${i}` }, {}, '198.51.100.1')).status);
    assert.deepEqual(tries, [401, 401, 401, 401, 401, 429, 429]);
    // Not even the right one, while it is held up.
    const held = await open(token, { visit: newVisit(), password: 'right' }, {}, '198.51.100.1');
    assert.equal(held.status, 429);
    assert.ok(Number(held.headers.get('retry-after')) >= 1);
    // Another address in the same network is the same guesser; another network is not.
    assert.equal((await open(token, { visit: newVisit(), password: 'right' }, {}, '198.51.100.77')).status, 429);
    assert.equal((await open(token, { visit: newVisit(), password: 'right' }, {}, '203.0.113.9')).status, 200);
    server.clock.advance(15 * 60_000);
    assert.equal((await open(token, { visit: newVisit(), password: 'right' }, {}, '198.51.100.1')).status, 200);
  });
});
