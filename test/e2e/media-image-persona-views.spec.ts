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
