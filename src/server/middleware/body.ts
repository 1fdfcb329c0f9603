import type * as z from 'zod/mini';
import { GuestpassError, type Issue } from '../../contract/errors.js';

const maxBytes = 65_536;
const maxDepth = 16;

export interface BodyRules {
  /** Whether anything but application/json is refused: it makes browsers ask first from other sites. Callers with an API key need no such guard. */
  readonly strictType: boolean;
}

/** Reads and parses a JSON body. Throws `unsupported_media_type`, `payload_too_large`, `invalid_json` or `invalid_request` with its issues. */
export async function readBody<T>(request: Request, schema: z.ZodMiniType<T>, rules: BodyRules): Promise<T> {
  return parseFields(schema, await readJson(request, rules));
}

export async function readJson(request: Request, { strictType }: BodyRules): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (strictType && type !== 'application/json') throw new GuestpassError('unsupported_media_type');
  const encoding = request.headers.get('content-encoding');
  if (encoding && encoding !== 'identity') {
    throw new GuestpassError('unsupported_media_type', { detail: 'Send the body as it is, without Content-Encoding.' });
  }
  const text = decode(await readBytes(request));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new GuestpassError('invalid_json');
  }
  inspect(value, 0);
  return value;
}

export function parseFields<T>(schema: z.ZodMiniType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.flatMap(({ path, message, ...issue }): readonly Issue[] => {
    if (issue.code !== 'unrecognized_keys') return [{ path: path.map(String).join('.'), message }];
    return issue.keys.map((key) => ({
      path: [...path, key].map(String).join('.').slice(0, 200),
      message: 'There is no such field here',
    }));
  });
  const first = issues[0];
  throw new GuestpassError('invalid_request', {
    issues,
    ...(first ? { detail: first.path ? `${first.path}: ${first.message}.` : `${first.message}.` } : {}),
  });
}

/** Counted while it streams: what Content-Length says is not believed. */
export async function readBytes(request: Request, limit = maxBytes): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (!request.body) return new Uint8Array();
  for await (const chunk of request.body) {
    size += chunk.length;
    if (size > limit)
      throw new GuestpassError('payload_too_large', { detail: `The body may have at most ${limit} bytes.` });
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    throw new GuestpassError('invalid_json', { detail: 'The body is not valid UTF-8.' });
  }
}

/** Refuses nesting that no request of ours has, and names that reach into prototypes. */
function inspect(value: unknown, depth: number): void {
  if (typeof value === 'string' && (value.includes('\u0000') || !value.isWellFormed())) {
    throw new GuestpassError('invalid_request', { detail: 'A text of the body holds a NUL or half a character.' });
  }
  if (typeof value !== 'object' || value === null) return;
  if (depth >= maxDepth)
    throw new GuestpassError('invalid_json', { detail: `The body is nested deeper than ${maxDepth} levels.` });
  for (const [key, entry] of Object.entries(value)) {
    if (key === '__proto__')
      throw new GuestpassError('invalid_request', { issues: [{ path: key, message: 'There is no such field here' }] });
    inspect(entry, depth + 1);
  }
}
