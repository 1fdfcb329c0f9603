import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Grants, type GrantReply } from '../../src/client/grants.js';
import { GuestpassError } from '../../src/contract/errors.js';

const start = Date.parse('2026-05-01T12:00:00Z');

/** Grants over a host app that hands out numbered ones, `life` seconds long, and a clock that the test turns. */
function setUp(life: number | null = 300, answer?: () => Promise<GrantReply>) {
  let now = start;
  let asked = 0;
  const fetchGrant = async (): Promise<GrantReply> => {
    asked += 1;
    if (answer) return answer();
    const grant = `g${asked}`;
    return life === null ? { grant } : { grant, expiresAt: new Date(now + life * 1000).toISOString() };
  };
  return {
    grants: new Grants(fetchGrant, () => now),
    pass: (seconds: number) => (now += seconds * 1000),
    asked: () => asked,
  };
}

test('A grant is asked for once, however many requests wait for it.', async () => {
  const { grants, asked } = setUp();
  assert.deepEqual(await Promise.all([grants.get(), grants.get(), grants.get()]), ['g1', 'g1', 'g1']);
  assert.equal(asked(), 1);
});

test('A grant is used until shortly before its end, and then renewed once for all.', async () => {
  const { grants, pass, asked } = setUp(300);
  await grants.get();
  pass(269);
  assert.equal(await grants.get(), 'g1');
  pass(2);
  assert.deepEqual(await Promise.all([grants.get(), grants.get()]), ['g2', 'g2']);
  assert.equal(asked(), 2);
});

test('A grant that lasts only half a minute is used for most of it.', async () => {
  const { grants, pass } = setUp(30);
  await grants.get();
  pass(23);
  assert.equal(await grants.get(), 'g1');
  pass(2);
  assert.equal(await grants.get(), 'g2');
});

test('A device whose clock is wrong does not ask anew for each request.', async () => {
  const { grants, pass } = setUp(-4000);
  await grants.get();
  pass(10);
  assert.equal(await grants.get(), 'g1');
});

test('A grant without an end is used until it is refused.', async () => {
  const { grants, pass } = setUp(null);
  await grants.get();
  pass(1_000_000);
  assert.equal(await grants.get(), 'g1');
});

test('Requests that were refused together get one new grant between them.', async () => {
  const { grants, asked } = setUp();
  const refused = await grants.get();
  assert.deepEqual(await Promise.all([grants.replace(refused), grants.replace(refused)]), ['g2', 'g2']);
  assert.equal(await grants.replace(refused), 'g2');
  assert.equal(asked(), 2);
});

test('A host that fails is told as unauthorized with its cause, and asked again the next time.', async () => {
  const cause = new TypeError('down');
  let fails = true;
  const { grants } = setUp(300, async () => {
    if (fails) throw cause;
    return { grant: 'better' };
  });
  await assert.rejects(grants.get(), (error: unknown) => {
    assert.ok(error instanceof GuestpassError);
    assert.equal(error.code, 'unauthorized');
    assert.equal(error.cause, cause);
    return true;
  });
  fails = false;
  assert.equal(await grants.get(), 'better');
});

for (const reply of [{}, { grant: 7 }, { grant: '' }, null, 'text']) {
  test(`${JSON.stringify(reply)} is no grant.`, async () => {
    const { grants } = setUp(300, async () => reply as GrantReply);
    await assert.rejects(grants.get(), { code: 'unauthorized' });
  });
}
