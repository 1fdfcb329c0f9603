import { expect, type Page, type Route } from '@playwright/test';
import { isOpen, says } from './look.js';
import { test } from './stage.js';

// What a guest waits for, and what comes only when it is needed: the card that stands in the place of a view.

test.describe.configure({ timeout: 60_000 });

/** The code and the texts of cards; with what tells of trouble. */
const cards = /\/(card-(face|style)|guest)[-.][^/]*\.js$/;
const late = /\/(card-(face|style)|guest|problem|errors)[-.][^/]*\.js$/;
const texts = /\/guest-[^/]+\.js$/;

/** Paths of the scripts and styles that the page's HTML names, and of those that it has asked for. */
async function parts(page: Page): Promise<{ readonly named: readonly string[]; readonly asked: readonly string[] }> {
  return page.evaluate(() => {
    const isPart = (path: string) => /\/assets\/.+\.(js|css)$/.test(path);
    const path = (address: string) => new URL(address, location.href).pathname;
    const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"], link[rel="modulepreload"]')];
    const scripts = [...document.scripts].filter(({ src }) => src !== '');
    return {
      named: [...links.map(({ href }) => path(href)), ...scripts.map(({ src }) => path(src))].toSorted(),
      asked: performance
        .getEntriesByType('resource')
        .map(({ name }) => path(name))
        .filter(isPart)
        .toSorted(),
    };
  });
}

test('a view is opened without the card, which comes as soon as the view stands', async ({ page, stage }) => {
  let isReleased = false;
  let early = 0;
  page.on('request', (request) => {
    if (late.test(request.url()) && !isReleased) early += 1;
  });
  const link = await stage.share();
  const said = page.waitForResponse(texts);
  const held = new Promise<Route>((hold) => void page.route('**/open', hold));
  await page.goto(link.url);
  const opening = await held;
  isReleased = true;
  await opening.continue();
  await isOpen(page);
  await said;
  expect(early).toBe(0);
});

test('a page that asks for a password has all it needs at once, and names it all', async ({ page, stage }) => {
  const link = await stage.share({ password: 'quay' });
  await page.goto(link.url);
  const field = page.getByLabel('Password', { exact: true });
  await field.fill('key');
  await field.press('Enter');
  await expect(page.getByRole('alert')).toContainText('not right');
  const { named, asked } = await parts(page);
  expect(asked).toEqual(named);
  expect(asked.filter((path) => cards.test(path))).toHaveLength(2);
});

test('a card that the server wrote looks the same without a script', async ({ browser, browserName, page, stage }) => {
  test.skip(browserName !== 'chromium', 'Firefox takes no ban on scripts from its driver.');
  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  const link = await stage.share({ enabled: false });
  const looks = (one: Page) =>
    one.locator('#state').evaluate((card) => {
      const { backgroundColor, borderRadius, width, height } = getComputedStyle(card);
      return [backgroundColor, borderRadius, width, height];
    });
  await plain.goto(link.url);
  await page.goto(link.url);
  await says(page, 'This link is paused');
  expect(await looks(plain)).toEqual(await looks(page));
  await context.close();
});

test('a page whose connection is lost after it opened says so', async ({ page, context, stage }) => {
  const link = await stage.share();
  const said = page.waitForResponse(texts);
  await page.goto(link.url);
  await isOpen(page);
  await (await said).finished();
  await context.setOffline(true);
  await page.evaluate(() => {
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  });
  await says(page, 'You are offline');
  await context.setOffline(false);
  await isOpen(page);
});

test('a page whose connection is lost while it opens says so, and opens when it is back', async ({
  page,
  context,
  stage,
}) => {
  const link = await stage.share();
  const held = new Promise<Route>((hold) => void page.route('**/open', hold, { times: 1 }));
  await page.goto(link.url);
  const opening = await held;
  await context.setOffline(true);
  await opening.abort('internetdisconnected');
  await says(page, 'This could not be opened');
  await expect(page.getByRole('region')).toContainText('This page tries again by itself.');
  await context.setOffline(false);
  await isOpen(page);
  expect(await link.usageCount()).toBe(1);
});

test('a page that cannot fetch what says more says what it can, and more when it can', async ({
  page,
  context,
  stage,
}) => {
  await context.route('**/open', (route) => route.fulfill({ status: 500, json: { code: 'internal_error' } }));
  await context.route(cards, (route) => route.abort());
  const link = await stage.share();
  await page.goto(link.url);
  await says(page, 'This could not be opened');
  const card = page.getByRole('region', { name: 'This could not be opened' });
  await expect(card).toContainText('This page tries again by itself.');
  await expect(page.locator('#live')).toContainText('This could not be opened');
  await context.unroute(cards);
  await expect(card).toContainText('Something went wrong on the server', { timeout: 20_000 });
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  await context.unroute('**/open');
  await page.getByRole('button', { name: 'Try again' }).click();
  await isOpen(page);
});

test('what ends while nothing more can be fetched goes dark all the same, and says why in the end', async ({
  page,
  context,
  stage,
}) => {
  await context.route(cards, (route) => route.abort());
  const link = await stage.share();
  await page.goto(link.url);
  await isOpen(page);
  await link.revoke();
  await says(page, 'This could not be opened');
  await expect(page.locator('#view > *')).toHaveCount(0);
  // The server writes the card itself when the page is loaded anew.
  await says(page, 'This link was withdrawn');
});

test('a view that a browser remembers as lost comes with the page loaded anew, and is one visit', async ({
  page,
  context,
  stage,
}) => {
  const link = await stage.share({ usageLimit: 1 });
  await context.route('**/assets/mount-*', (route) => route.abort());
  await page.goto(link.url);
  // From then on it can be fetched.
  page.once('framenavigated', () => void context.unroute('**/assets/mount-*'));
  await page.getByRole('button', { name: 'Open' }).click();
  await isOpen(page);
  await expect(page.locator('#view img')).toBeVisible();
  expect(
    await page.evaluate(() => performance.getEntriesByType('navigation').map((entry) => Reflect.get(entry, 'type'))),
  ).toEqual(['reload']);
  expect(await link.usageCount()).toBe(1);
});
