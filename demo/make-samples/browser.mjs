// A Chromium page that can import this folder's drawings, for the scripts that make pictures, video and documents.
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';

export const here = dirname(fileURLToPath(import.meta.url));
export const resources = join(here, '..', 'resources');

const FONTS = '/usr/share/fonts/truetype';
const types = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
};

/** Runs work(page, origin) with a page whose origin serves the demo folder; closes everything after it. */
export async function withPage(work, options = {}) {
  const root = join(here, '..');
  const server = createServer((request, response) => {
    const asked = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    const base = asked.startsWith('/fonts/') ? FONTS : root;
    const path = normalize(join(base, asked.replace(/^\/fonts\//, '/')));
    if (!path.startsWith(base + sep)) return response.writeHead(404).end();
    response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream');
    return createReadStream(path)
      .on('error', () => response.writeHead(404).end())
      .pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch({
    executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage(options);
    const origin = `http://127.0.0.1:${server.address().port}`;
    await page.goto(`${origin}/make-samples/blank.html`);
    return await work(page, origin);
  } finally {
    await browser.close();
    server.close();
  }
}
