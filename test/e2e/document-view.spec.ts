import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page, test as base } from '@playwright/test';
import { generatePdf } from '../samples/pdf-generator.js';
import { makePdf } from '../views/document/pdf.js';
import { type DocumentServer, startDocumentServer } from '../views/document/server.js';

// The document view alone, built as guests get it, under the headers of their page.

type Told = Readonly<Record<string, unknown>>;

declare global {
  // eslint-disable-next-line no-var
  var told: Told[];
  var end: () => void;
  var view: { command(command: object): void; destroy(): void };
}

const base64 = (text: string) => Uint8Array.from(Buffer.from(text, 'base64'));
/** 16 × 16 red, JPEG 2000. */
const JPEG_2000 = base64(
  'AAAADGpQICANCocKAAAAFGZ0eXBqcDIgAAAAAGpwMiAAAAAtanAyaAAAABZpaGRyAAAAEAAAABAAAwgHAAAAAAAPY29scgEAAAAAABAAAAC+anAyY/9P/1EALwAAAAAAEAAAABAAAAAAAAAAAAAAAQAAAAEAAAAAAAAAAAAAAwcBAQcBAQcBAf9SAAwAAAABAAYCAgAA/1wAKSJ/IH7gfuB+oHbwdvB2wG8AbwBu4GdQZ1BnaFAFUAVQR1fTV9NXYv9kABEAAUxhdmM1OS4zNy4xMDD/kAAKAAAAAAA1AAH/k9/4MBgEmj/f+DAYBziP3/gwGAc4jwAAAAAAAAAAAAAAAAAAAAAAAP/Z',
);
/** 64 × 32 white with a black triangle, its right angle at the lower right, CCITT group 4. */
const FAX = base64('/yCULBYWCwsFhYLCwWFgsLBYWP+ACACA');

const SIZES = [
  [595, 842],
  [842, 595],
  [420, 595],
  [1191, 842],
] as const;

const FILES: Readonly<Record<string, Uint8Array>> = {
  'long.pdf': generatePdf(),
  'short.pdf': makePdf(
    [
      { lines: ['The first page', 'Caf\xe9 by the sea, caf\xe9 by the quay', 'one two'] },
      {
        lines: ['The second page'],
        links: [
          '/Rect [60 700 300 780] /Dest [{page:3} 0 R /XYZ 0 400 null]'.replace(' 0 R /', ' /'),
          '/Rect [60 600 300 660] /A << /S /URI /URI (https://example.com/a?b) >>',
          '/Rect [60 500 300 560] /A << /S /URI /URI (javascript:alert\\(1\\)) >>',
          '/Rect [60 400 300 460] /A << /S /URI /URI (mailto:someone@example.com) >>',
          '/Rect [60 300 300 360] /A << /S /Named /N /LastPage >>',
          '/Rect [60 200 300 260] /A << /S /URI /URI (ftp://example.com/a) >>',
        ],
      },
      { lines: ['The third page', 'Cafe again'] },
    ],
    { 'Where it begins': 1, 'Where it ends': 3 },
  ),
  'large.pdf': makePdf(Array.from({ length: 40 }, (_, page) => ({ lines: [`Page ${page + 1}`], ballast: 200_000 }))),
  'mixed.pdf': makePdf(
    Array.from({ length: 60 }, (_, page) => {
      const [width, height] = SIZES[(page * 7) % SIZES.length] ?? [595, 842];
      return { width, height, rotate: page % 5 === 4 ? 90 : 0, lines: [`Page ${page + 1}`] };
    }),
  ),
  'sizes.pdf': makePdf(SIZES.map(([width, height]) => ({ width, height, lines: [`${width} by ${height}`] }))),
  'pictures.pdf': makePdf([
    {
      width: 320,
      height: 160,
      picture: {
        entries: '/Width 16 /Height 16 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /JPXDecode',
        data: JPEG_2000,
      },
    },
    {
      width: 320,
      height: 160,
      picture: {
        entries:
          '/Width 64 /Height 32 /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 64 /Rows 32 >>',
        data: FAX,
      },
    },
  ]),
  'japanese.pdf': makePdf([
    {
      font:
        '/Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light /Encoding /90ms-RKSJ-H /DescendantFonts [<< /Type /Font ' +
        '/Subtype /CIDFontType0 /BaseFont /Ryumin-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> ' +
        '/FontDescriptor << /Type /FontDescriptor /FontName /Ryumin-Light /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 ' +
        '/Ascent 800 /Descent -200 /StemV 80 /CapHeight 700 >> >>]',
      hex: '93FA967B8CEA',
    },
  ]),
  'symbols.pdf': makePdf([{ font: '/Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats', lines: ['abc'] }]),
};

const samples = join(import.meta.dirname, '../samples');

const test = base.extend<{ guest: (query: string) => Promise<Page> }, { server: DocumentServer }>({
  server: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const server = await startDocumentServer();
      for (const [name, bytes] of Object.entries(FILES)) server.files.set(name, bytes);
      for (const name of ['encrypted', 'truncated', 'empty', 'picture-named']) {
        server.files.set(`${name}.pdf`, readFileSync(join(samples, `${name}.pdf`)));
      }
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
  guest: async ({ page, server }, use) => {
    const noise: string[] = [];
    page.on('console', (message) => noise.push(message.text()));
    page.on('pageerror', (error) => noise.push(error.message));
    server.requests.length = 0;
    server.sent = 0;
    server.trouble = () => undefined;
    await use(async (query) => {
      await page.goto(`${server.url}?${query}`);
      await expect.poll(() => told(page, 'mounted')).toHaveLength(1);
      return page;
    });
    // Whatever a test does: nothing is blocked by the headers, and nothing is written to the console by us.
    if (page.url().startsWith(server.url)) expect(await told(page, 'violation')).toEqual([]);
    expect(noise.filter((line) => !line.startsWith('Failed to load resource'))).toEqual([]);
  },
});

const told = (page: Page, key: string) =>
  page.evaluate((name) => globalThis.told.filter((one) => name in one).map((one) => one[name]), key);

const sheet = (page: Page, number: number): Locator => page.locator(`.sheet[data-page="${number}"]`);
const canvasOf = (page: Page, number: number): Locator => sheet(page, number).locator('canvas:not(.detail)');
const field = (page: Page): Locator => page.getByRole('textbox', { name: /^Page number/ });
/** A page is drawn when its text lies over it. */
const drawn = async (page: Page, number: number): Promise<void> => {
  await expect(sheet(page, number).locator('.text')).toBeAttached();
};

/** Whether a canvas has one pixel for each of the screen's. Browsers lay out in 64ths of a CSS pixel. */
const isSharp = (canvas: Locator) =>
  canvas.evaluate((node: HTMLCanvasElement) => {
    const { width, height } = node.getBoundingClientRect();
    const off = [node.width - width * devicePixelRatio, node.height - height * devicePixelRatio];
    return node.width > 0 && off.every((pixels) => Math.abs(pixels) < devicePixelRatio / 32);
  });

const colourAt = (canvas: Locator, x: number, y: number) =>
  canvas.evaluate(
    (node: HTMLCanvasElement, [across = 0, down = 0]) => [
      ...(node.getContext('2d')?.getImageData(across * node.width, down * node.height, 1, 1).data ?? []),
    ],
    [x, y],
  );

const audit = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).disableRules(['page-has-heading-one', 'region']).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
};

test.describe.configure({ mode: 'default', timeout: 60_000 });

// All of it runs in Chromium; Firefox, which is slow to drive, runs what depends on the engine. WebKit and Firefox also
// mount the view in test/views/document.
const IN_FIREFOX =
  /first page is there|ratio 2|search finds|is marked where|selected over|links within|asks for it|nothing of it/;
test.beforeEach(({ browserName }, { title }) => {
  test.skip(browserName !== 'chromium' && !IN_FIREFOX.test(title), 'does not depend on the engine');
});

test('the first page is there when a small part of the file has come', async ({ guest, server }) => {
  const page = await guest('file=large.pdf');
  await drawn(page, 1);
  expect(await told(page, 'report')).toContain('viewed');
  const { length } = FILES['large.pdf'] ?? { length: 0 };
  expect(server.sent).toBeLessThan(length / 8);
  expect(server.requests.every(({ range }) => range !== null)).toBe(true);
});

test('five hundred pages scroll with a handful of canvases, and the end is told', async ({ guest }) => {
  const page = await guest('file=long.pdf');
  await drawn(page, 1);
  const stage = page.locator('.stage');
  let most = 0;
  for (let share = 0; share <= 1.001; share += 0.05) {
    await stage.evaluate((node, part) => node.scrollTo({ top: node.scrollHeight * part }), share);
    const number = Number(await field(page).inputValue());
    await expect.poll(async () => page.locator('.sheet').count()).toBeGreaterThan(0);
    expect(number).toBeGreaterThan(0);
    most = Math.max(most, await page.locator('.sheet canvas').count(), await page.locator('.sheet').count());
  }
  await drawn(page, 500);
  expect(await field(page).inputValue()).toBe('500');
  expect(most).toBeLessThan(12);
  expect(await told(page, 'report')).toContain('reached_end');
});

for (const pixelRatio of [1, 2, 1.5]) {
  test(`pages are as sharp as a screen of ratio ${pixelRatio} at every zoom`, async ({ browser, server }) => {
    const context = await browser.newContext({ deviceScaleFactor: pixelRatio, viewport: { width: 900, height: 700 } });
    const page = await context.newPage();
    await page.goto(`${server.url}?file=short.pdf`);
    await drawn(page, 1);
    for (const step of ['', 'Zoom in', 'Zoom in', 'Zoom out', 'Fit width']) {
      if (step) await page.getByRole('button', { name: step }).click();
      await expect.poll(() => isSharp(canvasOf(page, 1))).toBe(true);
    }
    await context.close();
  });
}

test('a page too large for one canvas is sharp where it is seen, and bounded in memory', async ({ guest }) => {
  const page = await guest('file=short.pdf');
  await drawn(page, 1);
  await page.evaluate(() => globalThis.view.command({ type: 'zoom', scale: 8 }));
  const detail = sheet(page, 1).locator('canvas.detail');
  await expect.poll(() => isSharp(detail)).toBe(true);
  const areas = await page
    .locator('.sheet canvas')
    .evaluateAll((all: HTMLCanvasElement[]) => all.map((one) => one.width * one.height));
  expect(Math.max(...areas)).toBeLessThan(2 ** 23 * 1.01);
  // The detail covers what is seen, and follows.
  await page.locator('.stage').evaluate((node) => node.scrollTo({ top: 3000, left: 2000 }));
  await expect
    .poll(() =>
      page.evaluate(() => {
        const root = document.querySelector('main > div')?.shadowRoot;
        const [stage, canvas] = [root?.querySelector('.stage'), root?.querySelector('canvas.detail')];
        const [outer, inner] = [stage?.getBoundingClientRect(), canvas?.getBoundingClientRect()];
        return outer && inner && inner.left <= outer.left && inner.top <= outer.top && inner.right > outer.right - 20;
      }),
    )
    .toBe(true);
});

test('a jump stays where it went while pages of other sizes arrive', async ({ guest, server }) => {
  const page = await guest('file=mixed.pdf');
  await drawn(page, 1);
  await page.getByRole('button', { name: 'Fit page' }).click();
  await field(page).fill('37');
  await field(page).press('Enter');
  await drawn(page, 37);
  await drawn(page, 36);
  await drawn(page, 38);
  const top = () =>
    page.evaluate(() => {
      const root = document.querySelector('main > div')?.shadowRoot;
      const box = (selector: string) => root?.querySelector(selector)?.getBoundingClientRect().top ?? NaN;
      return Math.round(box('.sheet[data-page="37"]') - box('.stage'));
    });
  expect(await top()).toBe(16);
  expect(await field(page).inputValue()).toBe('37');
  expect((await told(page, 'emit')).at(-1)).toMatchObject({ type: 'page', page: 37, pages: 60 });
  expect(server.requests.length).toBeGreaterThan(0);
});

test('search finds in all pages, whatever case and accents, and goes from match to match', async ({ guest }) => {
  const page = await guest('file=short.pdf');
  await drawn(page, 1);
  await page.keyboard.press('Control+f');
  const box = page.getByRole('searchbox', { name: 'Find in the document' });
  await expect(box).toBeFocused();
  await page.keyboard.type('CAFE');
  const count = page.locator('.count');
  await expect(count).toHaveText('1 of 3');
  await expect(page.locator('.mark')).toHaveCount(2);
  await expect(sheet(page, 1).locator('.mark.present')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(count).toHaveText('2 of 3');
  await page.keyboard.press('Enter');
  await expect(count).toHaveText('3 of 3');
  await expect(field(page)).toHaveValue('3');
  await expect(sheet(page, 3).locator('.mark.present')).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(count).toHaveText('1 of 3');
  await page.keyboard.press('Shift+Enter');
  await expect(count).toHaveText('3 of 3');
  expect(await told(page, 'announce')).toContain('3 of 3');
  await box.fill('one  two the');
  await expect(count).toHaveText('Not found');
  await page.keyboard.press('Escape');
  await expect(page.locator('.mark')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Find in the document' })).toBeFocused();
});

test('a match is marked where its word is drawn', async ({ guest }) => {
  const page = await guest('file=short.pdf');
  await drawn(page, 1);
  await page.keyboard.press('Control+f');
  await expect(page.getByRole('searchbox', { name: 'Find in the document' })).toBeFocused();
  await page.keyboard.type('first');
  await expect(page.locator('.mark')).toHaveCount(1);
  const inside = await page.evaluate(() => {
    const root = document.querySelector('main > div')?.shadowRoot;
    const canvas = root?.querySelector<HTMLCanvasElement>('.sheet canvas');
    const mark = root?.querySelector('.mark')?.getBoundingClientRect();
    const whole = canvas?.getBoundingClientRect();
    if (!canvas || !mark || !whole) return 0;
    const x = mark.left - whole.left;
    const y = mark.top - whole.top;
    const { data } = canvas.getContext('2d')?.getImageData(x, y, mark.width, mark.height) ?? { data: [] };
    let ink = 0;
    for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 128) ink += 1;
    return ink / (mark.width * mark.height);
  });
  expect(inside).toBeGreaterThan(0.08);
});

test('text can be selected over several lines with the mouse', async ({ guest, browserName }) => {
  const page = await guest('file=short.pdf');
  await drawn(page, 1);
  const spans = sheet(page, 1).locator('.text span');
  const first = await spans.first().boundingBox();
  const second = await spans.nth(1).boundingBox();
  if (!first || !second) throw new Error('no text');
  await page.mouse.move(first.x + 1, first.y + first.height / 2);
  await page.mouse.down();
  await page.mouse.move(second.x + second.width / 2, second.y + second.height / 2, { steps: 8 });
  // Beyond the end of the line there is no text: the selection must not jump to the end of the page.
  await page.mouse.move(second.x + second.width + 200, second.y + second.height / 2, { steps: 8 });
  await page.mouse.up();
  const text = await page.evaluate(() => {
    const root = document.querySelector('main > div')?.shadowRoot;
    const selection =
      root && 'getSelection' in root ? (root.getSelection as () => Selection)() : document.getSelection();
    return String(selection);
  });
  expect(text).toContain('The first page');
  expect(text).toContain('Café by the sea');
  if (browserName === 'chromium') expect(text).not.toContain('one two');
});

test('links within the document move, links out of it are safe, and others are none', async ({ guest }) => {
  const page = await guest('file=short.pdf');
  await drawn(page, 1);
  await page.getByRole('button', { name: 'Next page' }).click();
  await drawn(page, 2);
  const outside = sheet(page, 2).locator('.links a');
  await expect(outside).toHaveCount(2);
  await expect(outside.first()).toHaveAttribute('href', 'https://example.com/a?b');
  await expect(outside.first()).toHaveAttribute('target', '_blank');
  await expect(outside.first()).toHaveAttribute('rel', 'noopener noreferrer');
  await expect(outside.nth(1)).toHaveAttribute('href', 'mailto:someone@example.com');
  const inside = sheet(page, 2).locator('.links button');
  await expect(inside).toHaveCount(2);
  await inside.first().click();
  await expect(field(page)).toHaveValue('3');
  expect(await told(page, 'announce')).toContain('Page 3 of 3');
});

test('the table of contents leads to its pages', async ({ guest }) => {
  const page = await guest('file=short.pdf');
  await drawn(page, 1);
  await page.getByRole('button', { name: 'Pages and contents' }).click();
  await page.getByRole('tab', { name: 'Contents' }).click();
  await page.getByRole('button', { name: 'Where it ends' }).click();
  await expect(field(page)).toHaveValue('3');
});

test('thumbnails are drawn as they come into sight, and lead to their pages', async ({ guest }) => {
  const page = await guest('file=long.pdf');
  await drawn(page, 1);
  await page.getByRole('button', { name: 'Pages and contents' }).click();
  const thumbnails = page.locator('.thumbnails');
  await expect(thumbnails.getByRole('button')).toHaveCount(500);
  await expect(thumbnails.locator('canvas').first()).toBeAttached();
  await thumbnails.evaluate((node) => node.scrollTo({ top: node.scrollHeight / 2 }));
  await expect(page.getByRole('button', { name: 'Page 1', exact: true }).locator('canvas')).toHaveCount(0);
  expect(await thumbnails.locator('canvas').count()).toBeLessThan(30);
  const chosen = page.getByRole('button', { name: 'Page 251', exact: true });
  await chosen.click();
  await expect(field(page)).toHaveValue('251');
  await expect(chosen).toHaveAttribute('aria-current', 'page');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(field(page)).toHaveValue('252');
});

test('zoom fits width and page, steps, and keeps the point under the pointer', async ({ guest }) => {
  const page = await guest('file=short.pdf');
  await drawn(page, 1);
  const select = page.getByRole('combobox', { name: 'Zoom' });
  await select.selectOption({ label: 'Fit page' });
  const stage = await page.locator('.stage').boundingBox();
  await expect.poll(async () => (await sheet(page, 1).boundingBox())?.height).toBeLessThanOrEqual(stage?.height ?? 0);
  await select.selectOption({ label: 'Fit width' });
  await expect.poll(async () => (await sheet(page, 1).boundingBox())?.width).toBeGreaterThan((stage?.width ?? 0) - 60);
  await select.selectOption('1');
  await expect.poll(async () => Math.round((await sheet(page, 1).boundingBox())?.width ?? 0)).toBe(793);
  expect((await told(page, 'emit')).at(-1)).toEqual({ type: 'zoom', scale: 1 });

  await page.keyboard.press('0');
  const word = sheet(page, 1).locator('.text span').first();
  const before = await word.boundingBox();
  if (!before) throw new Error('no text');
  await page.mouse.move(before.x, before.y);
  await page.keyboard.down('Control');
  for (let turn = 0; turn < 4; turn += 1) await page.mouse.wheel(0, -50);
  await page.keyboard.up('Control');
  await expect.poll(async () => (await word.boundingBox())?.height).toBeGreaterThan(before.height * 1.5);
  const after = await word.boundingBox();
  expect(Math.abs((after?.x ?? 0) - before.x)).toBeLessThan(4);
  expect(Math.abs((after?.y ?? 0) - before.y)).toBeLessThan(4);
});

test('commands turn pages and zoom', async ({ guest }) => {
  const page = await guest('file=short.pdf');
  await drawn(page, 1);
  await page.evaluate(() => globalThis.view.command({ type: 'page', page: 2 }));
  await expect(field(page)).toHaveValue('2');
  await page.evaluate(() => globalThis.view.command({ type: 'page', page: 99 }));
  await expect(field(page)).toHaveValue('3');
  await page.evaluate(() => globalThis.view.command({ type: 'zoom', scale: 2 }));
  expect((await told(page, 'emit')).at(-1)).toEqual({ type: 'zoom', scale: 2 });
  await page.evaluate(() => globalThis.view.command({ type: 'play' }));
});

test('everything can be done with the keyboard alone', async ({ guest }) => {
  const page = await guest('file=long.pdf&download');
  await drawn(page, 1);
  await page.keyboard.press('End');
  await expect(field(page)).toHaveValue('500');
  await page.keyboard.press('Home');
  await expect(field(page)).toHaveValue('1');
  await page.keyboard.press('ArrowRight');
  await expect(field(page)).toHaveValue('2');
  await page.keyboard.press('ArrowLeft');
  await expect(field(page)).toHaveValue('1');
  const top = () => page.locator('.stage').evaluate((node) => node.scrollTop);
  await page.keyboard.press('PageDown');
  await expect.poll(top).toBeGreaterThan(400);
  const before = await top();
  await page.keyboard.press('ArrowDown');
  await expect.poll(top).toBeGreaterThan(before);
  await page.keyboard.press('+');
  await page.keyboard.press('-');
  await page.keyboard.press('0');
  const names: string[] = [];
  for (let press = 0; press < 14; press += 1) {
    await page.keyboard.press('Tab');
    names.push(
      await page.evaluate(() => {
        const root = document.querySelector('main > div')?.shadowRoot;
        return root?.activeElement?.getAttribute('aria-label') ?? '';
      }),
    );
  }
  for (const name of [
    'Pages and contents',
    'Next page',
    'Page number, of 500',
    'Zoom in',
    'Zoom',
    'Print',
    'Download',
  ]) {
    expect(names).toContain(name);
  }
  await page.getByRole('button', { name: 'Pages and contents' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Page 1', exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Pages and contents' })).toBeFocused();
});

test('the download is offered only where it is allowed', async ({ guest, page, server }) => {
  await guest('file=short.pdf');
  await expect(page.getByRole('link', { name: 'Download' })).toHaveCount(0);
  await guest('file=short.pdf&download');
  const started = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download' }).click();
  expect((await started).suggestedFilename()).toBe('sample.pdf');
  expect(await told(page, 'report')).toContain('downloaded');
  expect(server.requests.some(({ download }) => download)).toBe(true);
});

test('printing shows all pages on paper and nothing else, and cleans up', async ({ guest }) => {
  const page = await guest('file=sizes.pdf');
  await drawn(page, 1);
  await page.evaluate(() => {
    window.print = () => globalThis.told.push({ print: document.querySelectorAll('.guestpass-print img').length });
  });
  await page.keyboard.press('Control+p');
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expect.poll(() => told(page, 'print')).toEqual([4]);
  expect(await told(page, 'report')).toContain('printed');
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const sizes = [...pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
  expect(sizes.map(([, width, height]) => [Math.round(Number(width)), Math.round(Number(height))])).toEqual(SIZES);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect(page.locator('.guestpass-print')).toHaveCount(0);
  expect(await page.evaluate(() => document.adoptedStyleSheets.length)).toBe(0);
  await expect(page.getByRole('button', { name: 'Print' })).toBeFocused();
});

test('printing can be cancelled on the way', async ({ guest }) => {
  const page = await guest('file=long.pdf');
  await drawn(page, 1);
  await page.evaluate(() => {
    window.print = () => globalThis.told.push({ print: true });
  });
  await page.getByRole('button', { name: 'Print' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Cancel' })).toHaveCount(0);
  await expect(page.locator('.guestpass-print')).toHaveCount(0);
  expect(await told(page, 'print')).toEqual([]);
  expect(await told(page, 'report')).not.toContain('printed');
});

test('a file with a password asks for it, and gives up when there is none', async ({ guest, page }) => {
  await guest('file=encrypted.pdf');
  const password = page.getByLabel('Password');
  await audit(page);
  await password.fill('wrong');
  await password.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('That is not the password.');
  await expect(password).toBeFocused();
  await password.fill('lantern');
  await page.getByRole('button', { name: 'Open' }).click();
  await drawn(page, 1);
  expect(await told(page, 'fail')).toEqual([]);

  await guest('file=encrypted.pdf');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => told(page, 'fail')).toEqual(['encrypted']);
});

for (const [file, problem] of [
  ['truncated.pdf', 'broken'],
  ['picture-named.pdf', 'broken'],
  ['empty.pdf', 'empty'],
  ['unknown.pdf', 'ended'],
] as const) {
  test(`${file} is told apart: ${problem}`, async ({ guest }) => {
    const page = await guest(`file=${file}`);
    expect(await told(page, 'fail')).toEqual([problem]);
    await expect(page.locator('main > div')).toHaveCount(0);
  });
}

test('a share that ends while it is read says so', async ({ guest, server }) => {
  const page = await guest('file=large.pdf');
  await drawn(page, 1);
  server.trouble = () => 410;
  await page.keyboard.press('End');
  await expect.poll(() => told(page, 'fail')).toEqual(['ended']);
});

test('a connection that breaks is waited for, and said', async ({ guest, server }) => {
  const page = await guest('file=large.pdf');
  await drawn(page, 1);
  server.trouble = () => 'cut';
  await page.keyboard.press('End');
  await expect(page.getByText('The connection is gone. Trying again …')).toBeVisible();
  server.trouble = () => undefined;
  await drawn(page, 40);
  await expect(page.getByText('The connection is gone. Trying again …')).toBeHidden();
  expect(await told(page, 'fail')).toEqual([]);
});

test('a server without ranges serves too', async ({ guest, server, page }) => {
  await page.route('**/content/**', async (route) => {
    const headers = { ...route.request().headers() };
    delete headers['range'];
    await route.continue({ headers });
  });
  await guest('file=short.pdf');
  await drawn(page, 1);
  expect(server.requests.some(({ range }) => range === null)).toBe(true);
});

test('JPEG 2000 and fax pictures are decoded without WebAssembly', async ({ guest, page, server }) => {
  await guest('file=pictures.pdf');
  await drawn(page, 1);
  await drawn(page, 2);
  const [red = 0, green = 255] = await colourAt(canvasOf(page, 1), 0.5, 0.5);
  expect(red).toBeGreaterThan(200);
  expect(green).toBeLessThan(60);
  expect(await colourAt(canvasOf(page, 2), 0.05, 0.05)).toEqual([255, 255, 255, 255]);
  expect(await colourAt(canvasOf(page, 2), 0.7, 0.66)).toEqual([0, 0, 0, 255]);
  expect(server.requests.length).toBeGreaterThan(0);
});

test('character maps and standard fonts come when a file needs them, and only then', async ({ guest, page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const extras = () => asked.filter((path) => /pdfjs-[\d.]+\/(cmaps|standard_fonts|wasm)\//.test(path));
  await guest('file=short.pdf');
  await drawn(page, 1);
  expect(extras()).toEqual([]);
  await guest('file=japanese.pdf');
  await drawn(page, 1);
  expect(await sheet(page, 1).locator('.text').textContent()).toContain('日本語');
  expect(extras().some((path) => path.endsWith('.bcmap'))).toBe(true);
  await guest('file=symbols.pdf');
  await drawn(page, 1);
  expect(extras().some((path) => path.endsWith('FoxitDingbats.pfb'))).toBe(true);
});

test('when it goes, nothing of it stays', async ({ guest }) => {
  const page = await guest('file=long.pdf');
  await drawn(page, 1);
  const workers = () => page.workers().length;
  expect(workers()).toBe(1);
  await page.evaluate(() => globalThis.view.destroy());
  await expect(page.locator('main > div')).toHaveCount(0);
  await expect.poll(workers).toBe(0);
  expect(await page.evaluate(() => document.querySelectorAll('body > :not(main, script)').length)).toBe(0);
  const before = (await told(page, 'emit')).length;
  await page.keyboard.press('End');
  expect(await told(page, 'emit')).toHaveLength(before);
});

test('it can go before it came', async ({ page, server }) => {
  await page.goto(`${server.url}?file=large.pdf`);
  await page.waitForFunction(() => 'told' in globalThis);
  await page.evaluate(() => globalThis.end?.());
});

for (const scheme of ['light', 'dark'] as const) {
  test(`every state passes axe in ${scheme}`, async ({ guest, page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme: scheme });
    await guest('file=short.pdf&download');
    await drawn(page, 1);
    await audit(page);
    await page.keyboard.press('Control+f');
    await expect(page.getByRole('searchbox', { name: 'Find in the document' })).toBeFocused();
    await page.keyboard.type('cafe');
    await expect(page.locator('.mark')).toHaveCount(2);
    await audit(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Pages and contents' }).click();
    await audit(page);
    await page.getByRole('tab', { name: 'Contents' }).click();
    await audit(page);
  });
}

test('on a phone everything is within reach of a thumb', async ({ browser, server }) => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 780 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  await page.goto(`${server.url}?file=short.pdf&download`);
  await drawn(page, 1);
  await page.getByRole('button', { name: 'More controls' }).click();
  for (const control of await page.locator('.bar :is(button, a, select):visible').all()) {
    const box = await control.boundingBox();
    expect(box?.width, (await control.getAttribute('aria-label')) ?? '').toBeGreaterThanOrEqual(44);
    expect(box?.height).toBeGreaterThanOrEqual(44);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await expect(page.getByRole('button', { name: 'Print' })).toBeVisible();
  await page.getByRole('button', { name: 'Pages and contents' }).click();
  await page.getByRole('button', { name: 'Page 3', exact: true }).click();
  await expect(field(page)).toHaveValue('3');
  await expect(page.locator('.panel')).toBeHidden();
  await audit(page);

  // Two fingers apart.
  const client = await context.newCDPSession(page);
  const width = async () => (await sheet(page, 3).boundingBox())?.width ?? 0;
  const before = await width();
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', apart: number) =>
    client.send('Input.dispatchTouchEvent', {
      type,
      touchPoints:
        type === 'touchEnd'
          ? []
          : [
              { x: 195 - apart, y: 300, id: 0 },
              { x: 195 + apart, y: 300, id: 1 },
            ],
    });
  await touch('touchStart', 40);
  for (const apart of [50, 60, 80]) await touch('touchMove', apart);
  await touch('touchEnd', 0);
  await expect.poll(width).toBeGreaterThan(before * 1.8);
  await context.close();
});

test('it speaks the guest’s language, and reads from right to left where that is the way', async ({ guest, page }) => {
  await guest('file=short.pdf&language=de');
  await expect(page.getByRole('button', { name: 'Nächste Seite' })).toBeVisible();
  await guest('file=short.pdf&language=ar');
  await drawn(page, 1);
  const panel = await page.getByRole('button', { name: 'الصفحات والمحتويات' }).boundingBox();
  const print = await page.getByRole('button', { name: 'طباعة' }).boundingBox();
  expect(panel?.x ?? 0).toBeGreaterThan(print?.x ?? 0);
});
