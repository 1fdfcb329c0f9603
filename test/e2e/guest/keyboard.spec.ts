import { expect, type Page } from '@playwright/test';
import { isOpen } from './look.js';
import { type Stage, test } from './stage.js';

// The whole page by keyboard alone: where Tab leads, what keys do, and what is said to those who listen.

test.describe.configure({ timeout: 60_000 });

const document = 'render:0195938e-7c40-7d1b-a2f6-3e8c51b7d904';
const video = 'render:evening-walk';
const image = 'render:quay-at-dusk';
const graph = 'project:harbour-lights-a1b2c3';

/** Opens a share and writes down all that its page says to those who listen. */
async function walkTo(page: Page, stage: Stage, resource: string): Promise<void> {
  const link = await stage.share({ resource, download: true, message: 'Please look at the quay first.' });
  await page.goto(link.url);
  await isOpen(page);
}

/** The name of what has the focus, in whatever shadow root; empty when nothing has it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    let element = globalThis.document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element === globalThis.document.body ? '' : (element?.ariaLabel ?? element?.textContent?.trim() ?? '');
  });

const tabTo = async (page: Page, name: string | RegExp): Promise<void> => {
  await expect(async () => {
    await page.keyboard.press('Tab');
    expect(await focused(page)).toMatch(name);
  }).toPass({ timeout: 20_000, intervals: [0] });
};

const isSaid = (page: Page, text: string | RegExp) => expect(page.locator('#live')).toHaveText(text);

const inHead = ['Skip to the content', 'Message: Please look at the quay first.'];

/** What Tab leads to after the head, in the order in which it is seen. */
const orders: Readonly<Record<string, readonly string[]>> = {
  [document]: [
    'Pages and contents',
    'Previous page',
    'Next page',
    'Page number, of 2',
    'Zoom out',
    'Zoom',
    'Zoom in',
    'Fit page',
    'Find in the document',
    'Print',
    'Download',
    'Pages. ',
  ],
  [video]: [
    'Play',
    'Position',
    'Play',
    'Mute',
    'Volume',
    'Captions',
    'Speed',
    'Picture in picture',
    'Download',
    'Full screen',
  ],
  'render:pier-tones': ['Position', 'Play', 'Mute', 'Volume', 'Speed', 'Download'],
  [image]: ['Image. ', 'Zoom out', 'Actual size', 'Zoom in', 'Fit to window', 'Download'],
  [graph]: [
    'Find a service or topic',
    'Filter',
    'Picture',
    'Table',
    'Download',
    'Graph of services and topics',
    'Zoom out',
    'Zoom in',
    'Fit to window',
  ],
};

for (const [resource, order] of Object.entries(orders))
  test(`Tab leads through ${resource} in the order of its page, and out of it`, async ({
    page,
    browserName,
    stage,
  }) => {
    test.skip(browserName !== 'chromium', 'Each engine has controls of its own, and its own way out of the page.');
    await walkTo(page, stage, resource);
    // A view is open before its controls are there.
    await expect(page.locator(`#view [aria-label^="${order.at(-1)}"]`).first()).toBeAttached();
    const names: string[] = [];
    for (const wanted of [...inHead, ...order]) {
      await page.keyboard.press('Tab');
      const name = await focused(page);
      // What is wanted is how the name begins: the rest of it changes.
      names.push(name.startsWith(wanted) ? wanted : name);
    }
    expect(names).toEqual([...inHead, ...order]);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('');
  });

test('the skip link is seen when it has the focus, and leads into the view', async ({ page, stage }) => {
  await walkTo(page, stage, image);
  const skip = page.getByRole('link', { name: 'Skip to the content' });
  await tabTo(page, 'Skip to the content');
  await expect(skip).toBeInViewport();
  expect((await skip.boundingBox())?.width).toBeGreaterThan(80);
  await page.keyboard.press('Enter');
  await tabTo(page, /^Image\. /);
});

test('the message opens and closes by key, and gives the focus back', async ({ page, stage }) => {
  await walkTo(page, stage, image);
  await tabTo(page, /^Message/);
  await page.keyboard.press('Enter');
  await expect(page.locator('#message')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('#message')).toBeHidden();
  expect(await focused(page)).toMatch(/^Message/);
});

test('a document is read by keys, and says where it is', async ({ page, stage }) => {
  await walkTo(page, stage, document);
  await isSaid(page, 'Site survey, Port Aldry harbour');
  await tabTo(page, 'Next page');
  await page.keyboard.press('Enter');
  await isSaid(page, 'Page 2 of 2');
  await tabTo(page, 'Zoom in');
  await page.keyboard.press('Enter');
  await isSaid(page, /^Zoom \d+%$/);
});

test('a video is played by keys', async ({ page, stage }) => {
  await walkTo(page, stage, video);
  await tabTo(page, 'Play');
  await page.keyboard.press('Enter');
  const player = page.locator('#view video');
  await expect.poll(() => player.evaluate((node: HTMLVideoElement) => node.paused)).toBe(false);
  await page.keyboard.press('m');
  await isSaid(page, 'Mute');
  await page.keyboard.press('End');
  await expect.poll(() => player.evaluate((node: HTMLVideoElement) => node.ended)).toBe(true);
});

test('a graph is walked by keys', async ({ page, stage }) => {
  await walkTo(page, stage, graph);
  await tabTo(page, /^Graph of services/);
  await page.keyboard.press('+');
  await isSaid(page, /^Zoom \d+%$/);
  await page.keyboard.press('Enter');
  await expect(page.locator('#live')).not.toHaveText(/^Zoom/);
  const first = await page.locator('#live').textContent();
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('#live')).not.toHaveText(first ?? '');
});

test('a link for one use is opened by keys, and the focus is in the view then', async ({ page, stage }) => {
  const link = await stage.share({ usageLimit: 1 });
  await page.goto(link.url);
  await tabTo(page, 'Open');
  await page.keyboard.press('Enter');
  await isOpen(page);
  await isSaid(page, 'The quay at dusk');
  // Not `toBeFocused`, which also asks for the window's focus: a window that was never clicked may have none.
  await expect.poll(() => page.evaluate(() => globalThis.document.activeElement?.id)).toBe('stage');
});
