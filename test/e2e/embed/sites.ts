import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createProbe } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * One real Guestpass server, at `http://share.localhost:PORT`, and one server of other people's pages, which answers for
 * every `NAME.localhost`: browsers take all of them to this machine, and keep them apart as sites.
 */
export interface Stage {
  /** The server's address for guests. */
  readonly server: string;
  /** The address of a page that was put there, on the site of that name: `http://a.localhost:4321/page`. */
  site(name: string, path?: string): string;
  /** Puts a page at a path of all sites. `{{server}}` is replaced. */
  page(path: string, html: string, headers?: Readonly<Record<string, string>>): void;
  /** Answers what a page cannot: redirects and the like. */
  route(path: string, answer: (request: IncomingMessage, response: ServerResponse) => void): void;
  /** What the sites were asked for, with the Referer that came. */
  readonly asked: { readonly path: string; readonly referer: string | undefined }[];
  share(settings?: ShareSettings): Promise<{ readonly id: string; readonly token: string }>;
  change(id: string, change: Record<string, unknown>): Promise<void>;
  revoke(id: string): Promise<void>;
  usageCount(id: string): Promise<number>;
  activity(id: string): Promise<{ readonly sites: readonly { readonly origin: string; readonly visits: number }[] }>;
}

export interface ShareSettings {
  readonly resource?: string;
  readonly type?: 'LINK' | 'PLAYER_EMBED' | 'ORB_EMBED';
  /** Names of sites of the stage, or whole patterns. */
  readonly sites?: readonly string[];
  readonly [option: string]: unknown;
}

const root = new URL('../../../', import.meta.url).pathname;

async function freePort(): Promise<number> {
  const probe = createProbe();
  await new Promise<void>((listening) => probe.listen(0, listening));
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
}

/**
 * Starts both; `close` ends them and takes their files away. `front` is the port of something that stands before the
 * server: guests then know the server by it.
 */
export async function openSites({
  front,
}: {
  readonly front?: number;
} = {}): Promise<Stage & { readonly port: number; close(): Promise<void> }> {
  const data = mkdtempSync(join(tmpdir(), 'guestpass-embed-'));
  cpSync(join(root, 'demo/resources'), join(data, 'resources'), { recursive: true });
  const port = await freePort();
  const server = `http://share.localhost:${front ?? port}`;
  const env = {
    ...process.env,
    GUESTPASS_PORT: String(port),
    GUESTPASS_URL: server,
    GUESTPASS_DATA: data,
    GUESTPASS_ALLOW_HTTP_ORIGINS: '1',
  };
  const cli = join(root, 'dist/server/cli.js');
  const key = (await runToEnd(cli, ['keys', 'create', '--name', 'tests'], env)).trim();
  const guestpass = spawn(process.execPath, [cli, 'serve'], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise<void>((resolve, reject) => {
    guestpass.stdout.on('data', (chunk: Buffer) => chunk.includes('listens') && resolve());
    guestpass.once('exit', (code) => reject(new Error(`The server ended with ${code}.`)));
  });

  const routes = new Map<string, (request: IncomingMessage, response: ServerResponse) => void>();
  const asked: Stage['asked'] = [];
  const sites = createServer((request, response) => {
    const path = request.url?.split('?')[0] ?? '/';
    asked.push({ path, referer: request.headers.referer });
    const answer = routes.get(path);
    if (answer) return answer(request, response);
    response.writeHead(path === '/favicon.ico' ? 204 : 404).end();
  });
  await new Promise<void>((listening) => sites.listen(0, listening));
  const { port: sitesPort } = sites.address() as AddressInfo;

  const site = (name: string, path = '') => `http://${name}.localhost:${sitesPort}${path}`;
  const call = (method: string, path: string, body?: unknown) => ask({ port, key, method, path, body });
  const shareOf = async (id: string) => (await call('GET', `/api/shares/${id}`)) as { usageCount: number };

  return {
    server,
    port,
    site,
    asked,
    page(path, html, headers = {}) {
      const type = { 'Content-Type': 'text/html; charset=utf-8' };
      routes.set(path, (_request, response) =>
        response.writeHead(200, { ...type, ...headers }).end(html.replaceAll('{{server}}', server)),
      );
    },
    route: (path, answer) => void routes.set(path, answer),
    async share({ resource = 'render:evening-walk', type = 'PLAYER_EMBED', sites: names = ['a'], ...options } = {}) {
      const [kind, id] = resource.split(':');
      return (await call('POST', '/api/shares', {
        resource: { kind, id },
        type,
        allowedOrigins: names.map((name) => (name.includes(':') ? name : site(name))),
        ...options,
      })) as { id: string; token: string };
    },
    change: async (id, change) => void (await call('PATCH', `/api/shares/${id}`, change)),
    revoke: async (id) => void (await call('DELETE', `/api/shares/${id}`)),
    usageCount: async (id) => (await shareOf(id)).usageCount,
    activity: async (id) => (await call('GET', `/api/shares/${id}/activity`)) as Awaited<ReturnType<Stage['activity']>>,
    async close() {
      await stopSites(sites);
      const ended = new Promise((exit) => guestpass.once('exit', exit));
      guestpass.kill();
      await ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

function stopSites(sites: Server): Promise<unknown> {
  sites.closeAllConnections();
  return new Promise((closed) => sites.close(closed));
}

function runToEnd(cli: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.once('exit', (code) =>
      code === 0 ? resolve(out) : reject(new Error(`${args.join(' ')} ended with ${code}`)),
    );
  });
}

interface Ask {
  readonly port: number;
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** Node does not know names below localhost, so it asks by number. */
function ask({ port, key, method, path, body }: Ask): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${key}`,
      host: `share.localhost:${port}`,
      'content-type': 'application/json',
    };
    const asked = request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => {
        if ((response.statusCode ?? 500) < 300) resolve(JSON.parse(text));
        else reject(new Error(`${method} ${path}: ${response.statusCode} ${text}`));
      });
    });
    asked.once('error', reject);
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
