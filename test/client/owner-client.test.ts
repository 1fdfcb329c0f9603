import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Grants } from '../../src/client/grants.js';
import { OwnerClient } from '../../src/client/owner-client.js';
import { GuestpassError } from '../../src/contract/errors.js';

interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: unknown;
  readonly init: RequestInit;
}

let sent: Sent[] = [];
let answers: (() => Response)[] = [];
let waited: number[] = [];
const { fetch } = globalThis;

beforeEach(() => {
  [sent, answers, waited] = [[], [], []];
  globalThis.fetch = async (input, init = {}) => {
    const headers = new Headers(init.headers);
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    sent.push({
      url: input instanceof Request ? input.url : input.toString(),
      method: init.method ?? 'GET',
      headers,
      body,
      init,
    });
    const answer = answers.shift();
    if (!answer) throw new TypeError('fetch failed');
    return answer();
  };
});
afterEach(() => {
  globalThis.fetch = fetch;
});

const json = (body: unknown, status = 200) => Response.json(body, { status });
const share = { id: 's1', state: 'active' };

function client(server = 'https://share.example/base/') {
  let grant = 0;
  return new OwnerClient({
    server,
    resource: 'render:report',
    grants: new Grants(async () => ({ grant: `g${++grant}` })),
    wait: async (ms) => void waited.push(ms),
  });
}

test('Each request carries a grant and no cookie, leaves no address behind, and is not kept.', async () => {
  answers = [() => json({ shares: [share] })];
  assert.deepEqual(await client().list(), [share]);
  const [request] = sent;
  assert.equal(request?.url, 'https://share.example/base/api/shares?kind=render&id=report');
  assert.equal(request?.headers.get('authorization'), 'Bearer g1');
  assert.deepEqual(
    [request?.init.credentials, request?.init.referrerPolicy, request?.init.cache],
    ['omit', 'no-referrer', 'no-store'],
  );
});

test('A share is made with its key quoted, and with the resource that the client is for.', async () => {
  answers = [() => json(share, 201)];
  await client().create({ usageLimit: 3 }, 'k-1');
  assert.equal(sent[0]?.headers.get('idempotency-key'), '"k-1"');
  assert.deepEqual(sent[0]?.body, { usageLimit: 3, resource: { kind: 'render', id: 'report' } });
});

test('A refused grant is replaced once, and the request repeated with the new one.', async () => {
  answers = [() => json({ code: 'unauthorized' }, 401), () => json({ shares: [] })];
  await client().list();
  assert.deepEqual(
    sent.map(({ headers }) => headers.get('authorization')),
    ['Bearer g1', 'Bearer g2'],
  );
});

test('A grant that is refused twice is a refusal.', async () => {
  answers = [() => json({ code: 'unauthorized' }, 401), () => json({ code: 'unauthorized' }, 401)];
  await assert.rejects(client().list(), { code: 'unauthorized' });
  assert.equal(sent.length, 2);
});

test('A lost answer is asked for twice more, after pauses, with the same key.', async () => {
  answers = [
    () => {
      throw new TypeError('lost');
    },
    () => json({}, 503),
    () => json(share, 201),
  ];
  await client().create({}, 'k-2');
  assert.equal(sent.length, 3);
  assert.deepEqual(new Set(sent.map(({ headers }) => headers.get('idempotency-key'))), new Set(['"k-2"']));
  assert.deepEqual(waited, [400, 1500]);
});

test('A server that stays away is told as unavailable, with its cause.', async () => {
  await assert.rejects(client().list(), (error: unknown) => {
    assert.ok(error instanceof GuestpassError);
    assert.equal(error.code, 'unavailable');
    assert.ok(error.cause instanceof TypeError);
    return true;
  });
  assert.equal(sent.length, 3);
});

test('What the server refuses is not repeated, and comes with its code, words and fields.', async () => {
  const issues = [{ path: 'usageLimit', message: 'Too many' }];
  answers = [() => json({ code: 'invalid_request', detail: 'Wrong.', issues }, 422)];
  await assert.rejects(client().change('s1', { usageLimit: 5 }), (error: unknown) => {
    assert.ok(error instanceof GuestpassError);
    assert.deepEqual([error.code, error.message, error.issues], ['invalid_request', 'Wrong.', issues]);
    return true;
  });
  assert.equal(sent.length, 1);
});

const strange = [
  { what: 'a page of a proxy', answer: () => new Response('<h1>Sign in</h1>', { status: 403 }), code: 'forbidden' },
  { what: 'an unknown code', answer: () => json({ code: 'brand_new' }, 429), code: 'too_many_requests' },
  { what: 'a list that is none', answer: () => json({ shares: 'none' }), code: 'internal_error' },
  { what: 'shares that are none', answer: () => json({ shares: [{ id: 1 }] }), code: 'internal_error' },
];
for (const { what, answer, code } of strange) {
  test(`${what} is told as ${code}.`, async () => {
    answers = [answer, answer, answer];
    await assert.rejects(client().list(), { code });
  });
}

test('Somebody who stops waiting hears of nothing else, and nothing is repeated.', async () => {
  const stop = new AbortController();
  answers = [
    () => {
      stop.abort(new Error('gone'));
      throw stop.signal.reason;
    },
  ];
  await assert.rejects(client().list(stop.signal), /gone/);
  assert.equal(sent.length, 1);
});

test('A server without a doctor gives no report; one with it gives what it found.', async () => {
  const report = { shows: true, findings: [] };
  answers = [() => json({ code: 'not_found' }, 404), () => json(report)];
  const owner = client();
  assert.equal(await owner.doctor('s1', 'https://a.example'), null);
  assert.deepEqual(await owner.doctor('s1', 'https://a.example'), report);
  assert.match(sent[1]?.url ?? '', /\/api\/shares\/s1\/doctor\?site=https%3A%2F%2Fa\.example$/);
});

test('A page that goes away revokes with the grant at hand, and not at all when it has none.', async () => {
  const owner = client();
  assert.equal(owner.revokeWhileLeaving('s1'), false);
  answers = [() => json({ shares: [] }), () => json(share)];
  await owner.list();
  assert.equal(owner.revokeWhileLeaving('s 1'), true);
  assert.equal(sent[1]?.url, 'https://share.example/base/api/shares/s%201');
  assert.deepEqual([sent[1]?.method, sent[1]?.init.keepalive], ['DELETE', true]);
});

test('A preview that is no address of the web is not handed on.', async () => {
  answers = [() => json({ url: 'javascript:alert(1)', expiresAt: '2026-05-01T00:00:00Z' })];
  await assert.rejects(client().preview('s1'), { code: 'internal_error' });
});

test('The pinned script is told as it is, and as nothing when there is none.', async () => {
  const owner = client();
  answers = [() => json({ version: '1.0.0', integrity: 'sha384-x' }), () => json({}, 404)];
  assert.deepEqual(await owner.embedVersion(), { version: '1.0.0', integrity: 'sha384-x' });
  assert.equal(await owner.embedVersion(), null);
  assert.equal(sent[0]?.headers.get('authorization'), null);
});
