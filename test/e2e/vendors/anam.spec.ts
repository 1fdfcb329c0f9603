import { expect } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { startAnamStub } from '../../stubs/anam.js';
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

const key = 'anam_canary_90c2d4';
const picture = readFileSync(
  new URL('../../../demo/resources/persona/b7e6a1d4-52c9-4f0e-9d3a-6c1f8e2b7a45.poster.jpg', import.meta.url),
);

async function start(links: 'own' | 'upstream') {
  const vendor = await startAnamStub({ key, picture });
  later(() => vendor.close());
  const persona = vendor.addPersona();
  const stage = await open({ ANAM_API_KEY: key, ANAM_BASE_URL: vendor.url, ANAM_LINKS: links });
  return { vendor, persona, stage, resource: `persona:${persona.id}` };
}

test('an Anam persona is shared by our link, met by a guest, embedded on one site, and withdrawn', async ({
  owner,
  guest,
  heard,
}) => {
  const { vendor, stage, resource } = await start('own');
  const dialog = await openDialog(owner, stage, resource);
  await expect(dialog.getByRole('heading', { name: 'Share “Cara”' })).toBeVisible();
  expect(await offeredOptions(dialog)).toContain('How often');
  const address = await createLink(dialog);

  const page = await guest.newPage();
  await page.goto(address);
  await expect(page.getByRole('heading', { name: 'Cara', level: 2 })).toBeVisible();
  await expect(page.getByText('A helpful assistant')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start conversation' })).toBeVisible();

  await embedOnNews(dialog, stage);
  const reader = await guest.newPage();
  await reader.goto(stage.site('news', '/article'));
  await reader.getByRole('button', { name: 'Cara' }).click();
  await expect(reader.frameLocator('iframe').getByRole('button', { name: 'Start conversation' })).toBeVisible();

  // Looking on starts no session, which would cost the owner money.
  expect(vendor.sessions).toEqual([]);
  await revokeAll(dialog);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('heading', { name: 'This link was withdrawn' })).toBeVisible();
  await expect(reader.frameLocator('iframe').getByRole('heading', { name: 'This link was withdrawn' })).toBeVisible();

  expect(vendor.links).toEqual([]);
  // The API's address stands in the page's policy: a conversation goes there. Nothing else of the vendor's may show.
  expect(await heard.find([key, canaryText, `${vendor.url}/media`])).toEqual([]);
  expect(heard.count()).toBeGreaterThan(20);
  expect(vendor.violations).toEqual([]);
});

test('an Anam link made upstream has the vendor’s address, and the end and the number of uses that the vendor keeps', async ({
  owner,
  guest,
  heard,
}) => {
  const { vendor, stage, resource } = await start('upstream');
  // In the vendor's place: its page for guests, as its list of links has it.
  await guest.route('https://lab.anam.ai/share/*', (route) => {
    const there = vendor.links.some(({ token }) => route.request().url().endsWith(`/share/${token}`));
    return route.fulfill({ contentType: 'text/html', body: `<h1>${there ? 'Talk to Cara' : 'Not found'}</h1>` });
  });

  const dialog = await openDialog(owner, stage, resource);
  expect(await offeredOptions(dialog)).toEqual(['Ends', 'How often']);
  await expect(dialog.getByText('checked by Anam')).toHaveCount(2);
  expect(await dialog.getByRole('tab').allInnerTexts()).toEqual(['Link', 'People', 'Links']);
  await dialog.getByLabel('How often').fill('3');
  const address = await createLink(dialog);
  expect(address).toBe(`https://lab.anam.ai/share/${vendor.links[0]?.token}`);
  expect(vendor.links[0]?.usageLimit).toBe(3);

  const page = await guest.newPage();
  await page.goto(address);
  await expect(page.getByRole('heading', { name: 'Talk to Cara' })).toBeVisible();

  // What the vendor lets one change is changed there.
  await dialog.getByRole('button', { name: 'Edit' }).click();
  await dialog.locator('#edit-usageLimit').fill('5');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => vendor.links[0]?.usageLimit).toBe(5);

  await revokeForGood(dialog);
  await expect.poll(() => vendor.links).toEqual([]);
  await page.goto(address);
  await expect(page.getByRole('heading', { name: 'Not found' })).toBeVisible();

  expect(await heard.find([key, canaryText, new URL(vendor.url).host])).toEqual([]);
  expect(vendor.violations).toEqual([]);
});
