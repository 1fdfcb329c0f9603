import { expect, type Page } from '@playwright/test';
import { isOpen, says } from './look.js';
import { test } from './stage.js';

// The page itself: its languages, without script, without motion, on paper, and that nothing jumps.

test.describe.configure({ timeout: 60_000 });

/** Longer than any line of a phone. */
const message = 'Please look at the second part before Thursday, for the lights on the pier are new. '.repeat(3);

const noSettings = 'Firefox takes neither media features nor a ban on scripts from its driver.';

const languages = {
  'en-GB': 'This link asks for a password',
  'de-AT': /Passwort/,
  'es-MX': /contraseña/,
  'fr-CA': /mot de passe/,
  'pt-BR': /palavra-passe|senha/,
  'ja-JP': /パスワード/,
  'zh-CN': /密码/,
  'ar-EG': /كلمة/,
} as const;

/** What is wider than its box, or reaches over the edge of the window. */
const cut = (page: Page) =>
  page.evaluate(() => {
    const shown = [...document.querySelectorAll<HTMLElement>('h1, h2, p, label, button, footer, time, span')].filter(
      (element) => element.checkVisibility() && !element.closest('.sr, .skip'),
    );
    const wide = shown.filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return element.scrollWidth > element.clientWidth + 1 || left < -1 || right > innerWidth + 1;
    });
    return wide
      .filter((element) => getComputedStyle(element).display !== 'inline')
      .map(({ tagName, textContent }) => `${tagName} ${textContent}`);
  });

for (const [locale, title] of Object.entries(languages))
  test(`a reader of ${locale} reads all of it, on a phone too`, async ({ browser, stage }) => {
    const context = await browser.newContext({ locale, viewport: { width: 390, height: 780 } });
    const page = await context.newPage();
    const link = await stage.share({ password: 'quay', expiresIn: 86_400, usageLimit: 3, message });
    await page.goto(link.url);
    await says(page, title);
    const root = page.locator('html');
    await expect(root).toHaveAttribute('lang', locale.slice(0, 2));
    await expect(root).toHaveAttribute('dir', locale.startsWith('ar') ? 'rtl' : 'ltr');
    expect(await cut(page)).toEqual([]);
    const field = page.locator('#password');
    await field.fill('wrong');
    await field.press('Enter');
    await expect(page.getByRole('alert')).not.toBeEmpty();
    expect(await cut(page)).toEqual([]);
    await field.fill('quay');
    await field.press('Enter');
    await isOpen(page);
    expect(await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth])).toEqual([390, 390]);
    // On the side where this reader's lines begin, though the title is in another language.
    const indent = await page.getByRole('heading', { level: 1 }).evaluate((heading) => {
      const text = document.createRange();
      text.selectNodeContents(heading);
      const [inner, outer] = [text.getBoundingClientRect(), heading.getBoundingClientRect()];
      return document.dir === 'rtl' ? outer.right - inner.right : inner.left - outer.left;
    });
    expect(indent).toBeLessThan(1);
    await context.close();
  });

const kinds = {
  document: 'render:0195938e-7c40-7d1b-a2f6-3e8c51b7d904',
  video: 'render:evening-walk',
  audio: 'render:pier-tones',
  image: 'render:quay-at-dusk',
  graph: 'project:harbour-lights-a1b2c3',
  persona: 'persona:b7e6a1d4-52c9-4f0e-9d3a-6c1f8e2b7a45',
};

for (const [kind, resource] of Object.entries(kinds)) {
  test(`nothing jumps while a ${kind} opens`, async ({ page, browserName, stage }) => {
    test.skip(browserName !== 'chromium', 'Only this engine measures layout shifts.');
    await page.addInitScript(() => {
      const shifts: string[] = [];
      Reflect.set(globalThis, 'shifts', shifts);
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const sources: unknown = Reflect.get(entry, 'sources');
          shifts.push(`${Reflect.get(entry, 'value')} of ${JSON.stringify(sources)}`);
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    const link = await stage.share({ resource, message: 'A message.', expiresIn: 86_400 });
    await page.goto(link.url);
    await isOpen(page);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    expect(await page.evaluate(() => Reflect.get(globalThis, 'shifts'))).toEqual([]);
  });

  test(`a ${kind} keeps still for who wants no motion`, async ({ browser, browserName, stage }) => {
    test.skip(browserName !== 'chromium', noSettings);
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    const page = await context.newPage();
    const link = await stage.share({ resource });
    await page.goto(link.url);
    await isOpen(page);
    const moving = await page.evaluate(() => {
      const found: string[] = [];
      const look = (root: ParentNode) => {
        for (const element of root.querySelectorAll('*')) {
          const { transitionDuration, animationDuration, animationName } = getComputedStyle(element);
          const lengths = [...transitionDuration.split(', '), ...(animationName === 'none' ? [] : [animationDuration])];
          if (element.checkVisibility() && lengths.some((length) => Number.parseFloat(length) > 0.001))
            found.push(`${element.tagName}.${element.className} ${transitionDuration} ${animationName}`);
          if (element.shadowRoot) look(element.shadowRoot);
        }
      };
      look(document);
      return found;
    });
    expect(moving).toEqual([]);
    await context.close();
  });
}

test('without a script the page says what it is, who shared it and until when, and what it needs', async ({
  browser,
  browserName,
  stage,
}) => {
  test.skip(browserName !== 'chromium', noSettings);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const link = await stage.share({ message: 'Please look at the quay first.', expiresIn: 86_400 });
  await page.goto(link.url);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The quay at dusk');
  // What stands in a noscript is no text to Playwright's own searches.
  await expect(page.locator('.noscript')).toBeVisible();
  await expect(page.locator('.noscript')).toContainText('This page needs JavaScript');
  await expect(page.getByText(/Available until .+UTC/)).toBeVisible();
  await expect(page.getByText('Opening…')).toBeHidden();
  await page.getByText('Please look at the quay first.').first().click();
  await expect(page.locator('#message')).toBeVisible();
  expect(await link.visits()).toEqual({ human: 0, automated: 0, owner: 0 });
  await context.close();
});

for (const [what, resource, shown] of [
  ['picture', 'render:quay-at-dusk', '#view img'],
  ['page', 'render:harbour-lights-concept', '#view canvas'],
] as const)
  test(`on paper there is the ${what}, and nothing to press`, async ({ page, browserName, stage }) => {
    test.skip(browserName !== 'chromium', noSettings);
    const link = await stage.share({ resource });
    await page.goto(link.url);
    await isOpen(page);
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator(shown).first()).toBeVisible();
    for (const role of ['button', 'combobox', 'spinbutton'] as const)
      for (const control of await page.getByRole(role).all()) await expect(control).toBeHidden();
    await expect(page.getByRole('banner')).toBeHidden();
  });
