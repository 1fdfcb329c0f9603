import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { mayLoad, readPolicies } from '../../src/server/doctor/csp.js';
import type { FetchPageResult } from '../../src/server/doctor/fetched-page.js';
import { isPublicAddress } from '../../src/server/doctor/public-address.js';
import { pageFetcher } from '../../src/server/node/fetch-page.js';
import { at, samples, startServer, type TestServer, textAt } from './harness.js';

describe('an address', () => {
  it('is public, or is not fetched', () => {
    for (const address of ['93.184.216.34', '8.8.8.8', '2606:4700::1111', '2a00:1450:4001::1'])
      assert.equal(isPublicAddress(address), true, address);
    for (const address of [
      '127.0.0.1',
      '127.8.8.8',
      '0.0.0.0',
      '10.0.0.1',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '192.0.0.1',
      '192.0.2.1',
      '198.18.0.1',
      '198.51.100.7',
      '203.0.113.9',
      '224.0.0.1',
      '255.255.255.255',
      '::1',
      '::',
      '::ffff:127.0.0.1',
      '::ffff:8.8.8.8',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      'fe80::1',
      'fc00::1',
      'fd12::1',
      'ff02::1',
      '2001:db8::1',
      '2001::1',
      '1',
      'localhost',
      '1.2.3',
      '1.2.3.256',
      '::1::',
      '1:2:3:4:5:6:7:8:9',
    ]) {
      assert.equal(isPublicAddress(address), false, address);
    }
  });
});

describe('fetching a page', () => {
  let canary: Server;
  let contacted = 0;
  let port: number;
  before(async () => {
    canary = createServer((request, response) => {
      contacted += 1;
      if (request.url === '/loop') response.writeHead(302, { location: '/loop' });
      else if (request.url === '/inside') response.writeHead(302, { location: 'http://internal.test/' });
      else if (request.url === '/huge') response.write('x'.repeat(2_000_000));
      response.end('<p>here</p>');
    });
    await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
    const address = canary.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
  });
  after(() => new Promise((resolve) => canary.close(resolve)));
  const problem = (result: FetchPageResult) => (result.ok ? 'ok' : result.problem);
  const never = new AbortController().signal;

  it('contacts no internal address, however its name or number is written', async () => {
    const fetchPage = pageFetcher({
      resolve: async (host) =>
        host === 'mixed.test'
          ? ['93.184.216.34', '127.0.0.1']
          : host === 'mapped.test'
            ? ['::ffff:127.0.0.1']
            : ['127.0.0.1'],
    });
    for (const host of [
      '127.0.0.1',
      'localhost',
      '0x7f.1',
      '2130706433',
      '[::1]',
      '[::ffff:127.0.0.1]',
      'internal.test',
      'mixed.test',
      'mapped.test',
      '169.254.169.254',
    ]) {
      assert.equal(problem(await fetchPage(new URL(`http://${host}:${port}/`), never)), 'internal_address', host);
    }
    assert.equal(problem(await fetchPage(new URL('file:///etc/passwd'), never)), 'failed');
    assert.equal(contacted, 0);
  });

  it('goes to the address that was checked, though the name answers differently a moment later', async () => {
    let asked = 0;
    const fetchPage = pageFetcher({
      resolve: async () => [(asked += 1) === 1 ? '127.0.0.1' : '10.0.0.1'],
      allows: (address) => address === '127.0.0.1',
    });
    const result = await fetchPage(new URL(`http://rebinding.test:${port}/`), never);
    assert.ok(result.ok && result.page.html.includes('here'));
    assert.equal(asked, 1);
  });

  it('checks each redirect anew, follows a few, and reads the beginning of a long page', async () => {
    const fetchPage = pageFetcher({
      resolve: async (host) => [host === 'internal.test' ? '10.0.0.1' : '127.0.0.1'],
      allows: (address) => address === '127.0.0.1',
    });
    assert.equal(problem(await fetchPage(new URL(`http://site.test:${port}/inside`), never)), 'internal_address');
    assert.equal(problem(await fetchPage(new URL(`http://site.test:${port}/loop`), never)), 'too_many_redirects');
    const huge = await fetchPage(new URL(`http://site.test:${port}/huge`), never);
    assert.ok(huge.ok && huge.page.html.length === 512 * 1024);
    assert.equal(
      problem(await pageFetcher({ resolve: async () => [] })(new URL('http://nowhere.test/'), never)),
      'not_found',
    );
  });
});

describe('a page that takes its time', () => {
  let slow: Server;
  let port: number;
  before(async () => {
    slow = createServer((request, response) => {
      if (request.url === '/endless') response.write('<p>begun</p>');
    });
    await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
    const address = slow.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
  });
  after(() => {
    slow.closeAllConnections();
    return new Promise((resolve) => slow.close(resolve));
  });

  it('is read as far as it has come, and not waited for when nothing comes', async () => {
    const fetchPage = pageFetcher({ resolve: async () => ['127.0.0.1'], allows: () => true, patience: 300 });
    const never = new AbortController().signal;
    const endless = await fetchPage(new URL(`http://site.test:${port}/endless`), never);
    assert.ok(endless.ok && endless.page.html === '<p>begun</p>');
    assert.deepEqual(await fetchPage(new URL(`http://site.test:${port}/silent`), never), {
      ok: false,
      problem: 'timeout',
    });
  });
});

describe('a page’s policy', () => {
  const page = new URL('https://www.example.com/page');
  const target = new URL('https://share.example.com/embed/sh_x');
  const cases: readonly (readonly [
    policy: string,
    allowed: boolean | 'nonce',
    loading: 'frame' | 'script' | 'connect',
  ])[] = [
    ['', true, 'frame'],
    ["default-src 'self'", false, 'frame'],
    ["default-src 'self'; frame-src https://share.example.com", true, 'frame'],
    ["child-src 'none'", false, 'frame'],
    ["frame-src *; child-src 'none'", true, 'frame'],
    ['frame-src https:', true, 'frame'],
    ['frame-src http:', true, 'frame'],
    ['frame-src https://*.example.com', true, 'frame'],
    ['frame-src https://*.share.example.com', false, 'frame'],
    ['frame-src share.example.com', true, 'frame'],
    ['frame-src share.example.com:8443', false, 'frame'],
    ['frame-src https://share.example.com/embed/', true, 'frame'],
    ['frame-src https://share.example.com/share/', false, 'frame'],
    ["script-src 'self'", false, 'script'],
    ["script-src 'self' 'nonce-abc'", 'nonce', 'script'],
    ["script-src 'strict-dynamic' 'nonce-abc' https:", 'nonce', 'script'],
    ["script-src-elem https://share.example.com; script-src 'none'", true, 'script'],
    ["connect-src 'self'", false, 'connect'],
  ];
  for (const [policy, allowed, loading] of cases) {
    it(`${policy || 'that is not there'} ${allowed === true ? 'lets' : allowed ? 'lets with a nonce' : 'does not let'} a ${loading} through`, () => {
      const verdicts = readPolicies([policy]).map((one) => mayLoad(one, loading, target, page).allowed);
      assert.deepEqual(verdicts, policy === '' ? [] : [allowed]);
    });
  }
});

describe('the embed doctor', () => {
  let server: TestServer;
  let answer: { status?: number; headers?: Record<string, string>; html?: string; url?: string };
  let frame: Record<string, string>;
  before(async () => {
    server = await startServer({
      fetchPage: async (url) => ({
        ok: true,
        page: {
          url: answer.url ?? url.href,
          status: answer.status ?? 200,
          headers: new Headers(answer.headers),
          html: answer.html ?? '',
        },
      }),
      // What the server really answers, with what stands in front of it.
      fetchFrame: async (url) => {
        const { status, headers } = await server.fetch(url.pathname);
        for (const [name, value] of Object.entries(frame)) headers.set(name, value);
        return { ok: true, page: { url: url.href, status, headers, html: '' } };
      },
    });
  });
  after(() => server.close());

  const examine = async (
    policy: object,
    site = 'https://www.example.com/page',
    id: string = samples.video,
    kind = 'render',
  ) => {
    const minted = await server.call('POST', '/api/shares', {
      body: { resource: { kind, id }, type: 'PLAYER_EMBED', allowedOrigins: ['https://www.example.com'], ...policy },
    });
    const { status, body } = await server.call(
      'GET',
      `/api/shares/${textAt(minted.body, 'id')}/doctor?site=${encodeURIComponent(site)}`,
    );
    assert.equal(status, 200, JSON.stringify(body));
    const findings = at(body, 'findings');
    assert.ok(Array.isArray(findings));
    return {
      shows: at(body, 'shows'),
      blocked: findings.filter((finding) => at(finding, 'ok') === false).map((finding) => textAt(finding, 'layer')),
      text: JSON.stringify(findings),
    };
  };

  it('says that a share shows, or names the layer that blocks it and the line to add', async () => {
    const cases: readonly (readonly [
      string,
      object,
      typeof answer,
      Record<string, string>,
      readonly string[],
      RegExp,
    ])[] = [
      ['all is well', {}, {}, {}, [], /is on the link's list/],
      ['a plain link', { type: 'LINK' }, {}, {}, ['type'], /PLAYER_EMBED/],
      ['a paused link', { enabled: false }, {}, {}, ['state'], /Resume it/],
      [
        'a site that is not listed',
        { allowedOrigins: ['https://other.example'] },
        {},
        {},
        ['list'],
        /Add https:\/\/www\.example\.com/,
      ],
      [
        'a strict CSP',
        {},
        { headers: { 'content-security-policy': "default-src 'self'" } },
        {},
        ['csp-frame', 'csp-script'],
        /frame-src https:\/\/share\.example\.com/,
      ],
      [
        'a CSP that forbids asking for the ticket alone: then it shows without proof',
        {},
        { headers: { 'content-security-policy': "connect-src 'self'" } },
        {},
        [],
        /without proof[^}]*connect-src https:\/\/share\.example\.com/,
      ],
      [
        'what is commented out in the markup',
        {},
        {
          html: `<!-- <meta http-equiv="Content-Security-Policy" content="frame-src 'none'"> <iframe src="https://share.example.com/embed/x" sandbox> -->`,
        },
        {},
        [],
        /lets it frame/,
      ],
      [
        'markup with a > in it, and an address without a scheme',
        {},
        { html: `<iframe title="a > b" src="//share.example.com/embed/x" sandbox="allow-scripts"></iframe>` },
        {},
        ['sandbox'],
        /allow-same-origin/,
      ],
      [
        'isolation, with a frame that is made for it',
        {},
        {
          headers: { 'cross-origin-embedder-policy': 'credentialless' },
          html: '<iframe credentialless src="https://share.example.com/embed/x">',
        },
        {},
        [],
        /Chromium/,
      ],
      ['what is no web page', {}, { headers: { 'content-type': 'application/pdf' } }, {}, [], /application\/pdf/],
      [
        'a site that leads to one that is listed',
        { allowedOrigins: ['https://en.example.com'] },
        { url: 'https://en.example.com/' },
        {},
        [],
        /en\.example\.com is on the link's list/,
      ],
      [
        'a CSP in the markup',
        {},
        { html: `<meta http-equiv="Content-Security-Policy" content="frame-src 'none'">` },
        {},
        ['csp-frame'],
        /frame-src/,
      ],
      [
        'isolation',
        {},
        { headers: { 'cross-origin-embedder-policy': 'require-corp' } },
        {},
        ['coep'],
        /credentialless/,
      ],
      [
        'a tight sandbox',
        {},
        { html: '<iframe src="https://share.example.com/embed/x" sandbox="allow-scripts">' },
        {},
        ['sandbox'],
        /allow-same-origin/,
      ],
      [
        'a page that is sandboxed',
        {},
        { headers: { 'content-security-policy': 'sandbox allow-scripts' } },
        {},
        ['sandbox'],
        /allow-same-origin/,
      ],
      [
        'a redirect to another site',
        {},
        { url: 'https://elsewhere.example/' },
        {},
        ['list'],
        /Add https:\/\/elsewhere\.example/,
      ],
      [
        'a proxy that adds a policy',
        {},
        {},
        { 'content-security-policy': "frame-ancestors https://www.example.com, frame-ancestors 'self'" },
        ['proxy'],
        /second Content-Security-Policy/,
      ],
      [
        'a proxy that puts its own policy in the place of ours',
        {},
        {},
        { 'content-security-policy': "default-src 'self'; frame-ancestors 'self'" },
        ['proxy'],
        /frame-ancestors 'self'/,
      ],
      [
        'a proxy that takes our policy away: then every site shows it',
        {},
        {},
        { 'content-security-policy': '' },
        [],
        /every site/,
      ],
      [
        'a proxy that forbids framing while our policy allows it, which browsers do not obey',
        {},
        {},
        { 'x-frame-options': 'SAMEORIGIN' },
        [],
        /X-Frame-Options: SAMEORIGIN/,
      ],
      [
        'the same where every site is allowed, so that no policy of ours stands against it',
        { allowAllOrigins: true, allowedOrigins: [] },
        {},
        { 'content-security-policy': "default-src 'none'", 'x-frame-options': 'SAMEORIGIN' },
        ['proxy'],
        /X-Frame-Options: SAMEORIGIN/,
      ],
    ];
    for (const [which, policy, site, headers, blocked, words] of cases) {
      answer = site;
      frame = headers;
      const result = await examine(policy);
      assert.deepEqual(result.blocked, blocked, which);
      assert.equal(result.shows, blocked.length === 0, which);
      assert.match(result.text, words, which);
    }
  });

  it('says of a link that is over how it ended, and what brings it back', async () => {
    const site = 'https://www.example.com';
    const own = await startServer({
      fetchPage: async (url) => ({ ok: true, page: { url: url.href, status: 200, headers: new Headers(), html: '' } }),
    });
    const minted = async (policy: object) => {
      const resource = { kind: 'render', id: samples.video };
      const body = { resource, type: 'PLAYER_EMBED', allowedOrigins: [site], ...policy };
      const answered = await own.call('POST', '/api/shares', { body });
      return { id: textAt(answered.body, 'id'), token: textAt(answered.body, 'token') };
    };
    const [usedUp, expired, revoked] = await Promise.all([
      minted({ usageLimit: 1 }),
      minted({ expiresAt: new Date(own.clock.now() + 60_000).toISOString() }),
      minted({}),
    ]);
    await own.call('POST', `/api/guest/${usedUp.token}/open`, {
      auth: null,
      body: { visit: 'the-only-visit-there-is' },
    });
    await own.call('DELETE', `/api/shares/${revoked.id}`);
    own.clock.advance(60_000);
    for (const [{ id }, words] of [
      [usedUp, /The link is used up.*Raise its limit of uses/],
      [expired, /The link is expired.*Extend it/],
      [revoked, /The link is revoked.*mint another one/],
    ] as const) {
      const { body } = await own.call('GET', `/api/shares/${id}/doctor?site=${encodeURIComponent(site)}`);
      assert.equal(at(body, 'shows'), false);
      assert.match(JSON.stringify(at(body, 'findings')), words);
    }
    await own.close();
  });

  it('knows what a persona needs of the page', async () => {
    frame = {};
    answer = { headers: { 'permissions-policy': 'camera=(), microphone=()' } };
    assert.deepEqual((await examine({}, undefined, samples.persona, 'persona')).blocked, ['permissions']);
    answer = {
      headers: { 'permissions-policy': 'microphone=(self "https://share.example.com")' },
      html: '<iframe src="https://share.example.com/embed/x" allow="camera">',
    };
    const { blocked, text } = await examine({}, undefined, samples.persona, 'persona');
    assert.deepEqual(blocked, ['permissions']);
    assert.match(text, /allow=\\"microphone; autoplay\\"/);
  });

  it('is not held up by a page that is made for it', { timeout: 20_000 }, async () => {
    frame = {};
    for (const half of ['<meta ', '<meta a="', '<!--', '<iframe src=" ', `<meta a='"`]) {
      answer = { html: half.repeat(Math.floor((512 * 1024) / half.length)) };
      assert.equal((await examine({})).shows, true, half);
    }
  });

  it('says that an https page shows no http frame, but for one of the reader’s own machine', async () => {
    for (const [url, blocked] of [
      ['http://share.example.com', ['scheme']],
      ['http://share.localhost:4700', []],
    ] as const) {
      const plain = await startServer({ url });
      const { body } = await plain.call('POST', '/api/shares', {
        body: { resource: { kind: 'render', id: samples.video }, type: 'PLAYER_EMBED', allowAllOrigins: true },
      });
      const report = await plain.call('GET', `/api/shares/${textAt(body, 'id')}/doctor?site=https://www.example.com`);
      const findings = at(report.body, 'findings');
      assert.ok(Array.isArray(findings));
      assert.deepEqual(
        findings.filter((finding) => at(finding, 'ok') === false).map((finding) => textAt(finding, 'layer')),
        blocked,
      );
      await plain.close();
    }
  });

  it('does not advise to list what no list takes', async () => {
    frame = {};
    answer = {};
    for (const [site, words] of [
      ['http://203.0.113.9:8080/', /Browsers do not match IP addresses reliably/],
      ['http://www.example.com/', /https/],
    ] as const) {
      const { blocked, text } = await examine({}, site);
      assert.deepEqual(blocked, ['list']);
      assert.doesNotMatch(text, /Add http/);
      assert.match(text, words);
    }
  });

  it('says so when it is given no page', async () => {
    assert.deepEqual((await examine({}, 'ftp://example.com')).blocked, ['site']);
  });
});

describe('oEmbed', () => {
  let server: TestServer;
  before(async () => {
    server = await startServer();
  });
  after(() => server.close());
  const mint = async (policy: object = {}, id: string = samples.video) => {
    const { body } = await server.call('POST', '/api/shares', {
      body: { resource: { kind: 'render', id }, type: 'PLAYER_EMBED', ...policy },
    });
    return { id: textAt(body, 'id'), token: textAt(body, 'token') };
  };
  const ask = (address: string, more = '') => server.fetch(`/oembed?url=${encodeURIComponent(address)}${more}`);

  it('describes a live link in JSON and XML, within the size that is asked for', async () => {
    const { token } = await mint({ expiresIn: 600 });
    const response = await ask(`${server.url}/share/${token}`);
    const body: unknown = await response.json();
    assert.deepEqual(
      [at(body, 'type'), at(body, 'version'), at(body, 'width'), at(body, 'height')],
      ['video', '1.0', 800, 450],
    );
    assert.ok(Number(at(body, 'cache_age')) <= 600);
    assert.match(textAt(body, 'html'), /^<iframe src="https:\/\/share\.example\.com\/embed\/sh_\w+" title="[^"]+" /);
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    const small: unknown = await (await ask(`${server.url}/embed/${token}`, '&maxwidth=400&maxheight=1000')).json();
    assert.deepEqual([at(small, 'width'), at(small, 'height')], [400, 225]);
    const xml = await ask(`${server.url}/share/${token}`, '&format=xml');
    assert.equal(xml.headers.get('content-type'), 'text/xml; charset=utf-8');
    assert.match(
      await xml.text(),
      /^<\?xml version="1\.0"[^>]*\?>\n<oembed><version>1\.0<\/version>.*<html>&#60;iframe/s,
    );
    const plain: unknown = await (await ask(`${server.url}/share/${(await mint({ type: 'LINK' })).token}`)).json();
    assert.deepEqual([at(plain, 'type'), at(plain, 'html')], ['link', undefined]);
  });

  it('lets the frame use what its view needs: for a persona the microphone, and never the camera', async () => {
    const htmlOf = async (kind: string, id: string) => {
      const { body } = await server.call('POST', '/api/shares', {
        body: { resource: { kind, id }, type: 'PLAYER_EMBED' },
      });
      return textAt(await (await ask(`${server.url}/share/${textAt(body, 'token')}`)).json(), 'html');
    };
    assert.match(await htmlOf('persona', samples.persona), / allow="microphone; autoplay" /);
    assert.match(await htmlOf('render', samples.video), / allow="autoplay; fullscreen; picture-in-picture" /);
    assert.match(await htmlOf('project', samples.project), / allow="fullscreen" /);
  });

  it('answers 404, 401 and 501 as the specification says, and tells nothing of protected links', async () => {
    const live = await mint();
    const guarded = await mint({ password: 'x' });
    const paused = await mint({ enabled: false });
    const dead = await mint();
    await server.call('DELETE', `/api/shares/${dead.id}`);
    const share = (token: string) => `${server.url}/share/${token}`;
    for (const [address, more, status] of [
      [share(live.token), '&format=yaml', 501],
      [share(guarded.token), '', 401],
      [share(paused.token), '', 401],
      [share(dead.token), '', 404],
      [share('sh_0000000000000000000000'), '', 404],
      ['https://other.example/share/x', '', 404],
      [`https://share.example.com@evil.example/share/${live.token}`, '', 404],
      [`https://share.example.com.evil.example/share/${live.token}`, '', 404],
      [`http://share.example.com/share/${live.token}`, '', 404],
      [`${server.url}/api/shares/${live.token}`, '', 404],
      ['', '', 404],
      ['javascript:alert(1)', '', 404],
    ] as const) {
      const response = await ask(address, more);
      assert.equal(response.status, status, address);
      assert.doesNotMatch(await response.text(), /[Ee]vening/);
    }
  });

  it('gives an open link a picture for its card, and a protected or limited one none', async () => {
    const card = async (policy: object, id: string) =>
      (await server.fetch(`/share/${(await mint(policy, id)).token}/card`)).headers.get('content-type');
    assert.equal(await card({}, samples.video), 'image/jpeg');
    assert.equal(await card({}, samples.image), 'image/png');
    for (const policy of [{ password: 'x' }, { usageLimit: 5 }, { enabled: false }])
      assert.match((await card(policy, samples.image)) ?? '', /json/);
    assert.match((await card({}, samples.render)) ?? '', /json/);
  });
});
