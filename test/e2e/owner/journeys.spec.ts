import { expect } from '@playwright/test';
import { copied } from '../clipboard.js';
import { focusName, hostPage, mint, openTab, sharesOf, complaintsOf, test, thing } from './stage.js';

test.describe.configure({ timeout: 60_000 });

/** What a guest's browser would get. Node knows no names below localhost, so it asks by number. */
const statusOf = (address: string) => async () => {
  const { port, pathname } = new URL(address);
  return (await fetch(`http://127.0.0.1:${port}${pathname}`, { headers: { accept: 'text/html' } })).status;
};

test('an owner has a link in two clicks, and a guest opens it', async ({ page, context, studio }) => {
  const complaints = complaintsOf(page);
  await page.goto(hostPage(studio, await thing(studio)));
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  const address = await copied(page);
  expect(address).toContain(`${studio.server}/share/`);
  const guest = await context.newPage();
  await guest.goto(address);
  await expect(guest.getByRole('img').first()).toBeVisible();
  expect(complaints).toEqual([]);
});

test('with the keyboard alone an owner makes and copies a link, revokes it, and is back at the button', async ({
  page,
  studio,
}) => {
  const id = await thing(studio);
  const press = (key: string) => page.keyboard.press(key);
  await page.goto(hostPage(studio, id));
  await expect(page.getByRole('button', { name: 'Share' })).toBeVisible();
  await press('Tab');
  await press('Enter');
  await expect.poll(() => focusName(page)).toBe('Copy link');
  await expect(page.getByText(/^Anyone with the link can open this/)).toBeVisible();
  await press('Enter');
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  const address = await copied(page);
  const status = statusOf(address);
  expect(await status()).toBe(200);

  // Up goes round to the last way of the menu, which is the dialog.
  await press('ArrowUp');
  await expect.poll(() => focusName(page)).toBe('More options…');
  await press('Enter');
  await expect(page.getByRole('tab', { name: 'Link', exact: true })).toBeVisible();
  await expect.poll(() => focusName(page)).toBe('Copy link');
  while ((await focusName(page)) !== 'Link') await press('Shift+Tab');
  await press('End');
  await expect(page.getByRole('searchbox')).toBeVisible();
  while (!(await focusName(page)).startsWith('Details')) await press('Tab');
  await press('Enter');
  while ((await focusName(page)) !== 'Revoke') await press('Tab');
  await press('Enter');
  await expect.poll(() => focusName(page)).toBe('Undo');
  await expect.poll(status).toBe(403);
  await press('Escape');
  await expect.poll(() => focusName(page)).toBe('Share');
  await expect.poll(status).toBe(410);
  expect(await sharesOf(studio, id)).toMatchObject([{ state: 'revoked' }]);
});

test('a revoked link is closed at once, comes back on “Undo”, and is gone for good when its tab is closed', async ({
  studio,
  context,
}) => {
  const id = await thing(studio);
  const { url } = await mint(studio, id, { label: 'Press' });
  const status = statusOf(url);
  const tab = await context.newPage();
  await tab.goto(hostPage(studio, id));
  const dialog = await openTab(tab, 'Links');
  await dialog.getByRole('button', { name: 'Details: Press' }).click();
  await dialog.getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(dialog.getByText('Closed to everyone.').first()).toBeVisible();
  await expect.poll(status).toBe(403);
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(status).toBe(200);
  await dialog.getByRole('button', { name: 'Details: Press' }).click();
  await dialog.getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(dialog.getByRole('button', { name: 'Undo' })).toBeVisible();
  await tab.goto('about:blank');
  await expect.poll(status).toBe(410);
});

test('a link that nobody takes back is revoked ten seconds later, though the focus stays on “Undo”', async ({
  page,
  studio,
}) => {
  const id = await thing(studio);
  const { url } = await mint(studio, id, { label: 'Press' });
  await page.clock.install();
  await page.goto(hostPage(studio, id));
  const dialog = await openTab(page, 'Links');
  await dialog.getByRole('button', { name: 'Details: Press' }).click();
  await dialog.getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect.poll(() => focusName(page)).toBe('Undo');
  await page.mouse.move(5, 5);
  await page.clock.runFor(13_000);
  await expect.poll(statusOf(url)).toBe(410);
  await expect.poll(() => focusName(page)).toBe('Details: Press');
});

test('what is done in one tab shows in another', async ({ page, context, studio }) => {
  const id = await thing(studio);
  await mint(studio, id, { label: 'Radio' });
  const address = hostPage(studio, id);
  const other = await context.newPage();
  await page.goto(address);
  const here = await openTab(page, 'Links');
  await other.goto(address);
  const there = await openTab(other, 'Links');
  await there.getByRole('button', { name: 'Details: Radio' }).click();
  await there.getByRole('button', { name: 'Pause' }).click();
  await expect(there.getByText('Paused. Nobody can open this until you resume it.')).toBeVisible();
  await page.bringToFront();
  await expect(here.getByText('Paused. Nobody can open this until you resume it.')).toBeVisible();
});

test('an embed for this very page shows itself in the dialog, and counts nothing', async ({ page, studio }) => {
  const id = await thing(studio, 'Harbour');
  await page.goto(hostPage(studio, id));
  const dialog = await openTab(page, 'Embed');
  await dialog.getByRole('textbox', { name: 'Where it may appear' }).fill(studio.studio);
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Create embed code' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Code', exact: true })).toHaveValue(
    /embed@[\d.]+\.js"\n {2}integrity="sha384-/,
  );
  await expect(page.frameLocator('iframe[title="Preview: Harbour"]').getByRole('img').first()).toBeVisible();
  expect(await sharesOf(studio, id)).toMatchObject([{ usageCount: 0 }]);
});
