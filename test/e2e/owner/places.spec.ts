import { expect } from '@playwright/test';
import { complaintsOf, focusName, hostPage, mint, openTab, shareButton, test, thing } from './stage.js';

test.describe.configure({ timeout: 60_000 });

test('under a strict policy with Trusted Types and hostile styles everything works and looks as it should', async ({
  page,
  studio,
}) => {
  const id = await thing(studio);
  await mint(studio, id, { label: 'Board' });
  const policy = [
    "default-src 'none'",
    `script-src ${studio.server}`,
    "style-src 'nonce-hostile'",
    `connect-src 'self' ${studio.server}`,
    `frame-src ${studio.server}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ];
  const address = hostPage(studio, id, {
    head: `<style nonce="hostile">
      * { all: unset !important; color: red !important; font: 3px/1 cursive !important }
      :root { font-size: 3px !important } svg, button, dialog { display: none !important }
      share-button { display: inline-block !important }</style>`,
    headers: { 'content-security-policy': policy.join('; ') },
  });
  const complaints = complaintsOf(page);
  await page.goto(address);
  const look = (selector: string) =>
    page.locator(selector).evaluate((element) => {
      const { color, fontSize, display } = getComputedStyle(element);
      const { width, height } = element.getBoundingClientRect();
      return { color, size: parseFloat(fontSize), display, width, height };
    });
  await page.getByRole('button', { name: 'Share' }).click();
  expect(await look('share-button .trigger')).toMatchObject({ display: 'inline-flex', color: 'rgb(255, 255, 255)' });
  expect((await look('share-button .trigger')).height).toBeGreaterThan(35);
  await page.getByRole('button', { name: 'QR code' }).click();
  await expect(page.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
  const menu = await look('share-button .menu');
  expect(menu.size).toBeGreaterThanOrEqual(14);
  expect(menu.width).toBeGreaterThan(250);
  await page.getByRole('button', { name: 'More options…' }).click();
  const dialog = page.locator('dialog');
  await expect(dialog.getByRole('tablist')).toBeVisible();
  const box = await look('share-button dialog');
  expect(box.size).toBeGreaterThanOrEqual(14);
  expect(box.width).toBeGreaterThan(600);
  expect(box.color).not.toBe('rgb(255, 0, 0)');

  await dialog.getByRole('button', { name: 'New link with other settings' }).click();
  await dialog.getByRole('switch', { name: /^Password/ }).check();
  await dialog.getByRole('button', { name: 'Suggest' }).click();
  await dialog.getByRole('button', { name: 'Create and copy link' }).click();
  await expect(dialog.getByText(/^Anyone with the link and the password can open this/)).toBeVisible();
  await dialog.getByRole('tab', { name: 'People' }).click();
  await dialog.getByRole('textbox', { name: 'Who gets a link' }).fill('ada@example.org');
  await dialog.getByRole('button', { name: 'Create 1 link' }).click();
  await expect(dialog.getByText('1 link made.').first()).toBeVisible();
  await dialog.getByRole('tab', { name: 'Embed' }).click();
  await dialog.getByRole('textbox', { name: 'Where it may appear' }).fill(studio.studio);
  await dialog.getByRole('button', { name: 'Create embed code' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Code', exact: true })).toBeVisible();
  await expect(page.frameLocator('iframe[title^="Preview"]').getByRole('img').first()).toBeVisible();
  await dialog.getByRole('tab', { name: /^Links/ }).click();
  await dialog.getByRole('button', { name: 'Details: Board' }).click();
  await dialog.getByRole('button', { name: 'Activity' }).click();
  await expect(dialog.getByText('No visits yet.')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('inside a modal dialog of the host the menu and the dialog are on top, and Escape closes one at a time', async ({
  page,
  studio,
}) => {
  const id = await thing(studio);
  const body = `<button id="open" onclick="document.querySelector('#host').showModal()">Settings</button>
    <dialog id="host" aria-label="Settings"><p>Of the host</p>${shareButton(studio, id)}</dialog>`;
  await page.goto(hostPage(studio, id, { body }));
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByLabel('Address of the link')).toBeVisible();
  await page.getByRole('button', { name: 'More options…' }).click();
  const host = page.getByRole('dialog', { name: 'Settings' });
  const dialog = page.getByRole('dialog', { name: 'Share “Opening night”' });
  await dialog.getByRole('tab', { name: /^Links/ }).click();
  await expect(dialog.getByRole('searchbox')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(host).toBeVisible();
  await expect.poll(() => focusName(page)).toBe('Share');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Copy link' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Copy link' })).toBeHidden();
  await expect(host).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(host).toBeHidden();
});

test('two buttons on a page share two things, each its own', async ({ page, studio }) => {
  const [one, other] = [await thing(studio, 'Pier'), await thing(studio, 'Quay')];
  const body = `<section aria-label="one">${shareButton(studio, one)}</section>
    <section aria-label="other">${shareButton(studio, other)}</section>`;
  const complaints = complaintsOf(page);
  await page.goto(hostPage(studio, one, { body }));
  for (const [name, title] of [
    ['one', 'Pier'],
    ['other', 'Quay'],
  ] as const) {
    const section = page.getByRole('region', { name });
    await section.getByRole('button', { name: 'Share' }).click();
    await section.getByRole('button', { name: 'Copy link' }).click();
    await expect(section.getByLabel('Address of the link')).toBeVisible();
    await section.getByRole('button', { name: 'More options…' }).click();
    await expect(page.getByRole('heading', { name: `Share “${title}”` })).toBeVisible();
    await page.keyboard.press('Escape');
  }
  const addresses = await page.evaluate(() =>
    [...document.querySelectorAll('share-button')].map((button) => {
      const field = button.shadowRoot?.querySelector('.address');
      return field instanceof HTMLInputElement ? field.value : '';
    }),
  );
  expect(new Set(addresses).size).toBe(2);
  expect(complaints).toEqual([]);
});

test('the elements that a page loads twice, at two addresses, are one', async ({ page, studio }) => {
  const id = await thing(studio);
  const complaints = complaintsOf(page);
  const head = `<script type="module" src="${studio.server}/elements.js?again"></script>`;
  await page.goto(hostPage(studio, id, { head }));
  await openTab(page, 'Link');
  await expect(page.getByRole('button', { name: 'Create and copy link' })).toBeVisible();
  expect(complaints).toEqual([]);
});

test('a button that the page moves closes what it had open, and works where it is put', async ({ page, studio }) => {
  const id = await thing(studio);
  const complaints = complaintsOf(page);
  await page.goto(hostPage(studio, id, { body: `${shareButton(studio, id)}<aside></aside>` }));
  const move = (to: string) =>
    page.evaluate((selector) => {
      const button = document.querySelector('share-button');
      if (button) document.querySelector(selector)?.append(button);
    }, to);
  await openTab(page, 'Link');
  await move('aside');
  await expect(page.locator('dialog')).toBeHidden();
  await expect(page.getByRole('tablist')).toHaveCount(0);
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByRole('button', { name: 'Copy link' })).toBeVisible();
  await move('main');
  await expect(page.getByRole('button', { name: 'Copy link' })).toBeHidden();
  const dialog = await openTab(page, 'Links');
  await expect(dialog.getByText('No links yet')).toBeVisible();
  expect(complaints).toEqual([]);
});
