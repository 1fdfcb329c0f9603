import { answersRange, formatRange, parseContentRange, resolveRange } from './byte-range.js';
import type { Outbound } from './outbound.js';
import { type AssetBytes, type ByteRange, RangeNotSatisfiable, type RangeRequest } from './source.js';
import { upstreamError } from './upstream-errors.js';

export interface AssetRequest {
  /** The call as a template, for the log. */
  readonly name: string;
  /** A path below the service's address, or another address that needs no key. */
  readonly to: string | URL;
  readonly range: RangeRequest | null;
  /** What to tell the guest for a content type of the service, without parameters; null refuses it. */
  readonly typeFor: (contentType: string) => string | null;
  readonly filename: string;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/**
 * A file of a service, passed on as it comes. Null when the service has none. A service that ignores the range sends
 * the whole, and we cut the part out; only where its size is unknown does the guest get the whole.
 */
export async function fetchAsset(outbound: Outbound, request: AssetRequest): Promise<AssetBytes | null> {
  const { name, to, range, filename, maxBytes, signal } = request;
  const headers = range ? { range: formatRange(range) } : {};
  const answer = await outbound.open({ name, to, headers, expects: [404, 410, 416], signal });
  const bad = (why: string) => {
    answer.giveUp();
    return upstreamError('upstream_invalid', `${name}: ${why}`);
  };
  const { status } = answer;
  if (status === 404 || status === 410) {
    answer.giveUp();
    return null;
  }
  const told = parseContentRange(answer.headers.get('content-range'));
  if (status === 416) {
    if (!range || told === null || told.size === null) throw bad('a refused range without a size');
    answer.giveUp();
    throw new RangeNotSatisfiable(told.size);
  }
  const contentType = request.typeFor((answer.headers.get('content-type') ?? '').split(';', 1)[0]?.trim() ?? '');
  if (contentType === null) throw bad('another content type than expected');
  const etag = /^"([\x21\x23-\x7e]{1,128})"$/.exec(answer.headers.get('etag') ?? '')?.[1] ?? null;
  const meta = { contentType, etag, filename };

  if (status === 206) {
    const part = told?.range;
    if (!range || !part || !answersRange(range, part, told.size)) throw bad('another range than asked for');
    return { ...meta, size: told.size, range: part, body: answer.pass({ skip: 0, take: lengthOf(part), maxBytes }) };
  }
  const size = readSize(answer.headers);
  if (size !== null && size > maxBytes) throw bad(`over ${maxBytes} bytes`);
  if (!range || size === null) {
    return { ...meta, size, range: null, body: answer.pass({ skip: 0, take: size, maxBytes }) };
  }
  const part = resolveRange(range, size);
  if (!part) {
    answer.giveUp();
    throw new RangeNotSatisfiable(size);
  }
  return { ...meta, size, range: part, body: answer.pass({ skip: part.start, take: lengthOf(part), maxBytes }) };
}

/** Bytes that are in memory, as an asset. */
export function assetOf(
  bytes: Uint8Array<ArrayBuffer>,
  range: RangeRequest | null,
  meta: Pick<AssetBytes, 'contentType' | 'etag' | 'filename'>,
): AssetBytes {
  const size = bytes.byteLength;
  const part = range && resolveRange(range, size);
  if (range && !part) throw new RangeNotSatisfiable(size);
  const wanted = part ? bytes.subarray(part.start, part.end + 1) : bytes;
  return { ...meta, size, range: part, body: new Blob([wanted]).stream() };
}

/** Bytes of the whole; null when the length is not told, or told of a packed body that comes to us unpacked. */
function readSize(headers: Headers): number | null {
  const packed = !['', 'identity'].includes(headers.get('content-encoding') ?? '');
  const length = headers.get('content-length') ?? '';
  return packed || !/^\d{1,15}$/.test(length) ? null : Number(length);
}

const lengthOf = ({ start, end }: ByteRange) => end - start + 1;
