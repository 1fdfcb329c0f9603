import { type ErrorCode, GuestpassError } from '../../contract/errors.js';

/**
 * What went wrong with a service behind us, as one of our errors. Its message is a sentence of ours. `cause` is for the
 * log and holds no more than the name of the call and what happened: never a key, an address or a text of the service.
 */
export function upstreamError(code: ErrorCode, what: string, options: { detail?: string; retryAfter?: number } = {}) {
  return new GuestpassError(code, { ...options, cause: new Error(what) });
}

/** The error that a status means when nothing in the answer's body says it better. */
export function errorOfStatus(status: number, write: boolean, what: string, retryAfter: number | null): GuestpassError {
  const later = retryAfter === null ? {} : { retryAfter };
  switch (status) {
    case 401:
    case 403:
      return upstreamError('upstream_unauthorized', what);
    case 402:
      return upstreamError('upstream_plan', what);
    case 404:
    case 410:
      return upstreamError('upstream_not_found', what);
    case 408:
    case 504:
      return upstreamError('upstream_timeout', what, later);
    case 409:
      return upstreamError('conflict', what);
    case 429:
      return upstreamError('upstream_limit', what, later);
    default:
      if (status >= 500) return upstreamError('upstream_busy', what, later);
      if (write && (status === 400 || status === 422)) {
        return upstreamError('invalid_request', what, { detail: 'The service behind this refused these options.' });
      }
      return upstreamError('upstream_invalid', what);
  }
}

/** Reads Retry-After, in seconds or as a date. Seconds, at least 1; null when there is none that makes sense. */
export function readRetryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  const seconds = /^\d{1,9}$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - now) / 1000);
  return Number.isFinite(seconds) ? Math.max(1, seconds) : null;
}
