import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { samples, startServer, type TestServer, textAt } from './harness.js';

let server: TestServer;
before(async () => {
  server = await startServer();
});
after(() => server.close());

const mint = async (policy: object = {}, resource: object = { kind: 'render', id: samples.image }) => {
  const { body } = await server.call('POST', '/api/shares', { body: { resource, ...policy } });
  return { id: textAt(body, 'id'), token: textAt(body, 'token') };
};
const html = { accept: 'text/html,application/xhtml+xml' };

/** As security headers of the page are promised, directive by directive. */
const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'private, no-store',
  'cdn-cache-control': 'no-store',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), display-capture=(), payment=(), usb=(), autoplay=(self), fullscreen=(self)',
  'x-robots-tag': 'noindex, nofollow, noarchive',
  'strict-transport-security': 'max-age=31536000',
};

describe('the guest page', () => {
  it('has the exact headers in every state, and says in each what happened', async () => {
    const revoked = await mint();
    await server.call('DELETE', `/api/shares/${revoked.id}`);
    const paused = await mint({ enabled: false });
    const usedUp = await mint({ usageLimit: 1 });
    await server.call('POST', `/api/guest/${usedUp.token}/open`, {
      auth: null,
      body: { visit: 'the-only-visit-there-is' },
    });
    const states: readonly (readonly [string, number, RegExp])[] = [
      [(await mint()).token, 200, /Opening…/],
      [(await mint({ usageLimit: 1 })).token, 200, /Open it when you have time/],
      [(await mint({ password: 'x' })).token, 200, /asks for a password/],
      [revoked.token, 410, /was withdrawn/],
      [paused.token, 403, /is paused/],
      [usedUp.token, 410, /has been used up/],
      ['sh_0000000000000000000000', 404, /There is nothing here/],
    ];
    for (const [token, status, words] of states) {
      const response = await server.fetch(`/share/${token}`, { headers: html });
      assert.equal(response.status, status);
      for (const [name, value] of Object.entries(pageHeaders))
        assert.equal(response.headers.get(name), value, `${name} of ${status}`);
      const policy = response.headers.get('content-security-policy') ?? '';
      for (const part of [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "frame-src 'none'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
      ]) {
        assert.ok(policy.split('; ').includes(part), `${part} in ${policy}`);
      }
      assert.doesNotMatch(policy, /unsafe|\*(?!\.anam)/);
      assert.equal(response.headers.get('server'), null);
      assert.match(await response.text(), words);
      const json = await server.fetch(`/share/${token}`, { headers: { accept: 'application/json' } });
      assert.match(json.headers.get('content-type') ?? '', /json/);
    }
  });

  it('allows each kind of view what it needs and nothing else', async () => {
    await server.addFile('render/stream.m3u8', '#EXTM3U');
    const base: Readonly<Record<string, string>> = {
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self' data:",
      'media-src': "'self' blob:",
      'font-src': "'self'",
      'connect-src': "'self'",
      'worker-src': "'none'",
      'trusted-types': 'lit-html',
      'frame-src': "'none'",
      'form-action': "'self'",
      'base-uri': "'none'",
      'frame-ancestors': "'none'",
      'require-trusted-types-for': "'script'",
    };
    const kinds: readonly (readonly [kind: string, id: string, widened: Readonly<Record<string, string>>])[] = [
      [
        'render',
        samples.render,
        {
          'img-src': "'self' data: blob:",
          'font-src': "'self' data:",
          'worker-src': "'self'",
          'trusted-types': 'lit-html guestpass-pdf',
        },
      ],
      ['render', 'stream', {}],
      ['render', 'pier-tones', {}],
      ['render', samples.image, {}],
      ['project', samples.project, {}],
      ['persona', samples.persona, { 'connect-src': "'self' https://*.anam.ai wss://*.anam.ai" }],
    ];
    for (const [kind, id, widened] of kinds) {
      const response = await server.fetch(`/share/${(await mint({}, { kind, id })).token}`, { headers: html });
      const policy = response.headers.get('content-security-policy') ?? '';
      const told = Object.fromEntries(policy.split('; ').map((part) => part.split(/ (.*)/).slice(0, 2)));
      assert.deepEqual(told, { ...base, ...widened }, id);
    }
  });

  it('shows a card that tells for an open link, and a neutral one for a protected or dead one', async () => {
    const open = await (await server.fetch(`/share/${(await mint()).token}`, { headers: html })).text();
    assert.match(open, /<meta property="og:title" content="[^"]*[Qq]uay/);
    const guarded = await (
      await server.fetch(`/share/${(await mint({ password: 'x' })).token}`, { headers: html })
    ).text();
    assert.match(guarded, /<meta property="og:title" content="Protected link">/);
    assert.doesNotMatch(guarded, /[Qq]uay/);
  });

  it('gives a recording that any site may play a player’s card, and no other link', async () => {
    const video = { kind: 'render', id: samples.video };
    const tags = async (policy: object, resource: object) => {
      const { token } = await mint(policy, resource);
      const page = await (await server.fetch(`/share/${token}`, { headers: html })).text();
      const found = [...page.matchAll(/<meta (?:name|property)="([^"]+)" content="([^"]*)">/g)];
      return { token, told: Object.fromEntries(found.map(([, name, content]) => [name, content])) };
    };
    const anywhere = { type: 'PLAYER_EMBED', allowAllOrigins: true };
    const { token, told } = await tags(anywhere, video);
    const player = `${server.url}/embed/${token}`;
    assert.deepEqual(
      ['twitter:card', 'twitter:player', 'twitter:player:width', 'twitter:player:height'].map((name) => told[name]),
      ['player', player, '800', '450'],
    );
    assert.deepEqual(
      ['og:type', 'og:video:url', 'og:video:secure_url', 'og:video:type', 'og:video:width', 'og:video:height'].map(
        (name) => told[name],
      ),
      ['video.other', player, player, 'text/html', '800', '450'],
    );
    assert.equal(told['og:image'], `${server.url}/share/${token}/card`);

    for (const policy of [
      { type: 'LINK' },
      { type: 'PLAYER_EMBED', allowedOrigins: ['https://www.example.com'] },
      { ...anywhere, password: 'x' },
      { ...anywhere, usageLimit: 5 },
      { ...anywhere, enabled: false },
    ]) {
      const other = (await tags(policy, video)).told;
      assert.match(other['twitter:card'] ?? '', /^summary/, JSON.stringify(policy));
      assert.deepEqual(
        Object.keys(other).filter((name) => /player|video/.test(name)),
        [],
        JSON.stringify(policy),
      );
    }
    assert.equal((await tags(anywhere, { kind: 'render', id: samples.image })).told['og:type'], 'website');
  });

  it('names the code of the view that an open link leads to, for the browser to fetch at once, and none of another', async () => {
    const partsOf = async (policy: object, resource?: object, language = 'en') => {
      const headers = { ...html, 'accept-language': language };
      const page = await (await server.fetch(`/share/${(await mint(policy, resource)).token}`, { headers })).text();
      return [...page.matchAll(/<link rel="modulepreload" href="[^"]*\/assets\/([^"]+)" fetchpriority="low">/g)].map(
        ([, path]) => path,
      );
    };
    assert.deepEqual(await partsOf({}), ['src/views/image/mount.ts', 'src/views/image/looking.ts']);
    assert.deepEqual(await partsOf({}, undefined, 'fr'), [
      'src/views/image/mount.ts',
      'src/views/image/looking.ts',
      'src/theme/strings/image.fr.ts',
    ]);
    assert.deepEqual(await partsOf({ usageLimit: 1 }), await partsOf({}));
    const project = { kind: 'project', id: samples.project };
    assert.deepEqual(await partsOf({}, project), ['src/views/graph/mount.ts', 'src/views/graph/explore.ts']);
    // A picture or a document is behind it: that would be told.
    assert.deepEqual(await partsOf({ password: 'x' }), []);
    assert.deepEqual(await partsOf({ enabled: false }), []);
  });

  it('answers in the language that the browser prefers', async () => {
    const { token } = await mint({ enabled: false });
    for (const [accept, lang, dir, word] of [
      ['de-AT,de;q=0.9,en;q=0.1', 'de', 'ltr', /pausiert/i],
      ['nl,fr;q=0.8', 'fr', 'ltr', /pause/i],
      ['ar', 'ar', 'rtl', /[\u0600-\u06ff]/],
      ['ja', 'ja', 'ltr', /[\u3040-\u30ff]/],
      ['xx', 'en', 'ltr', /is paused/],
      ['en;q=0.1, es;q=0.7', 'es', 'ltr', /pausa/i],
    ] as const) {
      const page = await (
        await server.fetch(`/share/${token}`, { headers: { ...html, 'accept-language': accept } })
      ).text();
      assert.ok(page.includes(`<html lang="${lang}" dir="${dir}"`), accept);
      assert.match(page, word);
    }
  });

  it('writes what people typed as text, whatever it is', async () => {
    const evil = `"><script>alert(1)</script><meta http-equiv="refresh" content="0;url=//evil.test">\u202Egnp.exe</title>`;
    await server.addFile('render/evil.png', 'png');
    await server.addFile('render/evil.json', JSON.stringify({ name: evil, owner: evil, description: evil }));
    const { token } = await mint({ message: evil }, { kind: 'render', id: 'evil' });
    const page = await (await server.fetch(`/share/${token}`, { headers: html })).text();
    assert.doesNotMatch(page, /<script>alert|<meta http-equiv/);
    assert.equal(page.match(/<\/title>/g)?.length, 1);
  });
});

describe('the frame', () => {
  const policyOf = async (token: string, headers: Record<string, string> = {}) => {
    const response = await server.fetch(`/embed/${token}`, {
      headers: { ...html, 'sec-fetch-dest': 'iframe', ...headers },
    });
    return {
      response,
      ancestors: /frame-ancestors ([^;]*)/.exec(response.headers.get('content-security-policy') ?? '')?.[1],
    };
  };

  it('may be framed by the listed sites, by none of a plain link, and by anybody with allow-all', async () => {
    const allowedOrigins = ['https://bücher.example', 'http://localhost:3000'];
    assert.equal(
      (await policyOf((await mint({ type: 'PLAYER_EMBED', allowedOrigins })).token)).ancestors,
      'https://xn--bcher-kva.example http://localhost:3000 https://localhost:3000',
    );
    assert.equal((await policyOf((await mint({ type: 'PLAYER_EMBED' })).token)).ancestors, "'none'");
    assert.equal((await policyOf((await mint({ allowedOrigins })).token)).ancestors, "'none'");
    const all = await policyOf((await mint({ type: 'ORB_EMBED', allowAllOrigins: true })).token);
    assert.equal(all.ancestors, undefined);
    assert.equal(all.response.headers.get('x-frame-options'), null);
    assert.equal(all.response.headers.get('cross-origin-resource-policy'), 'cross-origin');
  });

  it('names its own server beside ‘self’, which means nobody to WebKit in a frame that is sandboxed too tightly', async () => {
    const { response } = await policyOf((await mint({ type: 'PLAYER_EMBED' })).token);
    const policy = (response.headers.get('content-security-policy') ?? '').split('; ');
    const own = new URL(server.url).origin;
    for (const part of [`script-src 'self' ${own}`, `style-src 'self' ${own}`]) assert.ok(policy.includes(part), part);
  });

  it('may have the devices that the embedding page gives it; a page of ours has them for a persona alone', async () => {
    const persona = { kind: 'persona', id: samples.persona };
    const permissionsOf = async (surface: 'share' | 'embed', resource?: object) => {
      const { token } = await mint({ type: 'PLAYER_EMBED' }, resource);
      const answer = await server.fetch(`/${surface}/${token}`, { headers: html });
      return answer.headers.get('permissions-policy') ?? '';
    };
    const both = /^camera=\(self\), microphone=\(self\), .*autoplay=\(self\), fullscreen=\(self\)$/;
    assert.match(await permissionsOf('embed'), both);
    assert.match(await permissionsOf('embed', persona), both);
    assert.match(await permissionsOf('share', persona), both);
    assert.match(await permissionsOf('share'), /^camera=\(\), microphone=\(\),/);
  });

  it('is decided without the Referer', async () => {
    const { token } = await mint({ type: 'PLAYER_EMBED', allowedOrigins: ['https://good.example'] });
    const { ancestors, response } = await policyOf(token, { referer: 'https://evil.example/' });
    assert.deepEqual([response.status, ancestors], [200, 'https://good.example']);
  });

  it('leads to the page when it is opened as one, and is nothing for objects and scripts', async () => {
    const { token } = await mint({ type: 'PLAYER_EMBED' });
    const asPage = await server.fetch(`/embed/${token}`, { headers: { ...html, 'sec-fetch-dest': 'document' } });
    assert.deepEqual([asPage.status, asPage.headers.get('location')], [303, `${server.url}/share/${token}`]);
    for (const destination of ['object', 'embed', 'script', 'image', 'empty']) {
      assert.equal(
        (await server.fetch(`/embed/${token}`, { headers: { 'sec-fetch-dest': destination } })).status,
        403,
        destination,
      );
    }
  });

  it('is a readable box for a dead link under its own list, and for an unknown one under anybody', async () => {
    const dead = await mint({ type: 'PLAYER_EMBED', allowedOrigins: ['https://good.example'] });
    await server.call('DELETE', `/api/shares/${dead.id}`);
    const gone = await policyOf(dead.token);
    assert.deepEqual([gone.response.status, gone.ancestors], [410, 'https://good.example']);
    assert.match(await gone.response.text(), /was withdrawn/);
    const unknown = await policyOf('sh_0000000000000000000000');
    assert.deepEqual([unknown.response.status, unknown.ancestors], [404, undefined]);
  });
});

describe('a ticket', () => {
  it('is for pages of allowed origins alone, and a refusal writes nothing', async () => {
    const { id, token } = await mint({ type: 'PLAYER_EMBED', allowedOrigins: ['https://good.example'] });
    const ask = (origin: string | null) =>
      server.call('POST', `/api/embeds/${token}/ticket`, {
        auth: null,
        body: {},
        headers: origin === null ? {} : { origin },
      });
    const good = await ask('https://good.example');
    assert.equal(good.status, 200);
    assert.equal(good.headers.get('access-control-allow-origin'), 'https://good.example');
    for (const origin of ['https://evil.example', 'http://good.example', 'https://good.example:8443', 'null', null]) {
      const refused = await ask(origin);
      assert.equal(refused.status, 403, String(origin));
      assert.equal(refused.headers.get('access-control-allow-origin'), null);
    }
    assert.equal((await server.store.activity(id, 0)).total.human, 0);
    const openWith = (ticket: string | undefined, via = 'script') =>
      server.call('POST', `/api/guest/${token}/open`, {
        auth: null,
        body: {
          visit: `visit-${via}-${ticket?.slice(-12) ?? 'without'}-1`.replace(/[^\w-]/g, 'x'),
          via,
          ...(ticket ? { ticket } : {}),
        },
      });
    const ticket = textAt(good.body, 'ticket');
    assert.equal((await openWith(undefined)).status, 403);
    assert.equal((await openWith(`${ticket}x`)).status, 403);
    const other = await mint({ type: 'PLAYER_EMBED', allowedOrigins: ['https://good.example'] });
    const foreign = await server.call('POST', `/api/guest/${other.token}/open`, {
      auth: null,
      body: { visit: 'visit-with-foreign-ticket', via: 'script', ticket },
    });
    assert.equal(foreign.status, 403);
    assert.equal((await openWith(ticket)).status, 200);
    const [site] = (await server.store.activity(id, 0)).sites;
    assert.equal(site?.origin, 'https://good.example');
    server.clock.advance(61_000);
    assert.equal((await openWith(ticket, 'script')).status, 403);
  });

  it('answers a preflight of any page, and lets no other page call the owners’ routes', async () => {
    const { token } = await mint({ type: 'PLAYER_EMBED' });
    const preflight = await server.fetch(`/api/embeds/${token}/ticket`, {
      method: 'OPTIONS',
      headers: { origin: 'https://any.example', 'access-control-request-method': 'POST' },
    });
    assert.deepEqual(
      [preflight.status, preflight.headers.get('access-control-allow-origin')],
      [204, 'https://any.example'],
    );
    const owners = await server.fetch('/api/shares', {
      method: 'OPTIONS',
      headers: { origin: 'https://any.example', 'access-control-request-method': 'POST' },
    });
    assert.equal(owners.headers.get('access-control-allow-origin'), null);
    assert.equal(owners.headers.get('access-control-allow-credentials'), null);
  });

  it('cannot be had by a guest route of another site', async () => {
    const { id, token } = await mint();
    for (const headers of [
      { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
      { 'sec-fetch-site': 'same-site', origin: 'https://x.example.com' },
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site', origin: 'null' },
    ]) {
      assert.equal(
        (
          await server.call('POST', `/api/guest/${token}/open`, {
            auth: null,
            body: { visit: 'visit-from-another-site' },
            headers,
          })
        ).status,
        403,
      );
    }
    assert.equal((await server.store.activity(id, 0)).total.human, 0);
  });
});
