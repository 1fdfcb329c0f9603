import { expect, type Page } from '@playwright/test';
import { html, eventsOf, test } from './stage.js';

const orb = (token: string, more = '') =>
  `<script async src="{{server}}/embed.js" data-token="${token}" data-title="Evening walk" data-type="orb" ${more}></script>`;
const button = (page: Page) => page.getByRole('button', { name: 'Open: Evening walk' });
const panel = (page: Page) => page.getByRole('dialog', { name: 'Evening walk' });
const inside = (page: Page) => page.frameLocator('iframe[title="Evening walk"]');
/** What has the focus, through shadow roots: the frame counts as one. */
const focused = (page: Page) =>
  page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active?.getAttribute('aria-label') ?? active?.tagName;
  });

test('the orb opens a panel with the share, and closes it again', async ({ page, stage }) => {
  const { id, token } = await stage.share({ type: 'ORB_EMBED' });
  stage.page('/orb', html(`<h1>A page</h1>${orb(token)}`));
  const heard = await eventsOf(page);
  await page.goto(stage.site('a', '/orb'));
  await expect(button(page)).toHaveAttribute('aria-expanded', 'false');
  await expect(panel(page)).toBeHidden();
  await button(page).click();
  await expect(inside(page).locator('video')).toBeVisible();
  await expect(button(page)).toHaveAttribute('aria-expanded', 'true');
  await expect.poll(heard).toContain('play');
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(panel(page)).toBeHidden();
  await expect.poll(heard).toContain('pause');
  expect(heard().filter((type) => /^(expanded|collapsed)$/.test(type))).toEqual(['expanded', 'collapsed']);

  await button(page).click();
  await expect(inside(page).locator('video')).toBeVisible();
  expect(await stage.usageCount(id)).toBe(1);
  expect((await stage.activity(id)).sites).toMatchObject([{ origin: stage.site('a'), visits: 1 }]);
});

test('the keyboard goes into the frame, Escape comes out of it, and the focus is back on the orb', async ({
  page,
  stage,
}) => {
  const { token } = await stage.share({ type: 'ORB_EMBED' });
  stage.page('/keys', html(`<a href="#">A link</a>${orb(token)}`));
  await page.goto(stage.site('a', '/keys'));
  await expect(button(page)).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('Open: Evening walk');
  await page.keyboard.press('Enter');
  await expect(inside(page).locator('video')).toBeVisible();
  expect(await focused(page)).toBe('IFRAME');
  await page.keyboard.press('Escape');
  await expect(panel(page)).toBeHidden();
  await expect.poll(() => focused(page)).toBe('Open: Evening walk');

  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Close' }).focus();
  await page.keyboard.press('Escape');
  await expect(panel(page)).toBeHidden();
  await expect.poll(() => focused(page)).toBe('Open: Evening walk');
});

test('Tab leaves the frame at its end for the orb, and Shift and Tab at its beginning for the close button', async ({
  page,
  stage,
  browserName,
}) => {
  const { token } = await stage.share({ type: 'ORB_EMBED', resource: 'render:first-light' });
  stage.page('/tab', html(`<a href="#">A link</a>${orb(token)}`));
  await page.goto(stage.site('a', '/tab'));
  await button(page).click();
  await expect(inside(page).locator('img')).toBeVisible();
  expect(await focused(page)).toBe('IFRAME');
  // The focus comes out of the frame's process, at times after the next key: what counts is where it came out first.
  const leave = async (key: string) => {
    await page.evaluate(() => {
      const deepest = (root: Document | ShadowRoot): Element | null =>
        root.activeElement?.shadowRoot ? deepest(root.activeElement.shadowRoot) : root.activeElement;
      let first: string | null = null;
      const stop = (): string | null => {
        const on = deepest(document);
        return (first ??= on?.tagName === 'IFRAME' ? null : (on?.ariaLabel ?? ''));
      };
      const look = (): void => void (stop() === null && requestAnimationFrame(look));
      Reflect.set(window, 'stop', stop);
      look();
    });
    const stop = () => page.evaluate(() => Reflect.get(window, 'stop')());
    for (let times = 0; times < 25 && (await stop()) === null; times++) await page.keyboard.press(key);
    return stop();
  };
  expect(await leave('Tab'), browserName).toBe('Open: Evening walk');
  await button(page).focus();
  await page.keyboard.press('Tab');
  await expect.poll(() => focused(page)).toBe('Close');
  await page.keyboard.press('Tab');
  await expect.poll(() => focused(page)).toBe('IFRAME');
  expect(await leave('Shift+Tab'), browserName).toBe('Close');
});

test('it stands above a cookie banner with the highest z-index there is, and below a dialog that comes later', async ({
  page,
  stage,
}) => {
  const { token } = await stage.share({ type: 'ORB_EMBED' });
  stage.page(
    '/banner',
    html(
      `<div style="position:fixed;inset:auto 0 0;height:200px;z-index:2147483647;background:#ccc">Cookies</div><dialog style="width:95vw;height:90vh"><button id="in">Fine</button></dialog>${orb(token)}`,
    ),
  );
  const heard = await eventsOf(page);
  await page.goto(stage.site('a', '/banner'));
  await button(page).click();
  // With it the frame gets the focus, which the dialog then takes.
  await expect.poll(heard).toContain('opened');
  await page.evaluate(() => document.querySelector('dialog')?.showModal());
  const top = () =>
    page.evaluate(() => {
      const { right, bottom } = { right: innerWidth - 50, bottom: innerHeight - 50 };
      return document.elementFromPoint(right, bottom)?.tagName;
    });
  expect(await top()).toBe('DIALOG');
  await expect(page.locator('#in')).toBeFocused();
  // Escape closes the topmost only.
  await page.keyboard.press('Escape');
  await expect(page.locator('dialog')).toBeHidden();
  await expect(panel(page)).toBeVisible();
  expect(await top()).toBe('DIV');
  await button(page).click();
  await expect(panel(page)).toBeHidden();
});

test('it stands at the corner that is chosen, which turns with the direction of the page', async ({ page, stage }) => {
  const { token } = await stage.share({ type: 'ORB_EMBED' });
  const centre = async () => {
    const box = await button(page).boundingBox();
    const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
    if (!box) throw new Error('no orb');
    return `${box.y + box.height / 2 < height / 2 ? 'top' : 'bottom'} ${box.x + box.width / 2 < width / 2 ? 'left' : 'right'}`;
  };
  const at = async (direction: string, corner: string) => {
    stage.page(
      '/corner',
      `<!doctype html><html lang="en" dir="${direction}"><title>A page</title><body>${orb(token, corner && `data-corner="${corner}"`)}`,
    );
    await page.goto(stage.site('a', '/corner'));
    return centre();
  };
  expect(await at('ltr', '')).toBe('bottom right');
  expect(await at('rtl', '')).toBe('bottom left');
  expect(await at('ltr', 'top-start')).toBe('top left');
  expect(await at('rtl', 'top-start')).toBe('top right');
  expect(await at('rtl', 'bottom-right')).toBe('bottom right');
});

test('on a narrow screen the panel is a sheet as wide as the screen', async ({ page, stage }) => {
  const { token } = await stage.share({ type: 'ORB_EMBED' });
  stage.page('/narrow', html(orb(token)));
  await page.setViewportSize({ width: 390, height: 780 });
  await page.goto(stage.site('a', '/narrow'));
  await button(page).click();
  await expect(inside(page).locator('video')).toBeVisible();
  await expect.poll(() => panel(page).boundingBox()).toMatchObject({ x: 0, width: 390 });
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(button(page)).toBeVisible();
  expect(await focused(page)).toBe('Open: Evening walk');
});

test('who wants less motion gets none', async ({ page, stage, browserName }) => {
  test.skip(browserName === 'firefox', 'Firefox takes no media features from its driver.');
  const { token } = await stage.share({ type: 'ORB_EMBED' });
  stage.page('/still', html(orb(token)));
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(stage.site('a', '/still'));
  await button(page).click();
  const duration = () => panel(page).evaluate((element) => getComputedStyle(element).transitionDuration);
  expect(await duration()).toBe('0s');
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  expect(await duration()).not.toBe('0s');
});

test('the words are those of the page’s language', async ({ page, stage }) => {
  const { token } = await stage.share({ type: 'ORB_EMBED' });
  stage.page('/arabic', `<!doctype html><html lang="ar" dir="rtl"><title>صفحة</title><body>${orb(token)}`);
  await page.goto(stage.site('a', '/arabic'));
  await page.getByRole('button', { name: 'فتح: Evening walk' }).click();
  await expect(page.getByRole('button', { name: 'إغلاق' })).toBeVisible();
});

test('a refused site gets the words in the panel, once', async ({ page, stage }) => {
  const said: string[] = [];
  page.on('console', (message) => message.text().startsWith('Guestpass:') && said.push(message.text()));
  const { token } = await stage.share({ type: 'ORB_EMBED', sites: ['a'] });
  stage.page('/refused', html(orb(token)));
  // Its place is compared, so it must not be on its way there.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(stage.site('b', '/refused'));
  await button(page).click();
  const close = page.getByRole('button', { name: 'Close' });
  const place = await close.boundingBox();
  await expect(panel(page).getByText('Not allowed on this site')).toBeVisible();
  // The styles of the words are for the words.
  expect(await close.boundingBox()).toEqual(place);
  await close.click();
  await button(page).click();
  await expect(panel(page).getByText('Not allowed on this site')).toBeVisible();
  expect(said).toHaveLength(1);
});
