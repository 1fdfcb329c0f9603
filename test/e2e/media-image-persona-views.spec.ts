import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test as base } from '@playwright/test';
import { type PageServer, startPageServer } from '../views/page-server.js';

// The views of images, recordings and personas, each alone, built as guests get it, under the base policy of our pages.

type Told = Readonly<Record<string, unknown>>;

const test = base.extend<{ told: () => Promise<Told[]> }, { server: PageServer }>({
  server: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from its pattern
    async ({}, use) => {
      const server = await startPageServer();
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
  told: async ({ page }, use) => {
    const told = () => page.evaluate(() => Reflect.get(globalThis, 'told') as Told[]);
    await use(told);
    expect((await told()).filter((one) => 'violation' in one)).toEqual([]);
  },
});

const media = 'test/views/media';
const image = {
  type: 'image',
  asset: 'demo/resources/render/first-light.jpg',
  contentType: 'image/jpeg',
  filename: 'a.jpg',
  alt: 'First light',
};
const video = {
  type: 'video',
  asset: `${media}/moving.webm`,
  contentType: 'video/webm',
  hls: false,
  poster: 'demo/resources/render/evening-walk.poster.jpg',
  captions: [{ asset: `${media}/english.vtt`, lang: 'en', label: 'English' }],
  filename: 'a.webm',
};
const persona = {
  type: 'persona',
  name: 'Mira Lund',
  description: 'Keeper.',
  poster: null,
  idleVideo: `${media}/moving.webm`,
  live: true,
  minutes: 5,
};

const isMounted = (page: Page) =>
  expect.poll(() => page.evaluate(() => JSON.stringify(Reflect.get(globalThis, 'told') ?? ''))).toContain('mounted');

test('an image is looked into by wheel, keys and double click', async ({ page, server, told }) => {
  await page.goto(server.url(image));
  const percent = page.getByRole('button', { name: /^Actual size/ });
  await expect(page.getByRole('img', { name: 'First light' })).toBeVisible();
  const whole = await percent.innerText();
  await page.mouse.move(400, 300);
  await page.mouse.wheel(0, -400);
  await expect(percent).not.toHaveText(whole);
  await page.keyboard.press('Tab');
  await page.keyboard.press('0');
  await expect(percent).toHaveText(whole);
  await page.mouse.dblclick(400, 300);
  await expect(percent).toHaveText(/^1\d\d%$/);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  expect(await told()).toContainEqual({ report: 'viewed' });
});

test('a drawing runs no script', async ({ page, server }) => {
  await page.goto(server.url({ ...image, asset: 'test/samples/hostile.svg', contentType: 'image/svg+xml' }));
  await expect(page.getByRole('img', { name: 'First light' })).toBeVisible();
  expect(await page.evaluate(() => Reflect.get(globalThis, 'svgRan'))).toBe(undefined);
});

for (const [type, what] of [
  ['video', 'a video'],
  ['audio', 'a sound recording'],
] as const)
  test(`${what} plays at a click, with captions`, async ({ page, server, told }) => {
    await page.goto(server.url({ ...video, type }));
    await page.getByRole('button', { name: 'Play' }).first().click();
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
    await page.getByRole('combobox', { name: 'Captions' }).selectOption('English');
    await page.getByRole('combobox', { name: 'Speed' }).selectOption('2×');
    await expect(page.getByRole('button', { name: 'Play again' })).toBeAttached();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    const reports = (await told()).flatMap((one) => one['report'] ?? []);
    expect(new Set(reports)).toEqual(new Set(['viewed', 'played', 'reached_end']));
  });

test('the controls of a video leave the picture and come back by Tab', async ({ page, server, told }) => {
  await page.goto(server.url({ ...video, asset: 'demo/resources/render/quay-loop.webm' }));
  await page.getByRole('button', { name: 'Play' }).first().click();
  await page.mouse.move(200, 200);
  const bar = page.getByRole('group', { name: 'Player controls' });
  await expect(bar).toHaveCSS('opacity', '0');
  await page.keyboard.press('Tab');
  await expect(bar).toHaveCSS('opacity', '1');
  expect(await told()).toContainEqual({ emit: 'play' });
});

test('HLS plays, through the library where the browser does not play it by itself', async ({ page, server, told }) => {
  const list = { ...video, asset: `${media}/hls/index.m3u8`, contentType: 'application/vnd.apple.mpegurl', hls: true };
  await page.goto(server.url({ ...list, captions: [] }));
  await page.getByRole('button', { name: 'Play' }).first().click();
  await expect(page.getByRole('button', { name: 'Play again' })).toBeAttached({ timeout: 15_000 });
  expect((await told()).filter((one) => 'fail' in one)).toEqual([]);
});

/** Opens a page on which the part of a view that brings its controls is held until the test lets it go. */
async function openWithout(page: Page, name: 'controls' | 'looking', url: string): Promise<() => void> {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(`**/${name}-*.js`, async (route) => {
    await held;
    await route.continue();
  });
  // Firefox says that a page is loaded only when all is there that it has asked for.
  await page.goto(url, { waitUntil: 'commit' });
  await isMounted(page);
  return () => release();
}

/** Where something is and how large, to a tenth of a pixel. */
const place = async (page: Page, selector: string) => {
  const box = await page.locator(selector).boundingBox();
  return Object.values(box ?? {}).map((length) => length.toFixed(1));
};

const videoElement = (page: Page) => page.locator('video');

test('a video plays before its controls are there, which take over what was begun', async ({ page, server, told }) => {
  const release = await openWithout(
    page,
    'controls',
    server.url({ ...video, asset: 'demo/resources/render/quay-loop.webm' }),
  );
  await expect(page.getByRole('group', { name: 'Player controls' })).toHaveCount(0);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Play' })).toHaveCount(0);
  expect(await told()).toContainEqual({ emit: 'play' });
  await page.keyboard.press('m');
  await videoElement(page).click();
  await expect.poll(told).toContainEqual({ emit: 'pause' });
  release();
  await expect(page.getByRole('button', { name: 'Unmute' })).toBeVisible();
  await expect(
    page.getByRole('group', { name: 'Player controls' }).getByRole('button', { name: 'Play' }),
  ).toBeFocused();
  await page.keyboard.press('k');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
});

test('the card of a sound recording stays where it is when its controls come', async ({ page, server }) => {
  const release = await openWithout(page, 'controls', server.url({ ...video, type: 'audio' }));
  const before = await place(page, '.card');
  expect(before).toHaveLength(4);
  release();
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  expect(await place(page, '.card')).toEqual(before);
});

for (const type of ['video', 'audio'] as const)
  test(`${type} whose controls do not arrive has the browser's own, and its download`, async ({
    page,
    server,
    told,
  }) => {
    await page.route('**/controls-*.js', (route) => route.abort());
    await page.goto(server.url({ ...video, type }));
    await isMounted(page);
    const recording = page.locator(type);
    await expect(recording).toHaveJSProperty('controls', true);
    await expect(recording).toBeVisible();
    await expect(page.getByRole('link', { name: 'Download' })).toBeVisible();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await recording.focus();
    await page.keyboard.press('Space');
    await expect.poll(told).toContainEqual({ emit: 'play' });
  });

for (const [what, view] of [
  ['photograph', image],
  ['drawing', { ...image, asset: 'demo/resources/render/harbour-map.svg', contentType: 'image/svg+xml' }],
] as const)
  test(`a ${what} stays where it is when one can look into it`, async ({ page, server }) => {
    const release = await openWithout(page, 'looking', server.url(view));
    const before = await place(page, 'img');
    expect(before).toHaveLength(4);
    release();
    await expect(page.getByRole('button', { name: 'Zoom in' })).toBeVisible();
    expect(await place(page, 'img')).toEqual(before);
  });

test('an image that cannot be looked into is seen whole, at each size of the page, and can be saved', async ({
  page,
  server,
  told,
}) => {
  await page.route('**/looking-*.js', (route) => route.abort());
  await page.goto(server.url(image));
  await isMounted(page);
  await expect(page.getByRole('link', { name: 'Download' })).toBeVisible();
  await expect(page.getByRole('button')).toHaveCount(0);
  const picture = page.getByRole('img', { name: 'First light' });
  for (const viewport of [
    { width: 1280, height: 720 },
    { width: 390, height: 600 },
  ]) {
    await page.setViewportSize(viewport);
    await expect.poll(async () => (await picture.boundingBox())?.width).toBeLessThanOrEqual(viewport.width - 32);
    await expect(picture).toBeInViewport({ ratio: 1 });
  }
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  expect(await told()).toContainEqual({ report: 'viewed' });
});

test('a persona says that the page has no microphone, and that the service refuses her token', async ({
  page,
  server,
  told,
}) => {
  await page.addInitScript(() => {
    const getUserMedia = () => Promise.reject(new DOMException('', 'NotFoundError'));
    Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia } });
  });
  await page.goto(server.url(persona));
  await isMounted(page);
  await page.getByRole('button', { name: 'Start conversation' }).click();
  await expect(page.getByText('No microphone was found.')).toBeVisible();
  await page.getByRole('button', { name: 'Continue by typing' }).click();
  await expect(page.getByText('The service did not accept this conversation.')).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  expect(await told()).toContainEqual({ emit: 'error' });
});
