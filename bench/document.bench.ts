/**
 * The document view with a file of 500 pages: time until the first page is there and how much of the file that took, frames
 * while it is scrolled, and the heap. `npm run bench -- document`. Frames are wall time, so on a busy machine look at the
 * main thread's time for one instead.
 */
import { chromium } from 'playwright';
import { CHROMIUM_ARGS, findChromium } from '../scripts/browser.mjs';
import { generatePdf } from '../test/samples/pdf-generator.js';
import { startDocumentServer } from '../test/views/document/server.js';
import { frames, heap } from './page-meters.js';

/** Scrolls `step` CSS pixels with each frame, `count` times; resolves with the milliseconds from frame to frame. */
const scroll = (step: number, count: number) => `(async () => {
  const stage = document.querySelector('main > div').shadowRoot.querySelector('.stage');
  const gaps = []; let last = await new Promise(requestAnimationFrame);
  for (let n = 0; n < ${count}; n++) { stage.scrollBy(0, ${step}); const now = await new Promise(requestAnimationFrame); gaps.push(now - last); last = now; }
  return gaps;
})()`;

const server = await startDocumentServer();
const file = generatePdf();
server.files.set('long.pdf', file);
const browser = await chromium.launch({ executablePath: findChromium() ?? '', args: CHROMIUM_ARGS });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const begun = performance.now();
  await page.goto(`${server.url}?file=long.pdf`);
  await page.locator('.sheet[data-page="1"] .text').waitFor({ state: 'attached', timeout: 60_000 });
  const took = performance.now() - begun;
  const read = ((server.sent / file.length) * 100).toFixed(0);
  console.log(`500 pages, ${(file.length / 1e6).toFixed(1)} MB: first page after ${took.toFixed(0)} ms`);
  console.log(`  read by then           ${read} % of the file; heap ${await heap(page)} MB`);
  await frames(page, 'nothing moves', scroll(0, 60));
  await frames(page, 'read: 8 px a frame', scroll(8, 240));
  await frames(page, 'skim: 80 px a frame', scroll(80, 240));
  await frames(page, 'fling: 800 px a frame', scroll(800, 240));
  await frames(page, 'through all of it', scroll(2000, 240));
  const sheets = await page.locator('.sheet').count();
  console.log(`  after all pages        heap ${await heap(page)} MB, ${sheets} pages are kept`);
  await page.evaluate('window.end()');
  console.log(`  heap after it is gone: ${await heap(page)} MB`);
} finally {
  await browser.close();
  await server.close();
}
