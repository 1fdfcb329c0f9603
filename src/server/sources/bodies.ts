import { GuestpassError } from '../../contract/errors.js';
import { upstreamError } from './upstream-errors.js';

/** Thrown for a body that is larger than allowed; the rest of it is not read. */
export class BodyTooLarge extends Error {}
/** Thrown for bytes that are no UTF-8. */
export class BodyNotText extends Error {}

/** Reads a body as UTF-8, counting its bytes as they come. */
export async function readText(response: Response, maxBytes: number): Promise<string> {
  if (!response.body) return '';
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let received = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return decode(chunks);
    received += value.byteLength;
    if (received > maxBytes) {
      await reader.cancel();
      throw new BodyTooLarge();
    }
    chunks.push(value);
  }
}

function decode(chunks: readonly Uint8Array[]): string {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join('') + decoder.decode();
  } catch {
    throw new BodyNotText();
  }
}

export interface PassOnOptions {
  /** Bytes to leave out at the beginning. */
  readonly skip: number;
  /** Bytes to pass on after those; fewer is a failure. Null for all there are. */
  readonly take: number | null;
  readonly maxBytes: number;
  /** The longest wait for the next bytes, in milliseconds, and the time after which a trickle is given up. */
  readonly stall: number;
  /** For the log: the name of the call. */
  readonly what: string;
  /** Called when nothing is to be read any more. */
  readonly end: () => void;
}

/** Less than this on average, in bytes a second of our waiting, is a trickle. */
const trickle = 1024;

/**
 * Passes a body on as fast as it is taken, holding no more than one chunk. Only the time that we wait for the service
 * counts against it: a guest may read as slowly as the guest's line is.
 */
export function passOn(body: ReadableStream<Uint8Array> | null, options: PassOnOptions): ReadableStream<Uint8Array> {
  const { what, maxBytes, stall } = options;
  const reader = body?.getReader();
  let skip = options.skip;
  let left = options.take;
  let received = 0;
  let waited = 0;

  const next = async (): Promise<Uint8Array | null> => {
    if (!reader) return null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const begun = performance.now();
    const stalled = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(upstreamError('upstream_timeout', `${what}: time-out (stall)`)), stall);
    });
    try {
      const { done, value } = await Promise.race([reader.read(), stalled]);
      if (done) return null;
      waited += performance.now() - begun;
      received += value.byteLength;
      if (waited > stall && received < (trickle * waited) / 1000) {
        throw upstreamError('upstream_timeout', `${what}: time-out (trickle)`);
      }
      if (received > maxBytes) throw upstreamError('upstream_invalid', `${what}: over ${maxBytes} bytes`);
      return value;
    } finally {
      clearTimeout(timer);
    }
  };

  /** Null at the end. */
  const nextWanted = async (): Promise<Uint8Array | null> => {
    while (left !== 0) {
      const chunk = await next();
      if (chunk === null) {
        if (left === null && skip === 0) return null;
        throw upstreamError('upstream_invalid', `${what}: ended too early`);
      }
      const from = Math.min(skip, chunk.byteLength);
      skip -= from;
      const wanted = chunk.subarray(from, left === null ? chunk.byteLength : Math.min(chunk.byteLength, from + left));
      if (left !== null) left -= wanted.byteLength;
      if (wanted.byteLength > 0) return wanted;
    }
    return null;
  };

  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const chunk = await nextWanted();
          if (chunk) return controller.enqueue(chunk);
          controller.close();
          // What follows a part that was cut out is not wanted any more.
          options.end();
        } catch (error) {
          options.end();
          const known = error instanceof GuestpassError;
          controller.error(known ? error : upstreamError('upstream_invalid', `${what}: broke off`));
        }
      },
      cancel: options.end,
    },
    { highWaterMark: 0 },
  );
}
