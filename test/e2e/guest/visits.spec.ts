import { expect, type Page } from '@playwright/test';
import { isOpen, says } from './look.js';
import { type Link, test } from './stage.js';

// One visit is one use, whatever the browser, the network or the guest does with the page.

test.describe.configure({ timeout: 60_000 });

const pressOpen = (page: Page) => page.getByRole('button', { name: 'Open' }).click();

/** What a guest does with a page that is open, and takes no further use. */
const habits: Readonly<Record<string, (page: Page, link: Link) => Promise<unknown>>> = {
  'reloads it': (page) => page.reload(),
  'leaves and comes back': async (page, { url }) => {
    await page.goto(new URL('/healthz', url).href);
    await page.goBack();
  },
  'follows the link again in the same tab': (page, { url }) => page.goto(`${url}#again`),
  'comes back to it out of the browser’s cache': (page) =>
    page.evaluate(() => {
      dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    }),
};

for (const [habit, act] of Object.entries(habits))
  test(`a guest who ${habit} takes no second use`, async ({ page, stage }) => {
    const link = await stage.share({ usageLimit: 2 });
    await page.goto(link.url);
    await isOpen(page);
    await act(page, link);
    await isOpen(page);
    await expect(page.locator('#view img')).toBeVisible();
    expect(await link.usageCount()).toBe(1);
    expect(await link.visits()).toEqual({ human: 1, automated: 0, owner: 0 });
  });

test('a video that is looked through in ranges takes one use', async ({ page, stage }) => {
  const link = await stage.share({ resource: 'render:evening-walk', usageLimit: 5 });
  const ranges: (string | undefined)[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/content/')) ranges.push(request.headers()['range']);
  });
  await page.goto(link.url);
  await isOpen(page);
  const video = page.locator('#view video');
  for (const part of [0.9, 0.1, 0.6]) {
    await video.evaluate(async (node: HTMLVideoElement, share) => {
      const sought = new Promise((done) => node.addEventListener('seeked', done, { once: true }));
      node.currentTime = node.duration * share;
      await sought;
    }, part);
  }
  expect(ranges.filter(Boolean).length).toBeGreaterThan(0);
  expect(await link.usageCount()).toBe(1);
});

test('another browser is another use', async ({ page, browser, stage }) => {
  const link = await stage.share();
  await page.goto(link.url);
  await isOpen(page);
  const other = await browser.newContext();
  const second = await other.newPage();
  await second.goto(link.url);
  await isOpen(second);
  expect(await link.usageCount()).toBe(2);
  await other.close();
});

test('a page that the browser prepares unseen takes its use when it is shown, and one', async ({ page, stage }) => {
  await page.addInitScript(() => {
    let prepares = true;
    Object.defineProperty(document, 'prerendering', { get: () => prepares });
    Reflect.set(globalThis, 'show', () => {
      prepares = false;
      document.dispatchEvent(new Event('prerenderingchange'));
    });
  });
  const link = await stage.share();
  await page.goto(link.url);
  await expect(page.getByRole('heading', { level: 2 })).toHaveText('Opening…');
  expect(await link.visits()).toEqual({ human: 0, automated: 0, owner: 0 });
  await page.evaluate(() => Reflect.get(globalThis, 'show')());
  await isOpen(page);
  expect(await link.usageCount()).toBe(1);
});

test('a link for one use opens at a click, and goes on after a reload', async ({ page, browser, stage }) => {
  const link = await stage.share({ usageLimit: 1 });
  await page.goto(link.url);
  await says(page, 'Ready when you are');
  expect(await link.usageCount()).toBe(0);
  await pressOpen(page);
  await isOpen(page);
  await page.reload();
  await isOpen(page);
  expect(await link.usageCount()).toBe(1);
  const other = await browser.newContext();
  const late = await other.newPage();
  await late.goto(link.url);
  await says(late, 'This link has been used up');
  await other.close();
});

test('a double click is one use', async ({ page, stage }) => {
  const link = await stage.share({ usageLimit: 1 });
  await page.goto(link.url);
  await page.getByRole('button', { name: 'Open' }).dblclick();
  await isOpen(page);
  expect(await link.visits()).toEqual({ human: 1, automated: 0, owner: 0 });
});

for (const [loss, again] of [
  ['tries again by itself', async () => undefined],
  ['is reloaded', (page: Page) => page.reload()],
] as const)
  test(`a page whose answer was lost on the way ${loss}, and the last use is still its own`, async ({
    page,
    context,
    browserName,
    stage,
  }) => {
    test.skip(browserName !== 'chromium', 'The driver of Firefox fetches nothing for a route.');
    const link = await stage.share({ usageLimit: 1 });
    await context.route(
      '**/open',
      async (route) => {
        // The server has counted; the page never hears of it.
        await route.fetch();
        await route.abort('connectionreset');
      },
      { times: 1 },
    );
    await page.goto(link.url);
    await pressOpen(page);
    await expect(page.getByRole('region')).toContainText('The server does not answer at the moment');
    expect(await link.usageCount()).toBe(1);
    await again(page);
    await isOpen(page);
    expect(await link.visits()).toEqual({ human: 1, automated: 0, owner: 0 });
  });

test('where the browser keeps nothing, the link opens all the same', async ({ page, stage }) => {
  await page.addInitScript(() => {
    for (const name of ['sessionStorage', 'localStorage'])
      Object.defineProperty(globalThis, name, {
        get() {
          throw new DOMException('Denied', 'SecurityError');
        },
      });
  });
  const link = await stage.share({ password: 'quay' });
  await page.goto(link.url);
  await page.getByLabel('Password', { exact: true }).fill('quay');
  await pressOpen(page);
  await isOpen(page);
  expect(await link.usageCount()).toBe(1);
});

test('people, programs and the owner are counted apart, and the owner takes no use', async ({ browser, stage }) => {
  const link = await stage.share({ usageLimit: 3 });
  const preview = await link.preview();
  for (const [url, userAgent] of [
    [link.url, undefined],
    [link.url, 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'],
    [preview, undefined],
  ] as const) {
    const context = await browser.newContext(userAgent === undefined ? {} : { userAgent });
    const page = await context.newPage();
    await page.goto(url);
    await isOpen(page);
    if (url === preview) {
      await expect(page.getByText('This visit does not count')).toBeVisible();
      expect(page.url()).toBe(link.url);
    }
    await context.close();
  }
  expect(await link.visits()).toEqual({ human: 1, automated: 1, owner: 1 });
  expect(await link.usageCount()).toBe(2);
});

test('a visit that ended by itself asks before it takes another use', async ({ page, own }) => {
  const link = await own.share({ usageLimit: 3 });
  await page.goto(link.url);
  await isOpen(page);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
  own.clock.advance(31 * 60_000);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await says(page, 'This visit has ended');
  expect(await link.usageCount()).toBe(1);
  await page.getByRole('button', { name: 'Try again' }).click();
  await isOpen(page);
  expect(await link.usageCount()).toBe(2);
});
