import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { at, openAsGuest, samples, startServer, type TestServer, textAt } from './harness.js';

let server: TestServer;
before(async () => {
  server = await startServer();
});
after(() => server.close());

const mint = async (policy: object = {}, id: string = samples.image, kind = 'render') => {
  const { body } = await server.call('POST', '/api/shares', { body: { resource: { kind, id }, ...policy } });
  return { id: textAt(body, 'id'), token: textAt(body, 'token') };
};
const usageCount = async (id: string) => at((await server.call('GET', `/api/shares/${id}`)).body, 'usageCount');
const page = async (token: string, headers: Record<string, string> = {}) =>
  (await server.fetch(`/share/${token}`, { headers: { accept: 'text/html', ...headers } })).text();

describe('a visit whose answer was lost', () => {
  it('is found again under its own key when it took the last use, and nobody else gets one', async () => {
    const { id, token } = await mint({ usageLimit: 1 });
    const first = await openAsGuest(server, token, { visit: 'the-visit-of-one-guest' });
    const again = await openAsGuest(server, token, { visit: 'the-visit-of-one-guest' });
    assert.equal(again.status, 200);
    assert.equal(at(again.body, 'lease'), at(first.body, 'lease'));
    assert.equal(at((await openAsGuest(server, token)).body, 'code'), 'used_up');
    assert.equal(await usageCount(id), 1);
  });

  it('is not told to who lacks the password', async () => {
    const { token } = await mint({ usageLimit: 1, password: 'lantern' });
    await openAsGuest(server, token, { visit: 'another-guest-with-it', password: 'lantern' });
    const { status, body } = await openAsGuest(server, token, { visit: 'another-guest-with-it', password: 'lamp' });
    assert.deepEqual([status, at(body, 'code')], [401, 'password_wrong']);
  });

  it('lets nobody into a used-up persona', async () => {
    const { id, token } = await mint({ usageLimit: 1 }, samples.persona, 'persona');
    assert.equal((await openAsGuest(server, token)).status, 200, 'opening takes no use');
    assert.equal(await usageCount(id), 0);
    const now = server.clock.now();
    const taken = await server.store.claimVisit(
      {
        id: '0195938e-7c40-7d1b-a2f6-00000000c0de',
        shareId: id,
        visitKey: 'a-conversation-that-took-it',
        at: now,
        aliveUntil: now + 60_000,
        visitor: 'human',
        counts: true,
        origin: null,
        generation: 0,
        passwordVersion: 0,
        conversationAt: now,
        follows: null,
      },
      now,
    );
    assert.equal(taken.outcome, 'claimed');
    assert.equal(at((await openAsGuest(server, token)).body, 'code'), 'used_up');
  });
});

describe('a page that only asks', () => {
  it('learns that something is not ready yet, and takes no use when it is', async () => {
    await server.addFile('render/soon.png', 'png');
    const { id, token } = await mint({ usageLimit: 1 }, 'soon');
    const ask = () =>
      server.call('POST', `/api/guest/${token}/open`, {
        auth: null,
        headers: { 'sec-fetch-site': 'same-origin' },
        body: { via: 'page' },
      });
    await server.addFile('render/soon.json', JSON.stringify({ status: 'rendering' }));
    assert.equal(at((await ask()).body, 'code'), 'not_ready');
    await server.addFile('render/soon.json', JSON.stringify({ status: 'succeeded' }));
    assert.equal(at((await ask()).body, 'code'), 'lease_ended');
    assert.equal(await usageCount(id), 0);
  });
});

describe('the news of a link', () => {
  const news = async (token: string) =>
    (await server.call('GET', `/api/guest/${token}/live`, { auth: null, headers: { accept: 'application/json' } }))
      .body;

  it('differ after a new password, and only then', async () => {
    const { id, token } = await mint({ password: 'first' });
    const before = at(await news(token), 'access');
    await server.call('PATCH', `/api/shares/${id}`, { body: { download: true } });
    assert.equal(at(await news(token), 'access'), before);
    await server.call('PATCH', `/api/shares/${id}`, { body: { password: 'second' } });
    assert.notEqual(at(await news(token), 'access'), before);
    assert.equal(at(await news(token), 'state'), 'active');
  });
});

describe('the guest page before its script', () => {
  it('asks for a click whenever one use is left, and says whether it was the only one', async () => {
    const several = await mint({ usageLimit: 2 });
    assert.match(await page(several.token), /data-state="loading"/);
    await openAsGuest(server, several.token);
    assert.match(await page(several.token), /data-state="gate"[^]*which will be the last/);
    assert.match(await page((await mint({ usageLimit: 1 })).token), /data-state="gate"[^]*can be opened once/);
  });

  it('asks for no click before a persona, whose conversation is its own', async () => {
    const { token } = await mint({ usageLimit: 1 }, samples.persona, 'persona');
    assert.match(await page(token), /data-state="loading"/);
  });

  it('has a form that no browser can send, so that no password comes into an address', async () => {
    const html = await page((await mint({ password: 'x' })).token);
    assert.match(html, /<form id="password-form" method="dialog">/);
    assert.doesNotMatch(/<input[^>]*>/.exec(html)?.[0] ?? '', / name=/);
  });

  it('writes dates as the reader’s region does, and outlives any Accept-Language', async () => {
    const { token } = await mint({ expiresAt: '2031-03-04T18:00:00Z' });
    assert.match(await page(token, { 'accept-language': 'en-GB,en;q=0.9' }), /until 4 Mar 2031/);
    assert.match(await page(token, { 'accept-language': 'en-US' }), /until Mar 4, 2031/);
    assert.match(await page(token, { 'accept-language': 'en-_*' }), /until Mar 4, 2031/);
  });

  it('tells nothing of a protected link that is not ready, not even that', async () => {
    await server.addFile('render/later.png', 'png');
    const { token } = await mint({ password: 'x' }, 'later');
    await server.addFile('render/later.json', JSON.stringify({ status: 'rendering', name: 'Secret plan' }));
    const html = await page(token);
    assert.match(html, /data-state="password"/);
    assert.doesNotMatch(html, /Secret plan/);
  });
});
