import { expect, type Locator, type Page } from '@playwright/test';
import { randomUUID } from 'node:crypto';
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { open, type Stage, test as base } from '../vendors/stage.js';

/** A server over files of its own, and an app that shares them; one a worker. */
export const test = base.extend<{ studio: Stage }, { opened: Stage }>({
  opened: [
    // `closing` ends what this one starts.
    async ({ closing }, use) => {
      expect(closing).toBeUndefined();
      await use(await open({}, { resources: true }));
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  studio: async ({ opened }, use) => use(opened),
});

const picture = fileURLToPath(new URL('../../../demo/resources/render/opening-night.webp', import.meta.url));

/** A picture that no other test shares; answers its id. */
export async function thing(studio: Stage, title = 'Opening night'): Promise<string> {
  const id = `thing-${randomUUID()}`;
  const file = join(studio.folder, 'resources/render', id);
  const meta = { name: title, status: 'succeeded', createdAt: '2026-09-30T15:30:00.000Z' };
  await copyFile(picture, `${file}.webp`);
  await writeFile(`${file}.json`, JSON.stringify(meta));
  return id;
}

export const shareButton = (studio: Stage, id: string, more = ''): string =>
  `<share-button server="${studio.server}" resource="render:${id}" grant-url="/api/grant" ${more}></share-button>`;

export interface PageOptions {
  readonly head?: string;
  readonly body?: string;
  readonly language?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A page of the app, with a share button for the thing unless `body` says otherwise. Answers its address. */
export function hostPage(studio: Stage, id: string, options: PageOptions = {}): string {
  const { head = '', body = shareButton(studio, id), language = 'en', headers = {} } = options;
  const path = `/page-${randomUUID()}`;
  studio.page(
    path,
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>Studio</title>
    <meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
    <script type="module" src="${studio.server}/elements.js"></script>${head}</head>
    <body><main><h1>Studio</h1>${body}</main></body></html>`,
    headers,
  );
  return studio.studio + path;
}

/** Makes a link by the API, as somebody else would. */
export async function mint(studio: Stage, id: string, options: object = {}): Promise<{ id: string; url: string }> {
  const body = { resource: { kind: 'render', id }, ...options };
  return (await studio.call('POST', '/api/shares', body)) as { id: string; url: string };
}

export async function sharesOf(studio: Stage, id: string): Promise<readonly Record<string, unknown>[]> {
  const list = (await studio.call('GET', `/api/shares?kind=render&id=${id}`)) as {
    readonly shares: readonly Record<string, unknown>[];
  };
  return list.shares;
}

/** Opens the dialog by the button's own way, and goes to a tab of it. */
export async function openTab(
  page: Page,
  tab: 'Link' | 'People' | 'Embed' | 'Links',
  share = 'Share',
): Promise<Locator> {
  await page.getByRole('button', { name: share, exact: true }).first().click();
  await page.getByRole('button', { name: 'More options…' }).click();
  const dialog = page.locator('dialog').filter({ has: page.getByRole('tablist') });
  await dialog.getByRole('tab', { name: new RegExp(`^${tab}\\b`) }).click();
  await expect(dialog.getByRole('tabpanel')).toHaveAttribute('aria-busy', 'false');
  return dialog;
}

/** Errors that nobody caught, and all that the console tells of: broken policies too. */
export function complaintsOf(page: Page): readonly string[] {
  const said: string[] = [];
  // A page's own icon is none of ours.
  const hear = (text: string) => text.includes('/favicon.ico') || said.push(text);
  page.on('pageerror', ({ message }) => hear(message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) hear(message.text());
  });
  return said;
}

/** What has the focus, through shadow roots, by its name. */
export const focusName = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const text = element?.ariaLabel ?? element?.textContent ?? '';
    return element?.matches('share-button') || !text.trim()
      ? (element?.localName ?? '')
      : text.replace(/\s+/g, ' ').trim();
  });
