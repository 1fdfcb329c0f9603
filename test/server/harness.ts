import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Assets, Log } from '../../src/server/app.js';
import { createGuestpass, type Guestpass } from '../../src/server/handler.js';
import type { GuestpassOptions } from '../../src/server/options.js';
import type { Mailer, MailMessage, MailOutcome } from '../../src/server/mail/mailer.js';
import { httpServer } from '../../src/server/node/http-server.js';
import { createApiKeys } from '../../src/server/shares/api-keys.js';
import { folderSource } from '../../src/server/sources/folder.js';
import { sqliteStore } from '../../src/server/stores/sqlite.js';
import type { Store } from '../../src/server/stores/store.js';

/** Ids of the demo's resources, which every test server has a copy of. */
export const samples = {
  render: '0195938e-7c40-7d1b-a2f6-3e8c51b7d904',
  video: 'evening-walk',
  image: 'quay-at-dusk',
  unready: 'opening-programme',
  persona: 'b7e6a1d4-52c9-4f0e-9d3a-6c1f8e2b7a45',
  project: 'harbour-lights-a1b2c3',
} as const;

const secret = 'a secret for tests alone, which is long enough';
/** A browser's, so that a visit counts as a person's. */
const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

/** What a test changes of the server; all else is as it is by default. */
export type HarnessOptions = Partial<Omit<GuestpassOptions, 'store' | 'secrets'>> & {
  /** The store to use instead of a SQLite file in the temporary folder; closed with the server. */
  readonly makeStore?: (folder: string) => Promise<Store>;
};

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The JSON of the answer; null without a body. */
  readonly body: unknown;
}

export interface CallOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** An API key or a grant; null for none. The server's first key unless said. */
  readonly auth?: string | null;
  /** The peer's address. */
  readonly address?: string;
}

export interface TestServer {
  readonly url: string;
  /** The data folder; resources are in `resources/{kind}/` below it. */
  readonly folder: string;
  readonly guestpass: Guestpass;
  readonly store: Store;
  /** An API key of the workspace `default`. */
  readonly key: string;
  readonly clock: Clock;
  /** Every error that the server logged. */
  readonly errors: readonly unknown[];
  /** A request as a guest's browser sends it, with nothing added but a User-Agent. */
  fetch(path: string, init?: RequestInit & { readonly address?: string }): Promise<Response>;
  /** A request with the API key; `body` is sent as JSON. */
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  newKey(name: string, workspace?: string): Promise<string>;
  /** Writes a file of a resource, such as `render/report.json`. */
  addFile(path: string, content: string | Uint8Array): Promise<void>;
  /** Answers on a port of this machine too, until `close`: resolves with the address, such as `http://127.0.0.1:41234`. */
  listen(): Promise<string>;
  close(): Promise<void>;
}

/** The real time until it is moved on. */
export interface Clock {
  now(): number;
  advance(milliseconds: number): void;
}

/** A whole server in this process, over a temporary folder with a copy of the demo's resources. */
export async function startServer(options: HarnessOptions = {}): Promise<TestServer> {
  const { makeStore, ...changed } = options;
  const folder = await mkdtemp(join(tmpdir(), 'guestpass-server-'));
  await cp(fileURLToPath(new URL('../../demo/resources', import.meta.url)), join(folder, 'resources'), {
    recursive: true,
  });
  const store = makeStore ? await makeStore(folder) : sqliteStore({ file: join(folder, 'guestpass.db') });
  await store.migrate();

  let moved = 0;
  const clock: Clock = {
    now: options.now ?? (() => Date.now() + moved),
    advance(milliseconds) {
      moved += milliseconds;
    },
  };
  const errors: unknown[] = [];
  const log: Log = { info: () => undefined, error: (_event, cause) => errors.push(cause) };
  const url = options.url ?? 'https://share.example.com';
  const source = folderSource({
    folder: join(folder, 'resources'),
    workspacesFolder: join(folder, 'workspaces'),
  });
  const guestpass = createGuestpass({
    url,
    sources: [source],
    assets: noAssets,
    log,
    ...changed,
    now: clock.now,
    store,
    secrets: [secret],
  });

  const listeners: Server[] = [];
  const newKey = async (name: string, workspace = 'default'): Promise<string> =>
    (await createApiKeys(store, clock.now).create(name, workspace)).key;
  const key = await newKey('tests');

  const fetch: TestServer['fetch'] = (path, { address = '203.0.113.7', ...init } = {}) => {
    const request = new Request(url + path, init);
    if (!request.headers.has('user-agent')) request.headers.set('user-agent', agent);
    return guestpass.fetch(request, { address });
  };

  return {
    url,
    folder,
    guestpass,
    store,
    key,
    clock,
    errors,
    fetch,
    async call(method, path, { body, headers = {}, auth = key, address } = {}) {
      const response = await fetch(path, {
        method,
        headers: {
          ...(auth === null ? {} : { authorization: `Bearer ${auth}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        ...(address === undefined ? {} : { address }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
    },
    newKey,
    async addFile(path, content) {
      const file = join(folder, 'resources', path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    },
    async listen() {
      const http = httpServer(guestpass);
      listeners.push(http);
      await new Promise<void>((resolve) => http.listen({ port: 0, host: '127.0.0.1' }, resolve));
      const address = http.address();
      if (typeof address !== 'object' || address === null) throw new Error('The server must listen on a port.');
      return `http://127.0.0.1:${address.port}`;
    },
    async close() {
      for (const http of listeners) {
        http.close();
        http.closeAllConnections();
      }
      await guestpass.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Opens a link as a guest's browser does, each time as a new visit unless `body` says another. */
export function openAsGuest(
  server: TestServer,
  token: string,
  body: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  visits += 1;
  const visit = `visit-of-a-test-${visits}`;
  return server.call('POST', `/api/guest/${token}/open`, {
    auth: null,
    headers: { 'sec-fetch-site': 'same-origin' },
    body: { visit, ...body },
  });
}
let visits = 0;

/** What stands at a dotted path of an answer, such as `shares.0.id`; undefined when there is nothing. */
export function at(body: unknown, path: string): unknown {
  let value = body;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, name);
  }
  return value;
}

/** As `at`, of what must be a text. */
export function textAt(body: unknown, path: string): string {
  const value = at(body, path);
  if (typeof value !== 'string') throw new Error(`There is no text at ${path} of ${JSON.stringify(body)}.`);
  return value;
}

export interface TestMailer extends Mailer {
  /** What was sent, oldest first. */
  readonly sent: readonly MailMessage[];
  /** What the next messages come to; `sent` when it is used up. */
  readonly outcomes: MailOutcome[];
}

/** A mailer that keeps what it is given. */
export function testMailer(): TestMailer {
  const sent: MailMessage[] = [];
  const outcomes: MailOutcome[] = [];
  return {
    domain: 'share.example.com',
    sent,
    outcomes,
    async send(message) {
      const outcome = outcomes.shift() ?? { outcome: 'sent' };
      if (outcome.outcome === 'sent') sent.push(message);
      return outcome;
    },
    async close() {},
  };
}

/** No browser files: what a page would load is not there. */
export const noAssets: Assets = {
  find: () => null,
  entry: (page) => ({ script: `${page}.js`, styles: [], preload: [] }),
  part: (source) => [source],
  named: () => null,
  version: '0.0.0-test',
  integrity: '',
};
