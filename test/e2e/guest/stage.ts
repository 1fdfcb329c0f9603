import { type Page, test as base } from '@playwright/test';
import { createServer as createProbe } from 'node:net';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { httpServer } from '../../../src/server/node/http-server.js';
import { fileAssets } from '../../../src/server/node/assets.js';
import { type Clock, startServer, textAt } from '../../server/harness.js';

/** One real server with the built browser files, at `http://localhost:PORT`, over the demo's resources and whatever a test adds. */
export interface Stage {
  readonly url: string;
  readonly clock: Clock;
  /** A link to a resource, `render:quay-at-dusk` unless said; what else is given is its policy. */
  share(settings?: ShareSettings): Promise<Link>;
  /** A page of the app that the server is mounted in, of the same origin. Answers its address. */
  page(path: string, html: string): string;
  /** Writes a file of a resource, such as `render/report.pdf`. */
  addFile(path: string, content: string | Uint8Array): Promise<void>;
  call(method: string, path: string, body?: unknown): Promise<unknown>;
  close(): Promise<void>;
}

export interface ShareSettings {
  readonly resource?: string;
  readonly [option: string]: unknown;
}

export interface Link {
  readonly id: string;
  readonly token: string;
  /** Of the guest page. */
  readonly url: string;
  change(change: Record<string, unknown>): Promise<void>;
  revoke(): Promise<void>;
  rotate(graceSeconds?: number): Promise<void>;
  /** The address that lets its owner look without counting. */
  preview(): Promise<string>;
  usageCount(): Promise<number>;
  /** How many visits of each class there were. */
  visits(): Promise<unknown>;
}

export const test = base.extend<{ stage: Stage; own: Stage }, { shared: Stage }>({
  shared: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures that are needed from this pattern.
    async ({}, use) => {
      const stage = await openStage();
      await use(stage);
      await stage.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  stage: async ({ shared }, use) => {
    await use(shared);
  },
  /** A server for this test alone, whose clock and limits it may use up. */
  // eslint-disable-next-line no-empty-pattern -- As above.
  own: async ({}, use) => {
    const stage = await openStage();
    await use(stage);
    await stage.close();
  },
});

async function freePort(): Promise<number> {
  const probe = createProbe();
  await new Promise<void>((listening) => probe.listen(0, listening));
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
}

export async function openStage(): Promise<Stage> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const server = await startServer({
    url,
    assets: fileAssets(fileURLToPath(new URL('../../../dist/', import.meta.url))),
    allowHttpOrigins: true,
    // A test that says its own X-Forwarded-For is a network of its own.
    trustedProxies: 1,
  });
  const pages = new Map<string, string>();
  const http = httpServer({
    ...server.guestpass,
    fetch: async (request, from) => {
      const page = pages.get(new URL(request.url).pathname);
      if (page === undefined) return server.guestpass.fetch(request, from);
      return new Response(page, { headers: { 'Content-Type': 'text/html' } });
    },
  });
  await new Promise<void>((listening) => http.listen(port, listening));

  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await server.call(method, path, body === undefined ? {} : { body });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };

  return {
    url,
    clock: server.clock,
    addFile: server.addFile,
    page(path, html) {
      pages.set(path, html);
      return url + path;
    },
    call,
    async share({ resource = 'render:quay-at-dusk', ...policy } = {}) {
      const [kind, id] = resource.split(':');
      const made = await call('POST', '/api/shares', { resource: { kind, id }, ...policy });
      const shareId = textAt(made, 'id');
      const token = textAt(made, 'token');
      const path = `/api/shares/${shareId}`;
      return {
        id: shareId,
        token,
        url: `${url}/share/${token}`,
        change: async (change) => void (await call('PATCH', path, change)),
        revoke: async () => void (await call('DELETE', path)),
        rotate: async (graceSeconds = 0) => void (await call('POST', `${path}/rotate`, { graceSeconds })),
        preview: async () => textAt(await call('POST', `${path}/preview`), 'url'),
        visits: async () => Reflect.get(Object(await call('GET', `${path}/activity`)), 'total'),
        usageCount: async () => Number(Reflect.get(Object(await call('GET', path)), 'usageCount')),
      };
    },
    async close() {
      http.close();
      http.closeAllConnections();
      await server.close();
    },
  };
}

/** What a page complained of: to its console, to its Content-Security-Policy, or by an error that nobody caught. */
export async function complaintsOf(page: Page): Promise<() => Promise<readonly string[]>> {
  const heard: string[] = [];
  page.on('pageerror', (error) => heard.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') heard.push(`${message.type()}: ${message.text()}`);
  });
  await page.addInitScript(() => {
    const violations: string[] = [];
    Reflect.set(window, 'violations', violations);
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
      violations.push(`${effectiveDirective} ${blockedURI} ${sample}`);
    });
  });
  return async () => [...heard, ...(await page.evaluate(() => Reflect.get(window, 'violations') as string[]))];
}
