import type * as z from 'zod/mini';
import { BodyNotText, BodyTooLarge, readText } from './bodies.js';
import { upstreamError } from './upstream-errors.js';

const maxErrorBytes = 64 * 1024;

/**
 * The JSON of an answer that is a success; null for an empty one. Throws `upstream_invalid` for what is too large, no
 * JSON, or holds the key that asked for it: no answer has a reason to, and one that does would carry it to a browser.
 */
export async function readJson(response: Response, maxBytes: number, key: string, what: string): Promise<unknown> {
  const bad = (why: string) => upstreamError('upstream_invalid', `${what}: ${why}`);
  try {
    const text = await readText(response, maxBytes);
    if (text === '') return null;
    if (!isJson(response)) throw bad('the body is no JSON');
    if (text.includes(key)) throw bad('the body holds the key');
    const value: unknown = JSON.parse(text);
    return value;
  } catch (error) {
    if (error instanceof BodyTooLarge) throw bad('the body is too large');
    if (error instanceof BodyNotText || error instanceof SyntaxError) throw bad('the body is broken JSON');
    throw error;
  }
}

/** The JSON of a failure, null as soon as anything is wrong with it. */
export async function readErrorJson(response: Response): Promise<unknown> {
  if (!isJson(response)) return null;
  try {
    const value: unknown = JSON.parse(await readText(response, maxErrorBytes));
    return value;
  } catch (error) {
    if (error instanceof BodyTooLarge || error instanceof BodyNotText || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** An answer's body as the schema has it. Throws `upstream_invalid`. */
export function parseBody<T>(schema: z.ZodMiniType<T>, body: unknown, what: string): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw upstreamError('upstream_invalid', `${what}: not of the form that is documented`);
  return parsed.data;
}

/** An instant as services write it, in epoch milliseconds; null when it is none. */
export function readInstant(value: unknown): number | null {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isFinite(at) ? at : null;
}

function isJson(response: Response): boolean {
  return /^application\/(?:[\w.+-]+\+)?json\b/i.test(response.headers.get('content-type') ?? '');
}
