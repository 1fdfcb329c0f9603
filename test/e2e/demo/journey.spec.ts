import { expect, type Page, test as base } from '@playwright/test';
import { copied } from '../clipboard.js';
import { readFileSync } from 'node:fs';
import { startAnamStub } from '../../stubs/anam.js';
import { startCraftkitStub } from '../../stubs/craftkit.js';
import { startMicrovisualizerStub } from '../../stubs/microvisualizer.js';
import { type Demo, startDemo } from './stage.js';

const resources = new URL('../../../demo/resources/', import.meta.url);
const pdf = readFileSync(new URL('render/0195938e-7c40-7d1b-a2f6-3e8c51b7d904.pdf', resources));
const picture = readFileSync(new URL('persona/b7e6a1d4-52c9-4f0e-9d3a-6c1f8e2b7a45.poster.jpg', resources));

const test = base.extend<object, { demo: Demo }>({
  demo: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads what is needed from the pattern
    async ({}, use) => {
      const demo = await startDemo();
      await use(demo);
      await demo.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

test.describe.configure({ timeout: 90_000 });

test('an owner shares a document of the host app, a guest reads it, and is told when it is withdrawn', async ({
  browser,
  demo,
}) => {
  const owner = await browser.newContext();
  const app = await owner.newPage();
  const complaints: string[] = [];
  app.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
  await app.goto(demo.host);

  const card = app.locator('li[data-resource="render:harbour-lights-concept"]');
  await card.getByRole('button', { name: 'Share' }).click();
  await card.getByRole('button', { name: 'Copy link' }).click();
  await expect(card.getByRole('status')).toHaveText('Copied');
  const address = await copied(app);
  expect(address).toMatch(new RegExp(`^${demo.guestpass}/share/`));

  const guest = await browser.newContext();
  const page = await guest.newPage();
  page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Harbour Lights');
  // The words of a real document, drawn and selectable.
  await expect(page.locator('.sheet canvas').first()).toBeVisible();
  await expect(page.getByText('Lighting concept').first()).toBeAttached();

  await card.getByRole('button', { name: 'More options' }).click();
  const dialog = app.locator('dialog');
  await dialog.getByRole('tab', { name: 'Links' }).click();
  await expect(dialog.getByText('Opened once')).toBeVisible();
  const link = dialog.getByRole('listitem').filter({ hasText: 'Opened once' });
  await link.getByRole('button', { name: /^Details/ }).click();
  await link.getByRole('button', { name: 'Revoke', exact: true }).click();
  // It is closed at once; closing the dialog gives up the undo.
  await expect(page.getByRole('heading', { name: 'This link is paused' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('heading', { name: 'This link was withdrawn' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'This link was withdrawn' })).toBeVisible();
  // A withdrawn link answers its page with 410, which the console repeats.
  expect(complaints.filter((text) => !text.includes('410') && !text.includes('403'))).toEqual([]);
  await owner.close();
  await guest.close();
});

test('the press page shows what it may, and another site does not', async ({ page, demo }) => {
  await page.goto(`${demo.host}/press`);
  await page.locator('iframe').first().scrollIntoViewIfNeeded();
  await expect(page.frameLocator('iframe').first().locator('video, .sheet canvas').first()).toBeVisible();

  const other = /http:\/\/localhost:\d+\/\?token=\S+/.exec(demo.output())?.[0] ?? '';
  expect(new URL(other).origin).toBe(demo.otherSite);
  await page.goto(other);
  await page.getByRole('button', { name: 'From the harbour' }).click();
  await expect(page.getByText(/not allow/).first()).toBeVisible();
});

test('with the vendors’ keys the demo shows their things beside its own', async ({ page }) => {
  const keys = { craftkit: 'ck_live_demo_1', anam: 'anam_demo_1', microvisualizer: 'mv_demo_1' };
  const [craftkit, anam, microvisualizer] = await Promise.all([
    startCraftkitStub({ key: keys.craftkit }),
    startAnamStub({ key: keys.anam, picture }),
    startMicrovisualizerStub({ key: keys.microvisualizer }),
  ]);
  const things = [
    {
      kind: 'render',
      id: craftkit.addRender('succeeded', pdf).id,
      shows: (guest: Page) => guest.locator('.sheet canvas'),
    },
    {
      kind: 'persona',
      id: anam.addPersona().id,
      shows: (guest: Page) => guest.getByRole('button', { name: 'Start conversation' }),
    },
    {
      kind: 'project',
      id: microvisualizer.addProject().id,
      shows: (guest: Page) => guest.getByLabel(/^Graph of services and topics/),
    },
  ];
  const demo = await startDemo({
    CRAFTKIT_API_KEY: keys.craftkit,
    CRAFTKIT_BASE_URL: craftkit.url,
    ANAM_API_KEY: keys.anam,
    ANAM_BASE_URL: anam.url,
    MICROVISUALIZER_API_KEY: keys.microvisualizer,
    MICROVISUALIZER_BASE_URL: microvisualizer.url,
    DEMO_RESOURCES: things.map(({ kind, id }) => `${kind}:${id}`).join(','),
  });
  try {
    for (const { kind, id, shows } of things) {
      await page.goto(demo.host);
      const card = page.locator(`li[data-resource="${kind}:${id}"]`);
      await card.getByRole('button', { name: 'Share' }).click();
      await card.getByRole('button', { name: 'More options' }).click();
      const dialog = page.locator('dialog[open]');
      await dialog.getByRole('button', { name: 'Create and copy link' }).click();
      const address = await dialog.getByLabel('Address of the link').inputValue();
      await page.goto(address);
      await expect(shows(page).first()).toBeVisible();
    }
    await page.goto(demo.host);
    // The demo's own things are still there, nine beside the vendors' three.
    await expect(page.getByRole('listitem').filter({ has: page.locator('share-button') })).toHaveCount(12);
  } finally {
    await demo.close();
    await Promise.all([craftkit.close(), anam.close(), microvisualizer.close()]);
  }
});
