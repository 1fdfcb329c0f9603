import { type Page, test as base } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { openSites, type Stage } from './sites.js';

export const test = base.extend<{ stage: Stage }, { worker: Stage & { close(): Promise<void> } }>({
  worker: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of a fixture's needs from here; this one has none
    async ({}, use) => {
      const stage = await openSites();
      await use(stage);
      await stage.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  stage: async ({ worker }, use) => {
    await use(worker);
  },
});

/** The ordinary client of player.js, as pages load it. */
export const playerJsClient = (): string =>
  readFileSync(new URL('../../../node_modules/player.js/dist/player-0.1.0.js', import.meta.url), 'utf8');

export const html = (inside: string, head = ''): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A page</title>${head}</head><body>${inside}</body></html>`;

/** Every event of every embed on the pages that are opened from now on, by its type. */
export async function eventsOf(page: Page): Promise<() => readonly string[]> {
  const heard: string[] = [];
  await page.exposeFunction('hear', (type: string) => heard.push(type));
  await page.addInitScript(() => {
    const types = ['connected', 'opened', 'state', 'play', 'pause', 'ended', 'timeupdate', 'resize', 'error', 'escape'];
    for (const type of [...types, 'expanded', 'collapsed'])
      addEventListener(`share-${type}`, () => Reflect.get(window, 'hear')(type));
  });
  return () => heard;
}

/** Errors that nobody caught. Firefox's driver counts a refused request or frame among them, which is no error of a script. */
export function errorsOf(page: Page): readonly string[] {
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => {
    if (!/Same Origin Policy|favicon|violates the following directive/.test(message)) errors.push(message);
  });
  return errors;
}
