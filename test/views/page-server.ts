import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { build } from 'vite';
import { pageBuild } from '../../vite.config.js';

/**
 * The policy of our pages without a widening but the one that a stream needs, `blob:` for media. A real persona's page also
 * lets the vendor's hosts into `connect-src`; here their API is this server.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "worker-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webm': 'video/webm',
  '.vtt': 'text/vtt',
  '.m3u8': 'application/vnd.apple.mpegurl',
  '.mp4': 'video/mp4',
  '.m4s': 'video/iso.segment',
};

const PAGE = (script: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>View</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/page.css"></head>
<body><header><h1>View</h1></header><main></main><script type="module" src="/assets/${script}"></script></body></html>`;
const SHEET =
  'html { color-scheme: light dark } html, body, main { margin: 0; height: 100% } h1 { position: absolute; clip-path: inset(50%) }';

export interface PageServer {
  /** The address of a page that shows this view. */
  url(view: object): string;
  close(): Promise<void>;
}

/** Builds the page as guests get it, and serves it with the files of this repository below /content/, in ranges. */
export async function startPageServer(): Promise<PageServer> {
  const folder = await mkdtemp(join(tmpdir(), 'view-page-'));
  const root = join(import.meta.dirname, '../..');
  const config = pageBuild({ page: join(import.meta.dirname, 'page.ts') });
  await build({ ...config, root, configFile: false, build: { ...config.build, outDir: folder } });
  const manifest: unknown = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  const entries = Object.values(manifest as Record<string, { isEntry?: boolean; file: string }>);
  const script = entries.find((entry) => entry.isEntry)?.file ?? '';

  const send = async (response: ServerResponse, file: string, asked: string | undefined): Promise<void> => {
    const bytes = await readFile(file).catch(() => undefined);
    if (!bytes) return void response.writeHead(404).end();
    const headers = { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream', 'Accept-Ranges': 'bytes' };
    const range = /^bytes=(\d+)-(\d*)$/.exec(asked ?? '');
    if (!range) return void response.writeHead(200, { ...headers, 'Content-Length': bytes.length }).end(bytes);
    const last = Math.min(bytes.length - 1, Number(range[2] || bytes.length - 1));
    const part = bytes.subarray(Number(range[1]), last + 1);
    const told = { 'Content-Range': `bytes ${range[1]}-${last}/${bytes.length}`, 'Content-Length': part.length };
    response.writeHead(206, { ...headers, ...told }).end(part);
  };

  const listener = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/') {
      response.writeHead(200, { 'Content-Type': 'text/html', 'Content-Security-Policy': POLICY }).end(PAGE(script));
    } else if (pathname === '/page.css') {
      response.writeHead(200, { 'Content-Type': 'text/css' }).end(SHEET);
    } else if (pathname === '/v1/engine/session') {
      // The vendor's API, which knows no such token.
      response.writeHead(401, { 'Content-Type': 'application/json' }).end('{"message":"Invalid token"}');
    } else {
      const [, top, ...rest] = decodeURIComponent(pathname).split('/');
      void send(response, join(top === 'content' ? root : folder, ...rest), request.headers.range);
    }
  });
  await new Promise<void>((listening) => listener.listen(0, '127.0.0.1', listening));
  const { port } = listener.address() as AddressInfo;

  return {
    url: (view) => `http://localhost:${port}/?${new URLSearchParams({ view: JSON.stringify(view) })}`,
    async close() {
      listener.closeAllConnections();
      await new Promise((closed) => listener.close(closed));
      await rm(folder, { recursive: true });
    },
  };
}
