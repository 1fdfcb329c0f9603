import { expect, type Page, test } from '@playwright/test';
import { frameAncestors, isWebOrigin } from '../../../src/contract/origins.js';
import { cases } from '../../contract/origin-cases.js';

/** Where the frames are: nobody's address, answered by this test. */
const server = 'https://share.invalid';
const blocked = /^(chrome-error:|about:neterror\?e=cspBlocked)/;

/** The cases whose origin a browser can be at, by that origin. */
const byOrigin = new Map<string, { readonly pattern: string; readonly allowed: boolean; readonly index: number }[]>();
for (const [index, [pattern, origin, allowed]] of cases.entries())
  if (isWebOrigin(origin)) byOrigin.set(origin, [...(byOrigin.get(origin) ?? []), { pattern, allowed, index }]);

/** Every address is answered here, so that pages can be of any origin, also those of https and of other ports. */
async function answer(page: Page): Promise<void> {
  await page.route('**/*', async (route) => {
    const { origin, pathname } = new URL(route.request().url());
    const index = Number(pathname.slice(1));
    const [pattern = ''] = cases[index] ?? [];
    if (origin === server)
      return route.fulfill({
        contentType: 'text/html',
        headers: { 'content-security-policy': `frame-ancestors ${frameAncestors([pattern])}` },
        body: 'Shown',
      });
    const frames = byOrigin
      .get(origin)
      ?.map(({ index }) => `<iframe name="case-${index}" src="${server}/${index}"></iframe>`);
    if (!frames) return route.abort();
    return route.fulfill({ contentType: 'text/html', body: `<!doctype html><title>A page</title>${frames.join('')}` });
  });
}

test('in the browser the header lets in and keeps out exactly what the server’s own check does, case by case', async ({
  page,
}) => {
  test.slow();
  await answer(page);
  let seen = 0;
  for (const [origin, those] of byOrigin) {
    await page.goto(`${origin}/`);
    expect(new URL(page.url()).origin).toBe(origin);
    const shown = () =>
      those.map(({ index }) => {
        const address = page.frame(`case-${index}`)?.url() ?? '';
        return address.startsWith(server) ? true : blocked.test(address) ? false : address;
      });
    await expect
      .poll(shown, those.map(({ pattern }) => pattern).join(' '))
      .toEqual(those.map(({ allowed }) => allowed));
    seen += those.length;
  }
  expect(seen).toBeGreaterThan(60);
});
