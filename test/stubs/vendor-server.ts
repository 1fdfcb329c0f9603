import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** What a vendor can do to whoever asks it. */
export const failureModes = [
  'refuse',
  'reset',
  'hang',
  'drip',
  'truncated',
  'wrong_type',
  'huge',
  '401',
  '403',
  '404',
  '429',
  '503',
] as const;
export type FailureMode = (typeof failureModes)[number];

/** Stands in every text that a stub writes and nobody else should ever read. */
export const canaryText = 'canary_text';
/** What a stub says in Retry-After, in seconds. */
export const stubRetryAfter = 7;

export interface StubRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The JSON that was sent; undefined when there was no body. */
  readonly body: unknown;
}

/** `json` or `bytes` or neither. */
export interface StubReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly bytes?: Uint8Array;
  /** Sends it in chunks, without saying how long it is. */
  readonly chunked?: boolean;
}

export interface FailOptions {
  /** Does what was asked first, and then fails to say so. */
  readonly afterDoing?: boolean;
  /** The requests that fail; all, unless given. */
  readonly only?: (request: StubRequest) => boolean;
  /** How many requests fail; all, unless given. */
  readonly times?: number;
}

export interface StubVendor {
  /** The key that the vendor knows. */
  readonly key: string;
  /** Answers a request that may see what it asks for. */
  handle(request: StubRequest): StubReply;
  /** An error as the vendor writes it. */
  error(status: number, text: string): StubReply;
  /** Whether a path is for everybody: then a key sent along is a leak. */
  open?(path: string): boolean;
  /** What browsers ask by themselves, with no key: true when it took the request. Fails in no way. */
  browsers?: {
    request(incoming: IncomingMessage, response: ServerResponse): boolean;
    upgrade(incoming: IncomingMessage, stream: Duplex, head: Uint8Array): void;
  };
}

export interface VendorServer {
  /** Its address, without a slash at the end. */
  readonly url: string;
  /** Every request that came, also those that failed. */
  readonly requests: StubRequest[];
  /** What was asked in another way than the vendor documents. */
  readonly violations: string[];
  fail(mode: FailureMode, options?: FailOptions): Promise<void>;
  recover(): Promise<void>;
  close(): Promise<void>;
}

export async function startVendorServer(vendor: StubVendor): Promise<VendorServer> {
  const requests: StubRequest[] = [];
  const violations: string[] = [];
  let failing: { mode: FailureMode; options: FailOptions; left: number } | null = null;

  const answer = async (incoming: IncomingMessage, response: ServerResponse) => {
    const request = await readRequest(incoming);
    requests.push(request);
    const what = `${request.method} ${request.path}`;
    const reply = (): StubReply => {
      const { authorization } = request.headers;
      if (vendor.open?.(request.path)) {
        if (authorization !== undefined) violations.push(`${what}: the key was sent where nobody asked for it`);
        return vendor.handle(request);
      }
      if (authorization !== `Bearer ${vendor.key}`) return vendor.error(401, `wrong key ${authorization}`);
      const contentType = request.headers['content-type'];
      if (request.body !== undefined && contentType !== 'application/json')
        violations.push(`${what}: body as ${contentType}`);
      const made = vendor.handle(request);
      if (made.status === 400 || made.status === 405) violations.push(`${what}: ${JSON.stringify(made.json)}`);
      return made;
    };
    const mode = failing && failing.left > 0 && (failing.options.only?.(request) ?? true) ? failing.mode : null;
    if (!failing || mode === null) return send(response, reply());
    failing.left -= 1;
    let done: StubReply | null = failing.options.afterDoing ? reply() : null;
    const doIt = () => (done ??= reply());
    const shown = `${canaryText} ${request.headers.authorization} ${incoming.headers.host}`;
    switch (mode) {
      case 'refuse':
      case 'reset':
        return incoming.socket.resetAndDestroy();
      case 'hang':
        return;
      case 'drip':
        return drip(response, doIt());
      case 'truncated':
        return truncate(response, doIt());
      case 'wrong_type':
        return send(response, {
          status: 200,
          headers: { 'content-type': 'text/html' },
          bytes: new TextEncoder().encode(`<p>${shown}`),
        });
      case 'huge':
        return pour(response, doIt());
      case '429':
        return send(response, { ...vendor.error(429, shown), headers: { 'retry-after': String(stubRetryAfter) } });
      default:
        return send(response, vendor.error(Number(mode), shown));
    }
  };

  const sockets = new Set<Socket>();
  const server = createServer((incoming, response) => {
    response.on('error', () => {});
    if (vendor.browsers?.request(incoming, response)) return;
    answer(incoming, response).catch((error: unknown) => {
      violations.push(String(error));
      response.destroy();
    });
  });
  if (vendor.browsers) server.on('upgrade', vendor.browsers.upgrade);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const stop = () =>
    new Promise<void>((resolve) => {
      if (!server.listening) return resolve();
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  await listen(0);
  // oxlint-disable-next-line typescript/consistent-type-assertions -- a server on a port has an address of this form
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    violations,
    async fail(mode, options = {}) {
      failing = { mode, options, left: options.times ?? Number.POSITIVE_INFINITY };
      if (mode === 'refuse') await stop();
    },
    async recover() {
      failing = null;
      if (!server.listening) await listen(port);
    },
    close: stop,
  };
}

async function readRequest(incoming: IncomingMessage): Promise<StubRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  const url = new URL(incoming.url ?? '/', 'http://stub');
  const { method = 'GET', headers } = incoming;
  return {
    method,
    path: url.pathname,
    query: url.searchParams,
    headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

function bytesOf({ json, bytes }: StubReply): Uint8Array {
  return bytes ?? (json === undefined ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(json)));
}

function headersOf(reply: StubReply): Record<string, string> {
  return {
    ...(reply.json === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    ...reply.headers,
  };
}

function send(response: ServerResponse, reply: StubReply): void {
  const bytes = bytesOf(reply);
  const length: Record<string, string> = reply.chunked ? {} : { 'content-length': String(bytes.byteLength) };
  response.writeHead(reply.status, { ...headersOf(reply), ...length });
  // Node tells the length of what is ended at once.
  response.write(bytes);
  response.end();
}

/** One byte now and then, for ever. */
function drip(response: ServerResponse, reply: StubReply): void {
  const { 'content-length': _length, 'content-range': _range, ...headers } = headersOf(reply);
  response.writeHead(200, headers);
  const timer = setInterval(() => response.write(' '), 15);
  response.on('close', () => clearInterval(timer));
}

/** JSON that ends in the middle; of a file, a connection that does. */
function truncate(response: ServerResponse, reply: StubReply): void {
  const bytes = bytesOf(reply);
  const half = bytes.subarray(0, Math.floor(bytes.byteLength / 2));
  if (reply.bytes === undefined) {
    response.writeHead(reply.status, { ...headersOf(reply), 'content-length': String(half.byteLength) });
    response.end(half);
    return;
  }
  response.writeHead(reply.status, { ...headersOf(reply), 'content-length': String(bytes.byteLength) });
  response.write(half, () => response.destroy());
}

/** More than anybody wants: 64 MiB, as fast as it is taken. */
function pour(response: ServerResponse, reply: StubReply): void {
  const { 'content-length': _length, 'content-range': _range, ...headers } = headersOf(reply);
  response.writeHead(200, headers);
  const chunk = Buffer.alloc(64 * 1024, ' ');
  let left = 1024;
  const more = () => {
    while (left > 0 && !response.destroyed) {
      left -= 1;
      if (!response.write(chunk)) return void response.once('drain', more);
    }
    response.end();
  };
  more();
}
