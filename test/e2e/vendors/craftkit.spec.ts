import { expect } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { startCraftkitStub } from '../../stubs/craftkit.js';
import { canaryText } from '../../stubs/vendor-server.js';
import {
  createLink,
  embedOnNews,
  later,
  offeredOptions,
  open,
  openDialog,
  revokeAll,
  revokeForGood,
  test,
} from './stage.js';

test.describe.configure({ timeout: 120_000 });
test.use({ actionTimeout: 20_000 });
test.skip(({ browserName }) => browserName !== 'chromium', 'The journeys over vendors run in one engine.');

const key = 'ck_live_canary_5f1e0d';
const pdf = readFileSync(
  new URL('../../../demo/resources/render/0195938e-7c40-7d1b-a2f6-3e8c51b7d904.pdf', import.meta.url),
);

async function start(links: 'own' | 'upstream') {
  const vendor = await startCraftkitStub({ key });
  later(() => vendor.close());
  const render = vendor.addRender('succeeded', pdf);
  const stage = await open({ CRAFTKIT_API_KEY: key, CRAFTKIT_BASE_URL: vendor.url, CRAFTKIT_LINKS: links });
  return { vendor, render, stage, resource: `render:${render.id}` };
}

test('a CraftKit document is shared by our link, read, embedded on one site, and withdrawn', async ({
  owner,
  guest,
  heard,
}) => {
  const { vendor, render, stage, resource } = await start('own');
  const dialog = await openDialog(owner, stage, resource);
  expect(await offeredOptions(dialog)).toEqual(['Ends', 'How often', 'Password', 'Download']);
  const address = await createLink(dialog);
  expect(address).toMatch(new RegExp(`^${stage.server}/share/`));

  const page = await guest.newPage();
  await page.goto(address);
  await expect(page.locator('.sheet canvas').first()).toBeVisible();
  // What the guest did is told to the vendor, once.
  await expect.poll(() => vendor.events).toEqual([{ renderId: render.id, eventType: 'viewed' }]);

  await embedOnNews(dialog, stage);
  const reader = await guest.newPage();
  await reader.goto(stage.site('news', '/article'));
  await reader.getByRole('button', { name: 'Document' }).click();
  await expect(reader.frameLocator('iframe').locator('.sheet canvas').first()).toBeVisible();
  const thief = await guest.newPage();
  await thief.goto(stage.site('thief', '/article'));
  await thief.getByRole('button', { name: 'Document' }).click();
  await expect(thief.getByText(/not allow/).first()).toBeVisible();

  await revokeAll(dialog);
  await expect(page.getByRole('heading', { name: 'This link is paused' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('heading', { name: 'This link was withdrawn' })).toBeVisible();
  await expect(reader.frameLocator('iframe').getByRole('heading', { name: 'This link was withdrawn' })).toBeVisible();

  expect(render.shares).toEqual([]);
  expect(await heard.find([key, canaryText, new URL(vendor.url).host])).toEqual([]);
  expect(heard.count()).toBeGreaterThan(20);
  expect(stage.log()).not.toContain(key);
  expect(vendor.violations).toEqual([]);
});

test('a CraftKit link made upstream has the vendor’s address and only the end that the vendor keeps', async ({
  owner,
  guest,
  heard,
}) => {
  const { vendor, render, stage, resource } = await start('upstream');
  // In the vendor's place: its page for guests, as its list of shares has it.
  await guest.route('https://www.craftkit.example/share/*', (route) => {
    const share = render.shares.find(({ shareUrl }) => shareUrl === route.request().url());
    const status = share && share.revokedAt === null ? 200 : 410;
    return route.fulfill({
      status,
      contentType: 'text/html',
      body: `<h1>${status === 200 ? 'Your PDF' : 'Gone'}</h1>`,
    });
  });

  const dialog = await openDialog(owner, stage, resource);
  expect(await offeredOptions(dialog)).toEqual(['Ends']);
  await expect(dialog.getByText('checked by CraftKit')).toBeVisible();
  expect(await dialog.getByRole('tab').allInnerTexts()).toEqual(['Link', 'People', 'Links']);
  await dialog.getByRole('radio', { name: '1 day' }).check();
  const address = await createLink(dialog);
  expect(address).toBe(render.shares[0]?.shareUrl);
  expect(Date.parse(render.shares[0]?.expiresAt ?? '') - Date.now()).toBeGreaterThan(86_000_000);

  const page = await guest.newPage();
  await page.goto(address);
  await expect(page.getByRole('heading', { name: 'Your PDF' })).toBeVisible();
  // The vendor's token opens nothing here.
  await page.goto(`${stage.server}/share/${address.split('/').at(-1)}`);
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();

  await revokeForGood(dialog);
  await expect.poll(() => render.shares[0]?.revokedAt).not.toBeNull();
  await page.goto(address);
  await expect(page.getByRole('heading', { name: 'Gone' })).toBeVisible();

  expect(await heard.find([key, canaryText, new URL(vendor.url).host])).toEqual([]);
  expect(vendor.violations).toEqual([]);
});
