import type { ByteRange, RangeRequest } from './source.js';

/** The bytes that a request means in an asset of `size` bytes; null when it lies beyond the end. */
export function resolveRange(request: RangeRequest, size: number): ByteRange | null {
  if ('suffix' in request) {
    const length = Math.min(request.suffix, size);
    return length > 0 ? { start: size - length, end: size - 1 } : null;
  }
  const end = Math.min(request.to ?? size - 1, size - 1);
  return request.from <= end ? { start: request.from, end } : null;
}

/** The request as a Range header has it. */
export function formatRange(request: RangeRequest): string {
  return 'suffix' in request ? `bytes=-${request.suffix}` : `bytes=${request.from}-${request.to ?? ''}`;
}

/** Reads a Content-Range header: of a part (`range`), or of a refusal (`range` null). Null when it is neither. */
export function parseContentRange(header: string | null): { range: ByteRange | null; size: number | null } | null {
  const match = /^bytes (?:(\d{1,15})-(\d{1,15})|\*)\/(?:(\d{1,15})|\*)$/.exec(header ?? '');
  if (!match) return null;
  const [, first, last, total] = match;
  const size = total === undefined ? null : Number(total);
  if (first === undefined || last === undefined) return { range: null, size };
  const range = { start: Number(first), end: Number(last) };
  const sound = range.start <= range.end && (size === null || range.end < size);
  return sound ? { range, size } : null;
}

/** Whether a part may answer a request: it starts where it was asked to, and holds no more than that. */
export function answersRange(request: RangeRequest, part: ByteRange, size: number | null): boolean {
  if (!('suffix' in request)) return part.start === request.from && part.end <= (request.to ?? Number.MAX_SAFE_INTEGER);
  const length = part.end - part.start + 1;
  return length <= request.suffix && (size === null || part.end === size - 1);
}
