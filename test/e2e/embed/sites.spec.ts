import { expect, type Page } from '@playwright/test';
import { html, errorsOf, test } from './stage.js';

const blocked = /^(chrome-error:|about:neterror\?e=cspBlocked)/;
const bare = (token: string, more = '') =>
  html(`<iframe src="{{server}}/embed/${token}" title="Shared" width="640" height="360" ${more}></iframe>`);
const shown = (page: Page) => page.frameLocator('iframe[title="Shared"]').locator('video');
/** Where the browser ended up with the one frame of the page. */
const frameAddress = (page: Page, index = 1) => page.frames()[index]?.url() ?? '';

test('a site that is not on the list is kept out by the browser, and nothing is counted', async ({ page, stage }) => {
  const { id, token } = await stage.share({ sites: ['a'] });
  stage.page('/bare', bare(token));
  await page.goto(stage.site('b', '/bare'));
  await expect.poll(() => frameAddress(page)).toMatch(blocked);
  expect(await stage.usageCount(id)).toBe(0);

  await page.goto(stage.site('a', '/bare'));
  await expect(shown(page)).toBeVisible();
  await expect.poll(() => stage.usageCount(id)).toBe(1);
});

test('a refused site gets a box for its readers, and in the console who is refused and where to add it', async ({
  page,
  stage,
}) => {
  const { id, token } = await stage.share({ sites: ['a'] });
  stage.page(
    '/refused',
    html(`<script async src="{{server}}/embed.js" data-token="${token}" data-title="Shared"></script>`),
  );
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  const errors = errorsOf(page);
  await page.goto(stage.site('b', '/refused'));
  await page.getByRole('button').click();
  await expect(page.getByText('Not allowed on this site')).toBeVisible();
  await expect(page.locator('iframe')).toHaveCount(0);
  const sentence = said.find((text) => text.startsWith('Guestpass:'));
  expect(sentence).toContain(`${stage.site('b')} is not on the list of sites of this link`);
  expect(sentence).toContain('Where it may appear');
  expect(errors).toEqual([]);
  expect(await stage.usageCount(id)).toBe(0);
});

test('a refused page inside srcdoc is named by the origin that it has of the page around', async ({ page, stage }) => {
  const { token } = await stage.share({ sites: ['a'] });
  const inner = html(`<script async src="{{server}}/embed.js" data-token="${token}"></script>`).replaceAll(
    '"',
    '&quot;',
  );
  stage.page('/refused-srcdoc', html(`<iframe srcdoc="${inner}"></iframe>`));
  const warned = page.waitForEvent('console', (message) => message.text().startsWith('Guestpass:'));
  await page.goto(stage.site('b', '/refused-srcdoc'));
  await page.frameLocator('iframe').getByRole('button').click();
  expect((await warned).text()).toContain(`${stage.site('b')} is not on the list`);
});

test('a frame that claims to be the script’s gets nothing without a ticket', async ({ page, stage }) => {
  const { id, token } = await stage.share({ sites: ['a'] });
  stage.page('/claims', html(`<iframe src="{{server}}/embed/${token}?load=visible" title="Shared"></iframe>`));
  await page.clock.install();
  await page.goto(stage.site('a', '/claims'));
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('#state[data-state="loading"]')).toBeAttached();
  await page.clock.runFor(11_000);
  await expect(frame.getByRole('heading', { name: 'Not allowed on this site' })).toBeVisible();
  expect(await stage.usageCount(id)).toBe(0);
});

test('every ancestor counts: an allowed page inside a stranger’s is kept out, inside an allowed one it shows', async ({
  page,
  stage,
}) => {
  const { token } = await stage.share({ sites: ['a', 'c'] });
  stage.page('/inner', bare(token));
  stage.page('/outer', html(`<iframe src="${stage.site('a', '/inner')}" width="700" height="400"></iframe>`));
  await page.goto(stage.site('b', '/outer'));
  await expect.poll(() => frameAddress(page, 2)).toMatch(blocked);
  await page.goto(stage.site('c', '/outer'));
  await expect(page.frameLocator('iframe').frameLocator('iframe[title="Shared"]').locator('video')).toBeVisible();
});

test('a sandboxed or data: page has no origin, so it is kept out; srcdoc is the page that wrote it', async ({
  page,
  stage,
}) => {
  const { token } = await stage.share({ sites: ['a'] });
  stage.page('/inner', bare(token));
  stage.page('/sandboxed', html(`<iframe sandbox="allow-scripts" src="/inner"></iframe>`));
  await page.goto(stage.site('a', '/sandboxed'));
  await expect.poll(() => frameAddress(page, 2)).toMatch(blocked);

  const inner = `<iframe src='${stage.server}/embed/${token}' title='Shared' width='640' height='360'></iframe>`;
  stage.page('/data', html(`<iframe src="data:text/html,${encodeURIComponent(inner)}"></iframe>`));
  await page.goto(stage.site('a', '/data'));
  await expect.poll(() => frameAddress(page, 2)).toMatch(blocked);

  stage.page('/srcdoc', html(`<iframe srcdoc="${inner.replaceAll('"', '&quot;')}" width="700" height="400"></iframe>`));
  await page.goto(stage.site('a', '/srcdoc'));
  await expect(page.frameLocator('iframe').frameLocator('iframe[title="Shared"]').locator('video')).toBeVisible();
});

test('a page that came by way of a redirect is judged by where it is', async ({ page, stage }) => {
  const { token } = await stage.share({ sites: ['a'] });
  stage.page('/inner', bare(token));
  stage.route('/from', (request, response) => {
    const to = new URL(request.url ?? '', 'http://x').searchParams.get('to') ?? '';
    response.writeHead(302, { Location: stage.site(to, '/inner') }).end();
  });
  await page.goto(stage.site('a', '/from?to=b'));
  await expect.poll(() => frameAddress(page)).toMatch(blocked);
  await page.goto(stage.site('b', '/from?to=a'));
  await expect(shown(page)).toBeVisible();
});

test('a frame that is sandboxed too tightly says what its page must add', async ({ page, stage }) => {
  const { id, token } = await stage.share({ sites: ['a'] });
  stage.page('/tight', bare(token, 'sandbox="allow-scripts"'));
  await page.goto(stage.site('a', '/tight'));
  await expect(page.frameLocator('iframe').locator('#state-text')).toContainText('allow-same-origin');
  expect(await stage.usageCount(id)).toBe(0);

  stage.page('/enough', bare(token, 'sandbox="allow-scripts allow-same-origin"'));
  await page.goto(stage.site('a', '/enough'));
  await expect(shown(page)).toBeVisible();
});

test('a page without a referrer shows it all the same, by frame and by script', async ({ page, stage }) => {
  const [framed, scripted] = await Promise.all([stage.share(), stage.share()]);
  const headers = { 'Referrer-Policy': 'no-referrer' };
  stage.page('/silent', bare(framed.token, 'referrerpolicy="no-referrer"'), headers);
  await page.goto(stage.site('a', '/silent'));
  await expect(shown(page)).toBeVisible();
  stage.page(
    '/silent-script',
    html(`<script async src="{{server}}/embed.js" data-token="${scripted.token}" data-title="Shared"></script>`),
    headers,
  );
  await page.goto(stage.site('a', '/silent-script'));
  await page.getByRole('button').click();
  await expect(shown(page)).toBeVisible();
  await expect.poll(() => stage.usageCount(framed.id)).toBe(1);
  await expect.poll(() => stage.usageCount(scripted.id)).toBe(1);
  expect((await stage.activity(scripted.id)).sites.map(({ origin }) => origin)).toEqual([stage.site('a')]);
});

test('with every site allowed any page shows it, by frame and by script', async ({ page, stage }) => {
  const { token } = await stage.share({ sites: [], allowAllOrigins: true });
  stage.page('/all', bare(token));
  await page.goto(stage.site('anyone', '/all'));
  await expect(shown(page)).toBeVisible();
  stage.page(
    '/all-script',
    html(`<script async src="{{server}}/embed.js" data-token="${token}" data-title="Shared"></script>`),
  );
  await page.goto(stage.site('anyone', '/all-script'));
  await page.getByRole('button').click();
  await expect(shown(page)).toBeVisible();
});

test('a link that is over answers with a box that can be read', async ({ page, stage }) => {
  const { id, token } = await stage.share({ sites: ['a'] });
  stage.page('/over', bare(token));
  await stage.revoke(id);
  await page.goto(stage.site('a', '/over'));
  await expect(
    page
      .frameLocator('iframe')
      .getByRole('heading', { name: 'This link was taken back' })
      .or(page.frameLocator('iframe').locator('#state[data-state="revoked"]'))
      .first(),
  ).toBeVisible();
  stage.page('/unknown', bare('gp_0000000000000000000000'));
  await page.goto(stage.site('b', '/unknown'));
  await expect(page.frameLocator('iframe').locator('#state[data-state="not_found"]')).toBeVisible();
});

test('opened as a page, the frame’s address leads to the page of the link', async ({ page, stage }) => {
  const { id, token } = await stage.share();
  await page.goto(`${stage.server}/embed/${token}`);
  await expect(page).toHaveURL(`${stage.server}/share/${token}`);
  await expect(page.locator('video')).toBeVisible();
  await expect.poll(() => stage.usageCount(id)).toBe(1);
});

test('an address without a token answers with a box too', async ({ page, stage }) => {
  stage.page('/empty', bare(''));
  await page.goto(stage.site('b', '/empty'));
  await expect(page.frameLocator('iframe').locator('#state[data-state="not_found"]')).toBeVisible();
});

test('what oEmbed tells of a link shows on an allowed site as it stands, and its page says where to ask', async ({
  page,
  stage,
  request,
}) => {
  const { token } = await stage.share();
  const { port } = new URL(stage.server);
  const near = (address: string) => address.replace(stage.server, `http://127.0.0.1:${port}`);
  const share = await (
    await request.get(near(`${stage.server}/share/${token}`), { headers: { accept: 'text/html' } })
  ).text();
  const found = /type="application\/json\+oembed" href="([^"]+)"/.exec(share)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const answer = await (await request.get(near(`${found}&maxwidth=400`))).json();
  expect(answer).toMatchObject({ type: 'video', width: 400, height: 225 });
  stage.page('/oembed', html(answer.html));
  await page.goto(stage.site('a', '/oembed'));
  await expect(page.frameLocator('iframe').locator('video')).toBeVisible();
  expect(await page.locator('iframe').evaluate((frame) => [frame.clientWidth, frame.clientHeight])).toEqual([400, 225]);
});

/** Patterns as the owner writes them; PORT is the sites' port. What the browser does with the real header, case by case. */
const cases: readonly {
  readonly patterns: readonly string[];
  readonly lets: readonly string[];
  readonly keeps: readonly string[];
}[] = [
  { patterns: ['http://a.localhost:PORT'], lets: ['a'], keeps: ['b', 'x.a', 'aa'] },
  { patterns: ['http://a.localhost:PORT/'], lets: ['a'], keeps: ['b'] },
  { patterns: ['HTTP://A.LocalHost:PORT'], lets: ['a'], keeps: ['b'] },
  { patterns: ['http://*.a.localhost:PORT'], lets: ['x.a', 'y.x.a'], keeps: ['a', 'xa', 'b'] },
  { patterns: ['http://a.localhost'], lets: [], keeps: ['a'] },
  { patterns: ['https://a.localhost:PORT'], lets: [], keeps: ['a'] },
  { patterns: ['http://b.localhost:PORT', 'http://*.a.localhost:PORT'], lets: ['b', 'x.a'], keeps: ['a', 'c'] },
  { patterns: ['http://bücher.localhost:PORT'], lets: ['xn--bcher-kva'], keeps: ['a', 'b'] },
  { patterns: ['https://example.com'], lets: [], keeps: ['a'] },
  { patterns: [], lets: [], keeps: ['a'] },
];

for (const { patterns, lets, keeps } of cases) {
  test(`${patterns.join(' and ') || 'no pattern'} lets in ${lets.join(', ') || 'nobody'} and keeps out ${keeps.join(', ')}`, async ({
    page,
    stage,
  }) => {
    const { port } = new URL(stage.site('a'));
    const { id, token } = await stage.share({ sites: patterns.map((pattern) => pattern.replace('PORT', port)) });
    stage.page('/case', bare(token));
    for (const name of keeps) {
      await page.goto(stage.site(name, '/case'));
      await expect.poll(() => frameAddress(page), name).toMatch(blocked);
    }
    expect(await stage.usageCount(id)).toBe(0);
    for (const name of lets) {
      await page.goto(stage.site(name, '/case'));
      await expect(shown(page), name).toBeVisible();
    }
  });
}
