import { type BrowserContext, expect, type Locator, type Page, type Request, test as base } from '@playwright/test';
import type { ChildProcess } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { install } from '../../server/process.js';

/**
 * The built server as a process of its own, with a vendor's key and the address of its stub, and beside it one server of
 * other people's pages. Both answer for every `NAME.localhost`, which browsers keep apart as sites.
 */
export interface Stage {
  /** The server's address for guests. */
  readonly server: string;
  /** An app whose pages have share buttons, and a backend that asks for grants. */
  readonly studio: string;
  site(name: string, path?: string): string;
  /** The server's data, with `resources` in it. */
  readonly folder: string;
  /** Puts a page at a path of every site. */
  page(path: string, html: string, headers?: Readonly<Record<string, string>>): void;
  /** Asks the server with the app's key; throws for an answer that is not a success. */
  call(method: string, path: string, body?: unknown): Promise<unknown>;
  /** What the server wrote until now. */
  log(): string;
}

type Environment = Readonly<Record<string, string>>;

const cleanUp: (() => Promise<unknown>)[] = [];

/** Each spec starts the servers that it needs with `open`; they are gone when its worker is. */
export const test = base.extend<{ owner: Page; guest: BrowserContext; heard: Heard }, { closing: undefined }>({
  closing: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads what is needed from the pattern
    async ({}, use) => {
      await use(undefined);
      for (const close of cleanUp.splice(0).reverse()) await close();
    },
    { scope: 'worker', auto: true, timeout: 60_000 },
  ],
  /** The owner's browser. */
  owner: async ({ browser }, use) => {
    const context = await browser.newContext();
    await use(await context.newPage());
    await context.close();
  },
  /** A guest's browser, which has nothing of the owner's. */
  guest: async ({ browser, heard }, use) => {
    const context = await browser.newContext();
    heard.listen(context);
    await use(context);
    await context.close();
  },
  /** All that came back to the guest's browser. */
  // oxlint-disable-next-line no-empty-pattern -- as above
  heard: async ({}, use) => {
    await use(createHeard());
  },
});

/** Closes when the worker ends. */
export function later(close: () => Promise<unknown>): void {
  cleanUp.push(close);
}

export async function open(environment: Environment, { resources = false } = {}): Promise<Stage> {
  const installation = await install({ resources });
  later(() => installation.remove());
  const { port } = installation;
  const server = `http://share.localhost:${port}`;

  const pages = new Map<string, { readonly html: string; readonly headers: Readonly<Record<string, string>> }>();
  let key = '';
  const ask = (method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  /** All that an app's backend does for Guestpass. */
  const grant = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk;
    const { resource } = JSON.parse(text) as { resource: string };
    const answer = await ask('POST', '/api/grants', {
      resource,
      origin: request.headers.origin,
      user: { id: 'isolde' },
    });
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
  };
  const sites = createServer((request, response) => {
    const path = request.url?.split('?')[0] ?? '/';
    if (request.method === 'POST' && path === '/api/grant') return void grant(request, response);
    const there = pages.get(path);
    if (!there) return void response.writeHead(path === '/favicon.ico' ? 204 : 404).end();
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...there.headers }).end(there.html);
  });
  await new Promise<void>((listening) => sites.listen(0, listening));
  const { port: sitesPort } = sites.address() as AddressInfo;
  later(() => {
    sites.closeAllConnections();
    return new Promise((closed) => sites.close(closed));
  });

  const site = (name: string, path = '') => `http://${name}.localhost:${sitesPort}${path}`;
  const studio = site('studio');
  const all = {
    ...environment,
    GUESTPASS_URL: server,
    GUESTPASS_ORIGINS: studio,
    GUESTPASS_ALLOW_HTTP_ORIGINS: '1',
  };
  const made = await installation.run(['keys', 'create', '--name', 'studio'], all);
  key = made.stdout.trim();
  if (made.code !== 0) throw new Error(made.stderr);
  const { child, ended } = await installation.serve(all);
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (log += chunk.toString()));
  later(() => stop(child, ended));

  return {
    server,
    studio,
    site,
    folder: installation.folder,
    page: (path, html, headers = {}) => void pages.set(path, { html, headers }),
    async call(method, path, body) {
      const answer = await ask(method, path, body);
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
      return JSON.parse(text) as unknown;
    },
    log: () => log,
  };
}

async function stop(child: ChildProcess, ended: () => Promise<unknown>): Promise<void> {
  child.kill();
  await ended();
}

export interface Heard {
  listen(context: BrowserContext): void;
  /** Where any of these texts stands in what a browser was sent: headers and bodies of every answer. */
  find(texts: readonly string[]): Promise<readonly string[]>;
  /** How many answers were looked into. */
  count(): number;
}

function createHeard(): Heard {
  const answers: Promise<{ readonly url: string; readonly text: string }>[] = [];
  const read = async (request: Request) => {
    const response = await request.response();
    if (!response) return { url: request.url(), text: '' };
    const headers = JSON.stringify(await response.headersArray());
    const bodiless = response.status() === 204 || (response.status() >= 300 && response.status() < 400);
    const body = bodiless ? '' : (await response.body()).toString('latin1');
    return { url: request.url(), text: `${request.url()} ${headers} ${body}` };
  };
  return {
    listen: (context) =>
      void context.on('requestfinished', (request) => {
        const answer = read(request);
        // Told by `find`, if the page is still there then.
        answer.catch(() => undefined);
        answers.push(answer);
      }),
    async find(texts) {
      const found: string[] = [];
      for (const { url, text } of await Promise.all(answers)) {
        for (const one of texts) if (text.includes(one)) found.push(`${one} in the answer of ${url}`);
      }
      return found;
    },
    count: () => answers.length,
  };
}

/** A page of the app with one share button. */
export function shareablePage({ server }: Stage, resource: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Studio</title>
    <script type="module" src="${server}/elements.js"></script></head>
    <body><h1>Studio</h1><share-button server="${server}" resource="${resource}" grant-url="/api/grant"></share-button></body></html>`;
}

/** Opens the dialog the way an owner does: the button, and then all options. */
export async function openDialog(owner: Page, stage: Stage, resource: string): Promise<Locator> {
  stage.page('/thing', shareablePage(stage, resource));
  await owner.goto(`${stage.studio}/thing`);
  await owner.getByRole('button', { name: 'Share' }).click();
  await owner.getByRole('button', { name: 'More options' }).click();
  const dialog = owner.locator('dialog');
  await expect(dialog.getByRole('heading', { level: 2 })).toContainText('Share “');
  return dialog;
}

/** Makes the link on the first tab with what is set there; answers its address. */
export async function createLink(dialog: Locator): Promise<string> {
  await dialog.getByRole('button', { name: 'Create and copy link' }).click();
  return dialog.getByLabel('Address of the link').inputValue();
}

/** Revokes the one link that the Links tab lists, where the source cannot pause: it asks first. */
export async function revokeForGood(dialog: Locator): Promise<void> {
  await dialog.getByRole('tab', { name: 'Links' }).click();
  const details = dialog.getByRole('button', { name: /^Details/ });
  if ((await details.getAttribute('aria-expanded')) !== 'true') await details.click();
  await dialog.getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(dialog.getByText('cannot be brought back')).toBeVisible();
  await dialog.getByRole('alert').getByRole('button', { name: 'Revoke', exact: true }).click();
}

/** Makes an embed for `http://news.localhost` on the Embed tab, and pastes its code into a page of all sites: `/article`. */
export async function embedOnNews(dialog: Locator, stage: Stage): Promise<void> {
  await dialog.getByRole('tab', { name: 'Embed' }).click();
  await dialog.getByRole('textbox', { name: 'Where it may appear' }).fill(stage.site('news'));
  await dialog.getByRole('button', { name: 'Create embed code' }).click();
  const code = await dialog.getByRole('textbox', { name: 'Code', exact: true }).inputValue();
  expect(code).toContain(`src="${stage.server}/`);
  stage.page('/article', `<!doctype html><html lang="en"><head><title>News</title></head><body>${code}</body></html>`);
}

/** Revokes every link of the Links tab: they close at once, and are revoked for good when the dialog is closed. */
export async function revokeAll(dialog: Locator): Promise<void> {
  await dialog.getByRole('tab', { name: 'Links' }).click();
  await dialog.getByRole('checkbox', { name: 'Select all shown' }).check();
  await dialog.getByRole('button', { name: 'Revoke selected' }).click();
}

/** The names of the options that the form for a new link offers. */
export async function offeredOptions(dialog: Locator): Promise<readonly string[]> {
  const names = ['Ends', 'How often', 'Password', 'Download'];
  await expect(dialog.getByRole('button', { name: 'Create and copy link' })).toBeVisible();
  // The last field: folded away with the message, or alone where no page would show one.
  await expect(dialog.getByText(/^\s*Name (and message|of this link)\s*$/).filter({ visible: true })).toHaveCount(1);
  const shown = await Promise.all(
    names.map((name) =>
      dialog
        .getByText(new RegExp(`^\\s*${name}\\b`))
        .first()
        .isVisible(),
    ),
  );
  return names.filter((_, index) => shown[index]);
}
