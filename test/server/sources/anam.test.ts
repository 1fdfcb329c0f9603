import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sentenceOf } from '../../../src/contract/error-sentences.js';
import { GuestpassError } from '../../../src/contract/errors.js';
import { createAnamSource } from '../../../src/server/sources/anam.js';
import { canaryText } from '../../stubs/vendor-server.js';
import { drain, forever } from './suite.js';
import { anam } from './vendors.js';

type Vendor = Awaited<ReturnType<typeof anam>>;

function test(title: string, body: (vendor: Vendor) => Promise<void>): void {
  it(title, async () => {
    const vendor = await anam();
    try {
      await body(vendor);
    } finally {
      await vendor.close();
    }
  });
}

describe('anam personas', () => {
  test('have a name, a description and a face, and nothing of their inside', async ({ source, ready }) => {
    const told = [
      await source.find(ready, forever),
      (await source.view(ready, forever)).view,
      await source.list('default', forever),
    ];
    assert.deepEqual(told[1], {
      type: 'persona',
      name: 'Cara',
      description: 'A helpful assistant',
      poster: 'poster',
      idleVideo: 'idle',
      live: true,
      minutes: null,
    });
    assert.ok(!JSON.stringify(told).includes(canaryText));
    assert.ok(!JSON.stringify(told).includes('http'));
  });

  test('have a name also where the vendor tells none', async ({ stub, source, keyOf }) => {
    const nameless = keyOf(stub.addPersona({ name: null, description: null }).id);
    assert.equal((await source.find(nameless, forever))?.title, 'Liv');
    const faceless = keyOf(stub.addPersona({ name: ' ', bringsAvatar: false }).id);
    assert.equal((await source.find(faceless, forever))?.title, 'Persona');
  });

  test('show their face also where the vendor tells only its id', async ({ stub, source, keyOf }) => {
    const key = keyOf(stub.addPersona({ bringsAvatar: false }).id);
    const { view } = await source.view(key, forever);
    assert.equal(view.type === 'persona' && view.poster, 'poster');
    const poster = await source.read(key, 'poster', null, forever);
    assert.ok(poster);
    assert.equal(poster.contentType, 'image/png');
    assert.deepEqual(await drain(poster), stub.picture);
  });

  test('are shown without a face when the vendor cannot tell it', async ({ stub, source, keyOf }) => {
    const key = keyOf(stub.addPersona({ bringsAvatar: false }).id);
    await stub.fail('503', { only: ({ path }) => path.startsWith('/v1/avatars/') });
    const { view } = await source.view(key, forever);
    assert.equal(view.type === 'persona' && view.poster, null);
  });

  test('have their picture fetched from named hosts alone, never with the key', async ({
    stub,
    source,
    keyOf,
    key,
  }) => {
    const refused = [
      'http://169.254.169.254/latest/meta-data',
      'https://169.254.169.254/',
      'http://localhost:9/x.png',
      'https://evil.example/x.png',
      'https://anam.ai.evil.example/x.png',
      'https://evilanam.ai/x.png',
      'https://lab.anam.ai:8443/x.png',
      'http://lab.anam.ai/x.png',
      'https://user:pass@lab.anam.ai/x.png',
      'file:///etc/passwd',
      'data:image/png;base64,AA==',
      'x',
    ];
    for (const imageUrl of refused) {
      const persona = keyOf(stub.addPersona({ imageUrl }).id);
      const { view } = await source.view(persona, forever);
      assert.equal(view.type === 'persona' && view.poster, null, imageUrl);
      assert.equal(await source.read(persona, 'poster', null, forever), null, imageUrl);
    }
    const asked: Request[] = [];
    const watched = createAnamSource({
      apiKey: key,
      baseUrl: stub.url,
      mediaHosts: ['cdn.example', '*.media.example'],
      outbound: {
        fetch: async (input, init) => {
          const request = new Request(input, init);
          if (request.url.startsWith(stub.url)) return fetch(input, init);
          asked.push(request);
          return new Response('picture', { headers: { 'content-type': 'image/webp' } });
        },
      },
    });
    for (const host of ['lab.anam.ai', 'anam.ai', 'cdn.example', 'a.b.media.example']) {
      const persona = keyOf(stub.addPersona({ imageUrl: `https://${host}/x.png` }).id);
      const poster = await watched.read(persona, 'poster', null, forever);
      assert.equal(poster && new TextDecoder().decode(await drain(poster)), 'picture');
    }
    assert.equal(asked.length, 4);
    assert.ok(asked.every(({ headers }) => !headers.has('authorization')));
    assert.ok(asked.every(({ redirect }) => redirect === 'manual'));
  });

  test('are listed over all pages', async ({ stub, source }) => {
    for (let count = 0; count < 230; count += 1) stub.addPersona({ name: `Persona ${count}` });
    const listed = await source.list('default', forever);
    assert.equal(new Set(listed.map(({ id }) => id)).size, 231);
  });
});

describe('anam sessions', () => {
  test('are begun at the vendor anew each time', async ({ stub, source, ready }) => {
    const one = await source.startSession(ready, forever);
    const other = await source.startSession(ready, forever);
    assert.deepEqual(
      [one, other].map(({ sessionToken }) => sessionToken),
      stub.sessions.map(({ sessionToken }) => sessionToken),
    );
    assert.equal(one.apiBaseUrl, stub.url);
    assert.equal(stub.requests.length, 2);
  });

  it('use the vendor’s own address unless another is configured', async () => {
    const answer = () => Promise.resolve(Response.json({ sessionToken: 'token' }));
    const source = createAnamSource({ apiKey: 'key', outbound: { fetch: answer } });
    const session = await source.startSession({ workspace: 'default', kind: 'persona', id: 'x' }, forever);
    assert.deepEqual(session, { sessionToken: 'token', apiBaseUrl: null });
  });

  test('are refused in our words', async ({ stub, source, ready }) => {
    const cases = [
      [402, 'No plan', 'upstream_plan', /plan/],
      [429, 'Concurrent session limit reached', 'upstream_limit', /at once are taken/],
      [429, 'Spend cap reached', 'upstream_plan', /budget/],
      [400, 'Bad persona', 'upstream_invalid', /makes no sense/],
      [401, 'Bad key', 'upstream_unauthorized', /refused the server's key/],
      [403, 'Forbidden', 'upstream_unauthorized', /refused the server's key/],
      [503, 'Busy', 'upstream_busy', /busy/],
      [500, 'Broken', 'upstream_busy', /busy/],
    ] as const;
    for (const [status, text, code, sentence] of cases) {
      stub.refusal = { status, error: text };
      const error = await source.startSession(ready, forever).catch((thrown: unknown) => thrown);
      assert.ok(error instanceof GuestpassError, text);
      assert.equal(error.code, code, text);
      const said = sentenceOf(error);
      assert.match(said, sentence);
      assert.ok(!said.includes(text) && !said.includes(canaryText));
    }
    // The 400 was the test's own.
    stub.violations.length = 0;
    // A full house says nothing of the other calls.
    stub.refusal = { status: 429, error: 'Concurrent session limit reached' };
    await source.startSession(ready, forever).catch(() => {});
    assert.ok(await source.find(ready, forever));
    assert.equal(stub.sessions.length, 0);
  });
});

describe('anam share links', () => {
  const options = { expiresAt: null, usageLimit: null, recipientEmail: null, message: null };

  test('have the end and the number of uses that were asked for, none when none was', async ({
    stub,
    source,
    ready,
  }) => {
    const endless = await source.upstream?.mint(ready, options, Date.now(), forever);
    assert.equal(endless?.expiresAt, null);
    assert.equal(endless?.usageLimit, null);
    // Not the vendor's own week and ten uses.
    assert.ok(Date.parse(stub.links[0]?.expiresAt ?? '') > Date.now() + 3_600_000 * 80_000);
    const expiresAt = Date.now() + 90 * 60_000;
    const limited = await source.upstream?.mint(ready, { ...options, expiresAt, usageLimit: 2 }, Date.now(), forever);
    assert.ok(Math.abs((limited?.expiresAt ?? 0) - expiresAt) < 2_000);
    assert.equal(limited?.usageLimit, 2);
    assert.equal(limited?.url, `https://lab.anam.ai/share/${limited?.token}`);
  });

  test('become endless and unlimited when they are changed so', async ({ source, ready }) => {
    const link = await source.upstream?.mint(
      ready,
      { ...options, expiresAt: Date.now() + 60_000, usageLimit: 2 },
      Date.now(),
      forever,
    );
    assert.ok(link);
    const changed = await source.upstream?.change(ready, link.id, { expiresAt: null, usageLimit: null }, forever);
    assert.deepEqual([changed?.expiresAt, changed?.usageLimit], [null, null]);
  });

  test('of one persona are listed over all pages, newest first, and no other’s', async ({ stub, source, ready }) => {
    const other = stub.addPersona().id;
    for (let count = 0; count < 120; count += 1) {
      const createdAt = new Date(Date.UTC(2026, 0, 1, 0, 0, count)).toISOString();
      const link = { token: `t${count}`, createdAt, expiresAt: null, usageLimit: null, usageCount: 0 };
      stub.links.push(
        { ...link, id: `a${count}`, personaId: ready.id },
        { ...link, id: `b${count}`, personaId: other },
      );
    }
    const listed = (await source.upstream?.list(ready, forever)) ?? [];
    assert.equal(listed.length, 120);
    assert.ok(listed.every(({ id }) => id.startsWith('a')));
    assert.equal(listed[0]?.id, 'a119');
  });
});
