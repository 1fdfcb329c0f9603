import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { build } from 'vite';
import { pageBuild } from '../../../vite.config.js';

/** The headers of a document's page, as the guest gets it: what the view needs must get by with these. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types guestpass-pdf',
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.ttf': 'font/ttf',
};

const PAGE = (script: string) => `<!doctype html>
<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Document</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/page.css"></head>
<body><main></main><script type="module" src="/assets/${script}"></script></body></html>`;
const SHEET = 'html, body, main { margin: 0; height: 100%; }';

export interface ContentRequest {
  readonly name: string;
  /** The first and the last byte asked for; null without a Range. */
  readonly range: readonly [number, number] | null;
  readonly download: boolean;
}

export interface DocumentServer {
  readonly url: string;
  /** Files below /content/. */
  readonly files: Map<string, Uint8Array>;
  readonly requests: ContentRequest[];
  /** Bytes of files that were sent. */
  sent: number;
  /** What to do with a request beside answering it: wait, answer with a status, or cut the connection. */
  trouble: (request: ContentRequest) => Promise<void> | number | 'cut' | undefined;
  close(): Promise<void>;
}

/** Builds the harness as the guest page is built, and serves it with the files, ranges and headers of the real thing. */
export async function startDocumentServer(): Promise<DocumentServer> {
  const folder = await mkdtemp(join(tmpdir(), 'document-view-'));
  const config = pageBuild({ harness: join(import.meta.dirname, 'harness.ts') });
  const root = join(import.meta.dirname, '../../..');
  await build({ ...config, root, configFile: false, build: { ...config.build, target: 'es2022', outDir: folder } });
  const manifest: unknown = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  const entries = Object.values(manifest as Record<string, { isEntry?: boolean; file: string }>);
  const script = entries.find((entry) => entry.isEntry)?.file ?? '';

  const content = async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    const name = decodeURIComponent(url.pathname.slice('/content/'.length));
    const bytes = server.files.get(name);
    const asked = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
    const last = (bytes?.length ?? 0) - 1;
    const range = asked ? ([Number(asked[1]), Math.min(last, Number(asked[2] || last))] as const) : null;
    const told = { name, range, download: url.searchParams.has('download') };
    server.requests.push(told);
    const trouble = server.trouble(told);
    if (trouble === 'cut') {
      request.socket.destroy();
      return;
    }
    if (typeof trouble === 'number' || !bytes) {
      response.writeHead(typeof trouble === 'number' ? trouble : 404).end();
      return;
    }
    await trouble;
    const headers = { 'Content-Type': 'application/pdf', 'Cache-Control': 'no-store', 'Accept-Ranges': 'bytes' };
    if (range && range[0] > last) {
      response.writeHead(416, { ...headers, 'Content-Range': `bytes */${bytes.length}` }).end();
      return;
    }
    const part = range ? bytes.subarray(range[0], range[1] + 1) : bytes;
    server.sent += part.length;
    response.writeHead(range ? 206 : 200, {
      ...headers,
      'Content-Length': part.length,
      ...(told.download ? { 'Content-Disposition': 'attachment; filename="sample.pdf"' } : {}),
      ...(range ? { 'Content-Range': `bytes ${range[0]}-${range[1]}/${bytes.length}` } : {}),
    });
    response.end(part);
  };

  const listener = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname.startsWith('/content/')) {
      void content(request, response, url);
    } else if (url.pathname === '/') {
      response.writeHead(200, { 'Content-Type': 'text/html', 'Content-Security-Policy': POLICY });
      response.end(PAGE(script));
    } else if (url.pathname === '/page.css') {
      response.writeHead(200, { 'Content-Type': 'text/css' }).end(SHEET);
    } else {
      const file = join(folder, url.pathname.replace(/^\/assets/, ''));
      const type = TYPES[extname(file)] ?? 'application/octet-stream';
      const stream = createReadStream(file);
      stream.on('open', () => {
        response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'max-age=3600' });
        stream.pipe(response);
      });
      stream.on('error', () => response.writeHead(404).end());
    }
  });
  await new Promise<void>((listening) => listener.listen(0, '127.0.0.1', listening));
  const { port } = listener.address() as AddressInfo;

  const server: DocumentServer = {
    url: `http://127.0.0.1:${port}/`,
    files: new Map(),
    requests: [],
    sent: 0,
    trouble: () => undefined,
    async close() {
      listener.closeAllConnections();
      await new Promise((closed) => listener.close(closed));
      await rm(folder, { recursive: true });
    },
  };
  return server;
}
