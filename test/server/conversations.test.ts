import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { GuestpassError } from '../../src/contract/errors.js';
import { ownLinks } from '../../src/server/sources/enforcement.js';
import type { Source } from '../../src/server/sources/source.js';
import { at, startServer, type TestServer, textAt } from './harness.js';

/** A source of one persona, whose sessions fail when told to. */
const control = { fail: false, sessions: 0 };
const wren = {
  title: 'Wren',
  description: null,
  view: 'persona',
  status: 'ready',
  sharedBy: null,
  createdAt: 0,
  completedAt: 0,
} as const;
const persona: Source = {
  name: 'app',
  kinds: ['persona'],
  links: 'own',
  enforcement: { ...ownLinks, live: 'here' },
  upstream: null,
  takesEvents: false,
  find: async () => wren,
  view: async () => ({
    resource: wren,
    view: {
      type: 'persona',
      name: 'Wren',
      description: null,
      poster: null,
      idleVideo: null,
      live: true,
      minutes: null,
    },
  }),
  read: async () => null,
  async startSession() {
    if (control.fail) throw new GuestpassError('upstream_busy');
    control.sessions += 1;
    return { sessionToken: `session-${control.sessions}`, apiBaseUrl: null };
  },
  reportEvent: async () => undefined,
  list: async () => [],
  check: async () => null,
};

let server: TestServer;
before(async () => {
  server = await startServer({ sources: [persona] });
});
after(() => server.close());

const mint = async (policy: object) => {
  const { body } = await server.call('POST', '/api/shares', {
    body: { resource: { kind: 'persona', id: 'wren' }, ...policy },
  });
  return { id: textAt(body, 'id'), token: textAt(body, 'token') };
};
let visits = 0;
const open = async (token: string, more: object = {}) =>
  textAt(
    (
      await server.call('POST', `/api/guest/${token}/open`, {
        auth: null,
        body: { visit: `visit-to-a-persona-${(visits += 1)}`, ...more },
      })
    ).body,
    'lease',
  );
const talk = (token: string, lease: string, path = 'conversation') =>
  server.call('POST', `/api/guest/${token}/${path}`, { auth: null, body: { lease } });
const uses = async (id: string) => at((await server.call('GET', `/api/shares/${id}`)).body, 'usageCount');

describe('a conversation with a persona', () => {
  it('takes the use when it starts, not when the page opens, and once for a visit', async () => {
    const { id, token } = await mint({ usageLimit: 1 });
    const [one, other] = [await open(token), await open(token)];
    assert.equal(await uses(id), 0);
    assert.equal((await talk(token, one)).status, 200);
    assert.equal((await talk(token, one)).status, 200);
    assert.equal(await uses(id), 1);
    assert.deepEqual(
      [(await talk(token, other)).status, at((await talk(token, other)).body, 'code')],
      [410, 'used_up'],
    );
  });

  it('that has ended leaves one visit behind, until there is another conversation', async () => {
    const { id, token } = await mint({});
    const people = async () => at(at((await server.call('GET', `/api/shares/${id}/activity`)).body, 'total'), 'human');
    const lease = await open(token);
    await talk(token, lease);
    const next = textAt((await talk(token, lease, 'conversation/end')).body, 'lease');
    assert.equal(await people(), 1);
    await talk(token, next);
    assert.equal(await people(), 2);
    assert.equal(await uses(id), 2);
  });

  it('that cannot be had gives its use back', async () => {
    const { id, token } = await mint({ usageLimit: 1 });
    const lease = await open(token);
    control.fail = true;
    assert.equal(at((await talk(token, lease)).body, 'code'), 'upstream_busy');
    control.fail = false;
    assert.equal(await uses(id), 0);
    assert.equal((await talk(token, lease)).status, 200);
    assert.equal(await uses(id), 1);
  });

  it('keeps to the budgets under any race: guests at once, and conversations a day', async () => {
    const { id, token } = await mint({ live: { guestsAtOnce: 2, conversationsPerDay: 3, minutesPerConversation: 10 } });
    const leases = await Promise.all(Array.from({ length: 8 }, () => open(token)));
    const first = await Promise.all(leases.map((lease) => talk(token, lease)));
    assert.equal(first.filter(({ status }) => status === 200).length, 2);
    assert.deepEqual(
      [...new Set(first.filter(({ status }) => status !== 200).map(({ body }) => at(body, 'code')))],
      ['live_limit'],
    );
    assert.equal(await uses(id), 2);
    const talking = leases[first.findIndex(({ status }) => status === 200)] ?? '';
    const ended = await talk(token, talking, 'conversation/end');
    assert.equal(ended.status, 200);
    const waiting = leases.filter((_, index) => first[index]?.status !== 200);
    const second = await Promise.all(waiting.map((lease) => talk(token, lease)));
    assert.equal(second.filter(({ status }) => status === 200).length, 1);
    const refused = second.find(({ status }) => status === 429);
    assert.ok(Number(refused?.headers.get('retry-after')) >= 1);
    server.clock.advance(25 * 3_600_000);
    assert.equal((await talk(token, await open(token))).status, 200);
  });

  it('says when it will be ended, and makes room when its time is over', async () => {
    const { token } = await mint({ live: { guestsAtOnce: 1, conversationsPerDay: null, minutesPerConversation: 5 } });
    const started = await talk(token, await open(token));
    assert.equal(Date.parse(textAt(started.body, 'endsAt')) - server.clock.now() > 4 * 60_000, true);
    const next = await open(token);
    assert.equal((await talk(token, next)).status, 429);
    server.clock.advance(5 * 60_000 + 1000);
    assert.equal((await talk(token, next)).status, 200);
  });

  it('keeps its place as long as it is kept, and not past its end', async () => {
    const { token } = await mint({ live: { guestsAtOnce: 1, conversationsPerDay: null, minutesPerConversation: 5 } });
    const lease = await open(token);
    const end = textAt((await talk(token, lease)).body, 'endsAt');
    for (let minute = 1; minute <= 4; minute += 1) {
      server.clock.advance(60_000);
      assert.equal((await talk(token, lease, 'conversation/keep')).status, 200);
      assert.equal((await talk(token, await open(token))).status, 429);
    }
    assert.equal(textAt((await talk(token, lease, 'conversation/keep')).body, 'keptUntil'), end);
    server.clock.advance(60_001);
    assert.equal(at((await talk(token, lease, 'conversation/keep')).body, 'code'), 'lease_ended');
    assert.equal((await talk(token, await open(token))).status, 200);
  });

  it('of a guest who closed the tab gives its place to another, and a reload before that goes on', async () => {
    const { id, token } = await mint({
      live: { guestsAtOnce: 1, conversationsPerDay: null, minutesPerConversation: 9 },
    });
    const lease = await open(token);
    const first = textAt((await talk(token, lease)).body, 'endsAt');
    server.clock.advance(100_000);
    const again = await talk(token, lease);
    assert.equal(textAt(again.body, 'endsAt'), first);
    assert.equal(await uses(id), 1);
    server.clock.advance(100_000);
    assert.equal((await talk(token, await open(token))).status, 429);
    server.clock.advance(60_000);
    assert.equal((await talk(token, await open(token))).status, 200);
  });

  it('that has not begun cannot be kept', async () => {
    const { token } = await mint({});
    assert.equal(at((await talk(token, await open(token), 'conversation/keep')).body, 'code'), 'lease_ended');
  });

  it('of the owner, who looks as a guest would, takes no use', async () => {
    const { id, token } = await mint({ usageLimit: 1 });
    const preview =
      textAt((await server.call('POST', `/api/shares/${id}/preview`)).body, 'url').split('#preview=')[1] ?? '';
    assert.equal((await talk(token, await open(token, { preview }))).status, 200);
    assert.equal(await uses(id), 0);
  });

  it('is refused once the link is revoked', async () => {
    const { id, token } = await mint({});
    const lease = await open(token);
    await server.call('DELETE', `/api/shares/${id}`);
    assert.equal(at((await talk(token, lease)).body, 'code'), 'revoked');
  });
});
