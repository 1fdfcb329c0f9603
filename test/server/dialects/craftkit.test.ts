import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  at,
  openAsGuest,
  samples,
  startServer,
  type TestMailer,
  type TestServer,
  testMailer,
  textAt,
} from '../harness.js';

const shares = `/v1/renders/${samples.render}/shares`;
const created = [
  'channel',
  'createdAt',
  'expiresAt',
  'id',
  'message',
  'recipientEmail',
  'revokedAt',
  'shareToken',
  'shareUrl',
];

describe('the CraftKit dialect', () => {
  let server: TestServer;
  before(async () => {
    server = await startServer();
    await server.addFile('render/broken.json', JSON.stringify({ name: 'Broken', status: 'failed' }));
  });
  after(() => server.close());

  it('mints a link with just the fields that its documentation names', async () => {
    const { status, body } = await server.call('POST', shares, {
      body: { channel: 'link', expiresAt: '2126-12-31T23:59:59Z' },
    });
    assert.equal(status, 201);
    assert.deepEqual(Object.keys(body ?? {}).sort(), created);
    assert.equal(at(body, 'shareUrl'), `${server.url}/share/${textAt(body, 'shareToken')}`);
    assert.equal(at(body, 'expiresAt'), '2126-12-31T23:59:59.000Z');
    for (const name of ['recipientEmail', 'message', 'revokedAt']) assert.equal(at(body, name), null);
    assert.match(textAt(body, 'createdAt'), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('takes an instant with an offset, and never ends a link without one', async () => {
    const body = { expiresAt: '2126-12-31T23:59:59+02:00' };
    const shifted = await server.call('POST', shares, { body });
    assert.equal(at(shifted.body, 'expiresAt'), '2126-12-31T21:59:59.000Z');
    const endless = await server.call('POST', shares, { body: {} });
    assert.equal(endless.status, 201);
    assert.equal(at(endless.body, 'expiresAt'), null);
    assert.equal(at(endless.body, 'channel'), 'link');
  });

  it('records whom a link by e-mail is for, and sends nothing', async () => {
    const body = { channel: 'email', recipientEmail: 'mira@example.com', message: 'For Thursday.' };
    const answer = await server.call('POST', shares, { body });
    assert.equal(answer.status, 201);
    assert.equal(at(answer.body, 'recipientEmail'), 'mira@example.com');
    assert.equal(at(answer.body, 'message'), 'For Thursday.');
    assert.deepEqual(await server.store.jobsOfShares('mail', [textAt(answer.body, 'id')]), []);
  });

  it('takes a body whatever its Content-Type says', async () => {
    const answer = await server.call('POST', shares, { body: {}, headers: { 'content-type': 'text/plain' } });
    assert.equal(answer.status, 201);
  });

  it('lets the guest of such a link download', async () => {
    const minted = await server.call('POST', shares, { body: {} });
    const opened = await openAsGuest(server, textAt(minted.body, 'shareToken'));
    assert.equal(opened.status, 200);
    assert.equal(at(opened.body, 'share.download'), true);
    assert.equal(at(opened.body, 'view.type'), 'document');
  });

  it('lists the shares of a render newest first, with clicks, revoked ones and those minted elsewhere', async () => {
    const list = `/v1/renders/${samples.image}/shares`;
    assert.deepEqual((await server.call('GET', list)).body, { shares: [] });
    const first = await server.call('POST', list, { body: {} });
    server.clock.advance(1000);
    const elsewhere = await server.call('POST', '/api/shares', {
      body: { resource: { kind: 'render', id: samples.image }, label: 'Ours' },
    });
    await openAsGuest(server, textAt(first.body, 'shareToken'));
    const firstId = textAt(first.body, 'id');
    await server.call('DELETE', `${list}/${firstId}`);

    const { status, body } = await server.call('GET', list);
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(Object(at(body, 'shares.0'))).sort(), [...created, 'clickCount'].sort());
    assert.deepEqual([at(body, 'shares.0.id'), at(body, 'shares.1.id')], [at(elsewhere.body, 'id'), firstId]);
    assert.deepEqual([at(body, 'shares.0.clickCount'), at(body, 'shares.1.clickCount')], [0, 1]);
    assert.equal(at(body, 'shares.0.revokedAt'), null);
    assert.equal(typeof at(body, 'shares.1.revokedAt'), 'string');
    assert.equal(at(body, 'shares.2'), undefined);
  });

  it("shows its shares in the owners' API as the same shares", async () => {
    const minted = await server.call('POST', shares, { body: { message: 'The same' } });
    const owned = await server.call('GET', `/api/shares/${textAt(minted.body, 'id')}`);
    assert.equal(at(owned.body, 'token'), at(minted.body, 'shareToken'));
    assert.equal(at(owned.body, 'message'), 'The same');
  });

  it('revokes once: the guest is refused at once, and a second time it is not found', async () => {
    const minted = await server.call('POST', shares, { body: {} });
    const one = `${shares}/${textAt(minted.body, 'id')}`;
    const revoked = await server.call('DELETE', one);
    assert.equal(revoked.status, 200);
    assert.deepEqual(Object.keys(Object(revoked.body)).sort(), ['id', 'revokedAt']);
    assert.equal((await openAsGuest(server, textAt(minted.body, 'shareToken'))).status, 410);
    const again = await server.call('DELETE', one);
    assert.equal(again.status, 404);
    assert.equal(at(again.body, 'error.code'), 'not_found');
  });

  it('does not revoke a share of one render under the address of another', async () => {
    const minted = await server.call('POST', shares, { body: {} });
    const other = await server.call('DELETE', `/v1/renders/${samples.image}/shares/${textAt(minted.body, 'id')}`);
    assert.equal(other.status, 404);
    assert.equal((await openAsGuest(server, textAt(minted.body, 'shareToken'))).status, 200);
  });

  it('tells how a render is doing, and gives no address that would outlive every share', async () => {
    const done = await server.call('GET', `/v1/renders/${samples.render}`);
    assert.deepEqual(done.body, {
      id: samples.render,
      status: 'succeeded',
      pollUrl: `${server.url}/v1/renders/${samples.render}`,
      downloadUrl: null,
      errorMessage: null,
      createdAt: '2026-03-14T16:40:00.000Z',
      completedAt: '2026-03-14T16:40:03.000Z',
      durationMs: 3000,
    });
    const waiting = await server.call('GET', `/v1/renders/${samples.unready}`);
    assert.equal(at(waiting.body, 'status'), 'rendering');
    assert.equal(at(waiting.body, 'completedAt'), null);
    const failed = await server.call('GET', '/v1/renders/broken');
    assert.equal(at(failed.body, 'status'), 'failed');
    assert.equal(typeof at(failed.body, 'errorMessage'), 'string');
  });

  it('keeps an event that an app tells of once in five minutes for each share, type and network', async () => {
    const events = `/v1/renders/${samples.video}/events`;
    const minted = await server.call('POST', `/v1/renders/${samples.video}/shares`, { body: {} });
    const shareId = textAt(minted.body, 'id');
    const tell = async (body: unknown, address = '198.51.100.1') => {
      const answer = await server.call('POST', events, { body, address });
      assert.equal(answer.status, 200);
      return at(answer.body, 'recorded');
    };
    assert.equal(await tell({ eventType: 'viewed' }), true);
    assert.equal(await tell({ eventType: 'viewed' }), false);
    assert.equal(await tell({ eventType: 'printed' }), true);
    assert.equal(await tell({ eventType: 'viewed', metadata: { shareId } }), true);
    assert.equal(await tell({ eventType: 'viewed' }, '192.0.2.1'), true);
    server.clock.advance(300_000);
    assert.equal(await tell({ eventType: 'viewed' }), true);

    const opened = await openAsGuest(server, textAt(minted.body, 'shareToken'));
    const lease = textAt(opened.body, 'lease');
    await server.call('POST', `/api/guest/${textAt(minted.body, 'shareToken')}/events`, {
      auth: null,
      headers: { 'sec-fetch-site': 'same-origin' },
      body: { lease, type: 'downloaded' },
    });

    const { status, body } = await server.call('GET', `/v1/renders/${samples.video}/engagement`);
    assert.equal(status, 200);
    assert.deepEqual(at(body, 'counts'), {
      viewed: 4,
      downloaded: 1,
      printed: 1,
      email_opened: 0,
      email_sent: 0,
      share_created: 1,
      share_revoked: 0,
    });
    assert.equal(at(body, 'linkOpens'), 1);
    assert.equal(at(body, 'total'), 7);
    assert.equal(at(body, 'recent.0.eventType'), 'downloaded');
    assert.equal(at(body, 'recent.0.shareId'), shareId);
    assert.equal(at(body, 'recent.6'), undefined);
  });

  const fieldCases: readonly (readonly [string, unknown, string])[] = [
    ['an unknown channel', { channel: 'pigeon' }, 'channel'],
    ['the channel email with nobody to send to', { channel: 'email' }, 'recipientEmail'],
    ['an address that is none', { channel: 'email', recipientEmail: 'mira@' }, 'recipientEmail'],
    ['a message beyond 2000 characters', { message: 'm'.repeat(2001) }, 'message'],
    ['a date without a time', { expiresAt: '2126-12-31' }, 'expiresAt'],
    ['an instant without an offset', { expiresAt: '2126-12-31T23:59:59' }, 'expiresAt'],
    ['an instant that has passed', { expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
    ['an option that this API does not have', { password: 'lantern' }, 'password'],
    ['a list in place of an object', [], ''],
  ];
  for (const [name, body, path] of fieldCases) {
    it(`refuses ${name}, and says which field and why`, async () => {
      const answer = await server.call('POST', shares, { body });
      assert.equal(answer.status, 400);
      assert.equal(at(answer.body, 'error.code'), 'invalid_request');
      assert.equal(at(answer.body, 'error.issues.0.path'), path);
      assert.ok(textAt(answer.body, 'error.issues.0.message').length > 5);
    });
  }

  it('refuses a body that is no JSON', async () => {
    for (const body of ['{"channel":', '']) {
      const answer = await server.call('POST', shares, { body });
      assert.equal(answer.status, 400);
      assert.deepEqual(Object.keys(Object(answer.body)), ['error']);
      assert.equal(at(answer.body, 'error.code'), 'invalid_json');
    }
  });

  const refusals: readonly (readonly [string, string, string, number, string])[] = [
    ['a render that does not exist', 'POST', '/v1/renders/nothing-here/shares', 404, 'not_found'],
    ['the shares of a render that does not exist', 'GET', '/v1/renders/nothing-here/shares', 404, 'not_found'],
    ['the state of a render that does not exist', 'GET', '/v1/renders/nothing-here', 404, 'not_found'],
    ['the engagement of a render that does not exist', 'GET', '/v1/renders/nothing-here/engagement', 404, 'not_found'],
    ['an id that names a file elsewhere', 'GET', '/v1/renders/..%2e%2e/shares', 404, 'not_found'],
    ['a render that has not succeeded', 'POST', `/v1/renders/${samples.unready}/shares`, 409, 'not_ready'],
    ['a render that failed', 'POST', '/v1/renders/broken/shares', 409, 'not_ready'],
    ['a share that does not exist', 'DELETE', `${shares}/nobody`, 404, 'not_found'],
    ['e-mail where none is set up', 'POST', `/v1/renders/${samples.render}/email`, 503, 'email_not_configured'],
    ['an address below a render that does not exist', 'GET', `/v1/renders/${samples.render}/x`, 404, 'not_found'],
    ['a method that an address does not have', 'PUT', shares, 405, 'method_not_allowed'],
  ];
  for (const [name, method, path, status, code] of refusals) {
    it(`answers ${status} ${code} for ${name}`, async () => {
      const body = path.endsWith('/email') ? { to: 'mira@example.com' } : method === 'GET' ? undefined : {};
      const answer = await server.call(method, path, { body });
      assert.equal(answer.status, status);
      assert.equal(at(answer.body, 'error.code'), code);
      assert.ok(textAt(answer.body, 'error.message').length > 5);
    });
  }

  it('asks for a key of ours, and keeps workspaces apart', async () => {
    for (const auth of [null, 'ck_live_something', 'gp_live_notakey']) {
      const answer = await server.call('POST', shares, { auth, body: {} });
      assert.equal(answer.status, 401);
      assert.equal(at(answer.body, 'error.code'), 'unauthorized');
    }
    const minted = await server.call('POST', shares, { body: {} });
    const auth = await server.newKey('another', 'other');
    assert.equal((await server.call('GET', shares, { auth })).status, 404);
    assert.equal((await server.call('DELETE', `${shares}/${textAt(minted.body, 'id')}`, { auth })).status, 404);
  });

  it('tells an event or a metadata that it cannot keep', async () => {
    const events = `/v1/renders/${samples.render}/events`;
    const unknown = await server.call('POST', events, { body: { eventType: 'share_created' } });
    assert.equal(unknown.status, 400);
    assert.equal(at(unknown.body, 'error.issues.0.path'), 'eventType');
    const large = await server.call('POST', events, {
      body: { eventType: 'viewed', metadata: { note: 'n'.repeat(4096) } },
    });
    assert.equal(at(large.body, 'error.issues.0.path'), 'metadata');
  });
});

describe('the CraftKit dialect by e-mail', () => {
  let server: TestServer;
  let mailer: TestMailer;
  const email = `/v1/renders/${samples.render}/email`;
  before(async () => {
    mailer = testMailer();
    server = await startServer({ mailer });
  });
  after(() => server.close());

  it('mints a link, sends it, and counts it as sent', async () => {
    const body = { to: 'mira@example.com', recipientName: 'Mira', message: 'For Thursday.' };
    const answer = await server.call('POST', email, { body });
    assert.equal(answer.status, 201);
    const names = ['emailMessageId', 'id', 'sentAt', 'shareToken', 'shareUrl'];
    assert.deepEqual(Object.keys(Object(answer.body)).sort(), names);
    assert.equal(mailer.sent.length, 1);
    assert.equal(mailer.sent[0]?.to.address, 'mira@example.com');
    assert.ok(mailer.sent[0]?.text.includes(textAt(answer.body, 'shareUrl')));
    assert.ok(mailer.sent[0]?.messageId.includes(textAt(answer.body, 'emailMessageId')));
    const engagement = await server.call('GET', `/v1/renders/${samples.render}/engagement`);
    assert.equal(at(engagement.body, 'counts.email_sent'), 1);
  });

  for (const outcome of ['refused', 'later'] as const) {
    it(`answers 502 when the e-mail is ${outcome}, and leaves no link behind`, async () => {
      mailer.outcomes.push({ outcome, reason: 'The test says so.' });
      const answer = await server.call('POST', email, { body: { to: 'nobody@example.com' } });
      assert.equal(answer.status, 502);
      assert.equal(at(answer.body, 'error.code'), 'email_send_failed');
      const list = await server.call('GET', `/v1/renders/${samples.render}/shares`);
      assert.equal(at(list.body, 'shares.0.recipientEmail'), 'nobody@example.com');
      assert.equal(typeof at(list.body, 'shares.0.revokedAt'), 'string');
    });
  }

  it('refuses what is no address', async () => {
    const answer = await server.call('POST', email, { body: { to: 'Mira' } });
    assert.equal(answer.status, 400);
    assert.equal(at(answer.body, 'error.issues.0.path'), 'to');
  });
});
