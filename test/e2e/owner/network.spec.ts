import { expect } from '@playwright/test';
import { copied } from '../clipboard.js';
import { hostPage, mint, openTab, sharesOf, test, thing, focusName } from './stage.js';

test.describe.configure({ timeout: 60_000 });

test('a link that could not be made is told beside the button, and made with the next click, once', async ({
  page,
  browserName,
  studio,
}) => {
  test.skip(browserName === 'firefox', 'The driver of Firefox fetches nothing for a route.');
  const id = await thing(studio);
  await page.goto(hostPage(studio, id));
  const dialog = await openTab(page, 'Link');
  await dialog.getByRole('textbox', { name: /^How often/ }).fill('4');
  const api = `${studio.server}/api/**`;
  // The answer is lost after the server has made the link, and then everything is.
  let lost = 0;
  await page.route(api, async (route) => {
    if (route.request().method() === 'POST' && lost++ === 0) {
      // Node knows no names below localhost.
      await route.fetch({ url: route.request().url().replace('share.localhost', '127.0.0.1') });
    }
    await route.abort('connectionfailed');
  });
  await dialog.getByRole('button', { name: 'Create and copy link' }).click();
  await expect(dialog.getByRole('alert').filter({ hasText: 'The server cannot be reached.' })).toBeVisible();
  await expect(dialog.getByRole('textbox', { name: /^How often/ })).toHaveValue('4');
  await page.unroute(api);
  await dialog.getByRole('button', { name: 'Create and copy link' }).click();
  await expect(dialog.getByText('Your link is ready')).toBeVisible();
  await expect(dialog.getByRole('alert').filter({ hasText: 'cannot be reached' })).toHaveCount(0);
  expect(await sharesOf(studio, id)).toMatchObject([{ usageLimit: 4 }]);
});

test('while the network is slow the dialog shows what comes, and loses nothing that is typed meanwhile', async ({
  page,
  studio,
}) => {
  const id = await thing(studio);
  await mint(studio, id, { label: 'Board' });
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const list = new RegExp(`^${studio.server}/api/shares\\?`);
  await page.route(list, async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(hostPage(studio, id));
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'More options…' }).click();
  const dialog = page.locator('dialog');
  await expect(dialog.getByRole('tabpanel')).toHaveAttribute('aria-busy', 'true');
  release();
  await expect(dialog.getByRole('tabpanel')).toHaveAttribute('aria-busy', 'false');
  await page.unroute(list);

  // A change elsewhere draws the form anew, around what somebody is typing.
  await dialog.getByRole('tab', { name: /^Links/ }).click();
  await dialog.getByRole('button', { name: 'Details: Board' }).click();
  await dialog.getByRole('button', { name: 'Edit' }).click();
  await dialog.getByRole('textbox', { name: /^How often/ }).fill('7');
  await mint(studio, id, { label: 'Meanwhile' });
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(dialog.getByText('Meanwhile')).toBeVisible();
  await expect(dialog.getByRole('textbox', { name: /^How often/ })).toHaveValue('7');
  await page.context().setOffline(true);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('alert').filter({ hasText: 'The server cannot be reached.' })).toBeVisible();
  await page.context().setOffline(false);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('Anyone with the link can open this, 7 times, with no end date.')).toBeVisible();
});

test('a grant that has ended is renewed once, however many requests wait for it', async ({ page, studio }) => {
  const id = await thing(studio);
  for (const label of ['One', 'Two', 'Three', 'Four']) await mint(studio, id, { label });
  const grants: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/api/grant')) grants.push(request.url());
  });
  await page.goto(hostPage(studio, id));
  const dialog = await openTab(page, 'Links');
  expect(grants).toHaveLength(1);

  // What the first grant asks is refused, as it is when its time is up.
  const seen: string[] = [];
  let ended: string | undefined;
  await page.route(`${studio.server}/api/shares/**`, async (route) => {
    const grant = route.request().headers()['authorization'];
    if (route.request().method() === 'OPTIONS') return route.continue();
    ended ??= grant;
    seen.push(grant ?? '');
    if (grant !== ended) return route.continue();
    return route.fulfill({
      status: 401,
      headers: { 'access-control-allow-origin': studio.studio },
      contentType: 'application/problem+json',
      body: JSON.stringify({ status: 401, code: 'unauthorized' }),
    });
  });
  await dialog.getByRole('checkbox', { name: 'Select all shown' }).check();
  await dialog.getByRole('button', { name: 'Revoke selected' }).click();
  await expect(dialog.getByText('4 links closed to everyone.').first()).toBeVisible();
  expect(grants).toHaveLength(2);
  expect(seen.filter((grant) => grant === ended)).toHaveLength(4);
  expect(new Set(seen).size).toBe(2);
});

test('an owner who is signed out meanwhile is told so, and the list stays', async ({ page, studio }) => {
  const id = await thing(studio);
  await mint(studio, id, { label: 'Board' });
  await page.goto(hostPage(studio, id));
  const dialog = await openTab(page, 'Links');
  await page.route('**/api/grant', (route) => route.fulfill({ status: 401, body: '{}' }));
  await page.route(`${studio.server}/api/shares/**`, (route) =>
    route.fulfill({
      status: 401,
      headers: { 'access-control-allow-origin': studio.studio },
      contentType: 'application/problem+json',
      body: JSON.stringify({ status: 401, code: 'unauthorized' }),
    }),
  );
  await dialog.getByRole('button', { name: 'Details: Board' }).click();
  await dialog.getByRole('button', { name: 'Pause' }).click();
  await expect(dialog.getByRole('alert').filter({ hasText: 'You are not signed in any more' })).toBeVisible();
  await expect(dialog.getByText('Active', { exact: true })).toBeVisible();
});

test('a browser that lets nobody copy gets the address selected, and words that say so', async ({ page, studio }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
    document.execCommand = () => false;
  });
  await page.goto(hostPage(studio, await thing(studio)));
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText('Your browser did not let us copy.')).toBeVisible();
  const selected = () =>
    page.evaluate(() => {
      const field = document.querySelector('share-button')?.shadowRoot?.activeElement;
      if (!(field instanceof HTMLInputElement)) return null;
      return field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0);
    });
  expect(await selected()).toBe(await page.getByLabel('Address of the link').inputValue());
  await expect(page.getByRole('button', { name: 'Copied' })).toHaveCount(0);
});

test('a page without the modern clipboard copies all the same', async ({ page, studio }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
  });
  await page.goto(hostPage(studio, await thing(studio)));
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await focusName(page)).toBe('Copied');
  expect(await copied(page)).toBe(await page.getByLabel('Address of the link').inputValue());
});
