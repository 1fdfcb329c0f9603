// The twelve-page document, printed by Chromium with its outline and its links.
import { join } from 'node:path';
import { resources, withPage } from './browser.mjs';

export async function makeDocument() {
  await withPage(async (page, origin) => {
    await page.goto(`${origin}/make-samples/document.html`);
    await page.waitForSelector('html[data-ready]');
    await page.pdf({
      path: join(resources, 'render', 'harbour-lights-concept.pdf'),
      preferCSSPageSize: true,
      printBackground: true,
      outline: true,
      tagged: true,
    });
  });
}
