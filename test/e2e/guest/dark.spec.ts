import { type BrowserContext, expect, type Page } from '@playwright/test';
import { isOpen, says } from './look.js';
import { type Link, type Stage, test } from './stage.js';

// What ends a share ends what is open: the view goes dark within two seconds, says why, and its bytes are refused.

test.describe.configure({ timeout: 60_000 });

interface Ending {
  readonly title: string;
  /** What is said to one who asks for the bytes then. */
  readonly refused: number;
  readonly settings?: Readonly<Record<string, unknown>>;
  end(link: Link, stage: Stage): Promise<void>;
}

const endings: Readonly<Record<string, Ending>> = {
  revoked: { title: 'This link was withdrawn', refused: 410, end: (link) => link.revoke() },
  paused: { title: 'This link is paused', refused: 403, end: (link) => link.change({ enabled: false }) },
  replaced: { title: 'This link was replaced', refused: 401, end: (link) => link.rotate() },
  expired: {
    title: 'This link has expired',
    refused: 410,
    settings: { expiresIn: 600 },
    end: async (_link, stage) => stage.clock.advance(601_000),
  },
};

const ways: Readonly<Record<string, (context: BrowserContext) => Promise<unknown>>> = {
  'by the stream': async () => undefined,
  'by asking, where no stream comes through': (context) =>
    context.route('**/live', (route) =>
      route.request().headers()['accept']?.includes('text/event-stream') ? route.abort() : route.continue(),
    ),
};

/** Writes down when the card comes back. */
const watchCard = (page: Page) =>
  page.evaluate(() => {
    const card = document.getElementById('state');
    if (!card) return;
    new MutationObserver((_changes, observer) => {
      if (card.hidden || card.dataset['state'] === 'loading') return;
      Reflect.set(globalThis, 'wentDark', Date.now());
      observer.disconnect();
    }).observe(card, { attributes: true });
  });

for (const [way, prepare] of Object.entries(ways))
  for (const [name, { title, refused, settings = {}, end }] of Object.entries(endings))
    test(`a view of a link that is ${name} goes dark ${way}`, async ({ page, context, own }) => {
      await prepare(context);
      const link = await own.share(settings);
      const bytes = page.waitForRequest('**/content/**');
      await page.goto(link.url);
      await isOpen(page);
      await watchCard(page);
      const { pathname } = new URL((await bytes).url());
      expect((await page.request.get(own.url + pathname)).status()).toBe(200);
      await end(link, own);
      const endedAt = Date.now();
      await says(page, title);
      await expect(page.locator('#view > *')).toHaveCount(0);
      expect(await page.evaluate(() => Number(Reflect.get(globalThis, 'wentDark')))).toBeLessThan(endedAt + 2000);
      expect((await page.request.get(own.url + pathname)).status()).toBe(refused);
    });

test('a new password ends the visit, and asks for it', async ({ page, stage }) => {
  const link = await stage.share({ password: 'quay' });
  await page.goto(link.url);
  const field = page.getByLabel('Password', { exact: true });
  await field.fill('quay');
  await field.press('Enter');
  await isOpen(page);
  await link.change({ password: 'pier' });
  await says(page, 'This link asks for a password');
  await expect(page.getByRole('region')).toContainText('The password was changed meanwhile');
  await expect(field).toBeFocused();
  await field.fill('pier');
  await field.press('Enter');
  await isOpen(page);
});

test('who was inside the view when it ended is told, and stands at the words', async ({ page, stage }) => {
  const link = await stage.share();
  await page.goto(link.url);
  await isOpen(page);
  await page.getByRole('button', { name: 'Zoom in' }).focus();
  await link.revoke();
  await says(page, 'This link was withdrawn');
  await expect(page.getByRole('heading', { level: 2 })).toBeFocused();
  await expect(page.locator('#live')).toContainText('This link was withdrawn');
});

test('a page behind others goes dark too', async ({ page, stage }) => {
  const link = await stage.share();
  await page.goto(link.url);
  await isOpen(page);
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await link.revoke();
  await says(page, 'This link was withdrawn');
});

test('a page out of the browser’s cache shows nothing until it has asked', async ({ page, context, stage }) => {
  const link = await stage.share();
  await page.goto(link.url);
  await isOpen(page);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
  await expect(page.locator('#view img')).toBeHidden();
  await link.revoke();
  await context.route('**/{open,live}', (route) => route.abort());
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await expect(page.locator('#view img')).toBeHidden();
  await context.unroute('**/{open,live}');
  await says(page, 'This link was withdrawn');
});
