import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';
import type { Stage } from '../vendors/stage.js';
import { hostPage, mint, openTab, test, thing } from './stage.js';

test.describe.configure({ timeout: 120_000 });

/** Links of every sort. */
async function fill(studio: Stage): Promise<string> {
  const id = await thing(studio, 'The programme of the opening night, with every name in it and a long title');
  await mint(studio, id, { isPrimary: true, expiresIn: 86_400, usageLimit: 20 });
  await mint(studio, id, { label: 'Board', password: 'lantern', message: 'Please read page three.' });
  await mint(studio, id, { recipientEmail: 'ada@example.org', recipientName: 'Ada' });
  await mint(studio, id, { type: 'PLAYER_EMBED', allowedOrigins: [studio.studio] });
  const paused = await mint(studio, id, { label: 'Press' });
  await studio.call('PATCH', `/api/shares/${paused.id}`, { enabled: false });
  const gone = await mint(studio, id, { label: 'Wrong list' });
  await studio.call('DELETE', `/api/shares/${gone.id}`);
  return id;
}

const wait = (dialog: Locator, text: string | RegExp) => expect(dialog.getByText(text).first()).toBeVisible();

/** Every tab, in the states that owners bring it into, one after the other. */
const states: readonly (readonly [name: string, go: (dialog: Locator, page: Page) => Promise<unknown>])[] = [
  ['the current link', (dialog) => wait(dialog, 'Current link')],
  [
    'the QR code',
    async (dialog) => {
      await dialog.getByRole('button', { name: 'QR code' }).click();
      await expect(dialog.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
    },
  ],
  [
    'a new link, with all its fields and what is wrong with them',
    async (dialog) => {
      await dialog.getByRole('button', { name: 'New link with other settings' }).click();
      await dialog.getByRole('radio', { name: 'Date…' }).check({ force: true });
      await dialog.getByRole('textbox', { name: /^How often/ }).fill('none');
      await dialog.getByRole('switch', { name: /^Password/ }).check();
      await dialog.getByText('Name and message').click();
      await dialog.getByRole('button', { name: 'Create and copy link' }).click();
      await wait(dialog, 'A whole number from 1, or nothing for no limit.');
    },
  ],
  [
    'people',
    async (dialog, page) => {
      await dialog.getByRole('tab', { name: 'People' }).click();
      await dialog.getByRole('textbox', { name: 'Who gets a link' }).fill('grace@example.org, nobody');
      await page.keyboard.press('Enter');
      await wait(dialog, 'nobody is not an e-mail address.');
    },
  ],
  [
    'an embed',
    async (dialog) => {
      await dialog.getByRole('tab', { name: 'Embed' }).click();
      await expect(dialog.getByRole('textbox', { name: 'Code', exact: true })).toBeVisible();
      await dialog.getByText('If the site has a Content Security Policy').click();
      await dialog.getByText('Test on a site').click();
    },
  ],
  [
    'a new embed, and a site that can not be',
    async (dialog) => {
      await dialog.getByRole('button', { name: 'New embed' }).click();
      await dialog.getByRole('textbox', { name: 'Where it may appear' }).fill('ftp://example.com');
      await dialog.getByRole('switch', { name: 'Let every site embed this' }).check();
      await wait(dialog, /under their own name/);
    },
  ],
  [
    'the list',
    async (dialog) => {
      await dialog.getByRole('tab', { name: /^Links/ }).click();
      await wait(dialog, 'Wrong list');
    },
  ],
  [
    'one link, and what it is changed to',
    async (dialog) => {
      await dialog.getByRole('button', { name: 'Details: Board' }).click();
      await dialog.getByRole('button', { name: 'Edit' }).click();
      await expect(dialog.getByRole('button', { name: 'Save' })).toBeVisible();
    },
  ],
  [
    'a new address',
    async (dialog) => {
      await dialog.getByRole('button', { name: 'New address…' }).click();
      await wait(dialog, 'Give this link a new address');
    },
  ],
  [
    'the way back',
    async (dialog) => {
      await dialog.getByRole('button', { name: 'Revoke', exact: true }).click();
      await wait(dialog, 'Closed to everyone.');
      await dialog.getByRole('button', { name: 'Undo' }).hover();
    },
  ],
];

async function findings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().include('share-button').analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

/** How many pixels of the dialog stand out to the side, of the page or of what scrolls in it. */
const tooWide = (dialog: Locator) =>
  dialog.evaluate((element) =>
    Math.max(
      document.documentElement.scrollWidth - innerWidth,
      element.getBoundingClientRect().right - innerWidth,
      ...[element, ...element.querySelectorAll('.scroll, .panel')].map((one) => one.scrollWidth - one.clientWidth),
    ),
  );

for (const [colorScheme, width] of [
  ['light', 1280],
  ['dark', 390],
] as const) {
  test(`nothing is wrong with any tab in any state: ${colorScheme}, ${width} pixels wide`, async ({ page, studio }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto(hostPage(studio, await fill(studio)));
    const dialog = await openTab(page, 'Link');
    for (const [name, go] of states) {
      await test.step(name, async () => {
        await go(dialog, page);
        expect(await findings(page)).toEqual([]);
        expect(await tooWide(dialog)).toBeLessThanOrEqual(0);
      });
    }
  });
}

test('at 320 pixels, which is 1280 at four times its size, nothing has to be scrolled sideways', async ({
  page,
  studio,
}) => {
  await page.setViewportSize({ width: 320, height: 256 });
  await page.goto(hostPage(studio, await fill(studio)));
  await page.getByRole('button', { name: 'Share' }).click();
  const menu = page.locator('share-button .menu');
  await expect(menu.getByText(/^Anyone with the link/)).toBeVisible();
  await expect(menu).toBeInViewport({ ratio: 1 });
  await page.getByRole('button', { name: 'More options…' }).click();
  const dialog = page.locator('dialog');
  await expect(dialog.getByRole('tabpanel')).toHaveAttribute('aria-busy', 'false');
  for (const [name, go] of states) {
    await test.step(name, async () => {
      await go(dialog, page);
      expect(await tooWide(dialog)).toBeLessThanOrEqual(0);
    });
  }
});

test('from right to left the dialog is the other way round, and nothing is wrong with it', async ({ page, studio }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const id = await fill(studio);
  await page.goto(hostPage(studio, id, { language: 'ar' }));
  await page.getByRole('button', { name: 'مشاركة' }).click();
  await page.getByRole('button', { name: 'خيارات أخرى…' }).click();
  const dialog = page.locator('dialog');
  await expect(dialog).toHaveAttribute('dir', 'rtl');
  const tabs = dialog.getByRole('tab');
  await expect(tabs).toHaveCount(4);
  for (let at = 0; at < 4; at++) {
    await tabs.nth(at).click();
    await expect(dialog.getByRole('tabpanel')).toHaveAttribute('aria-busy', 'false');
    expect(await findings(page)).toEqual([]);
    expect(await tooWide(dialog)).toBeLessThanOrEqual(0);
  }
  const lefts = await tabs.evaluateAll((all) => all.map((tab) => tab.getBoundingClientRect().left));
  expect(lefts).toEqual(lefts.toSorted((a, b) => b - a));
  // The arrow keys go the way that the eye goes.
  await tabs.first().click();
  await page.keyboard.press('ArrowLeft');
  await expect(tabs.nth(1)).toHaveAttribute('aria-selected', 'true');
});

test('in forced colours it still shows what is chosen, what is on, and where a button ends', async ({
  page,
  browserName,
  studio,
}) => {
  test.skip(browserName === 'firefox', 'Firefox takes no media features from its driver.');
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  await page.goto(hostPage(studio, await thing(studio)));
  const border = (locator: Locator) => locator.evaluate((element) => getComputedStyle(element).borderTopStyle);
  expect(await border(page.locator('share-button .trigger'))).toBe('solid');
  const dialog = await openTab(page, 'Link');
  expect(await border(dialog)).toBe('solid');
  const ground = (locator: Locator) => locator.evaluate((element) => getComputedStyle(element).backgroundColor);
  const choice = (name: string) => dialog.locator('label', { hasText: name }).locator('span');
  expect(await ground(choice('7 days'))).not.toBe(await ground(choice('30 days')));
  const password = dialog.getByRole('switch', { name: /^Password/ });
  const off = await ground(password);
  await password.check();
  // It changes over a moment.
  await expect.poll(() => ground(password)).not.toBe(off);
  expect(await border(dialog.getByRole('button', { name: 'Suggest' }))).toBe('solid');
});
