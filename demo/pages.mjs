// What the two small sites of the demo share: pages filled from templates, files, and a server that stops cleanly.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const types = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.json': 'application/json',
};

export const escapeHtml = (text) => String(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** HTML that `html` leaves as it is. */
class Html {
  constructor(source) {
    this.source = source;
  }
  toString() {
    return this.source;
  }
}

const source = (value) => {
  if (Array.isArray(value)) return value.map(source).join('');
  return value instanceof Html ? value.source : escapeHtml(value ?? '');
};

/** A template whose values are escaped, unless they come from `html` themselves. */
export const html = (parts, ...values) => new Html(String.raw({ raw: parts }, ...values.map(source)));

/** Fills the {{names}} of a template file. A name without a value is a mistake in the template. */
export async function fill(file, values) {
  const template = await readFile(file, 'utf8');
  return template.replace(/\{\{(\w+)\}\}/g, (_, name) => {
    if (!Object.hasOwn(values, name)) throw new Error(`${file} asks for {{${name}}}`);
    return source(values[name]);
  });
}

/** Answers with a file below `folder`; false when there is none. */
export async function sendFile(response, folder, path, headers = {}) {
  const file = normalize(join(folder, path));
  const type = types[extname(file)];
  if (!type || !file.startsWith(folder + sep)) return false;
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return false;
  send(response, 200, type, bytes, { 'cache-control': 'no-cache', ...headers });
  return true;
}

export function send(response, status, type, body, headers = {}) {
  response.writeHead(status, { 'content-type': type, 'x-content-type-options': 'nosniff', ...headers });
  response.end(body);
}

export const sendPage = (response, status, page, headers) =>
  send(response, status, 'text/html; charset=utf-8', page, { 'cache-control': 'no-store', ...headers });

export const sendJson = (response, status, value) =>
  send(response, status, 'application/json', JSON.stringify(value), { 'cache-control': 'no-store' });

/** The JSON body of a request, up to 64 KiB; undefined when it is none. */
export async function readJson(request) {
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) return undefined;
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > 65_536) return undefined;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Listens, and resolves with a function that ends it. An error of `answer` becomes a 500 and a line on the console. */
export async function listen(answer, port, bind) {
  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      console.error(`${request.method} ${request.url}:`, error);
      if (!response.headersSent) send(response, 500, 'text/plain; charset=utf-8', 'Something went wrong in the demo.');
      else response.end();
    });
  });
  await new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, bind, done);
  });
  return async () => {
    const closed = new Promise((done) => server.close(done));
    server.closeAllConnections();
    await closed;
  };
}
