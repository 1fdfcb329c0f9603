import { GuestpassError, isErrorCode, type ErrorCode, type Issue } from '../contract/errors.js';

/** An answer that is not a success, as the error that it tells of. The body may be anything: a proxy's page too. */
export async function errorOf(response: Response): Promise<GuestpassError> {
  const body: unknown = await response.json().catch(() => null);
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  const detail = field(body, 'detail');
  const code = field(body, 'code');
  return new GuestpassError(isErrorCode(code) ? code : codeOfStatus(response.status), {
    ...(typeof detail === 'string' && detail ? { detail } : {}),
    issues: issuesOf(field(body, 'issues')),
    ...(Number.isFinite(retryAfter) ? { retryAfter } : {}),
    cause: new TypeError(`${response.url} answered ${response.status}`),
  });
}

/** A fetch that got no answer: no network, a refused connection, a time-out. */
export function unreachable(cause: unknown): GuestpassError {
  return new GuestpassError('unavailable', { detail: 'The server cannot be reached.', cause });
}

/** Any error as ours. What is none is one of our own code, which must not pass in silence. */
export function ourError(cause: unknown): GuestpassError {
  if (cause instanceof GuestpassError) return cause;
  reportError(cause);
  return new GuestpassError('internal_error', { cause });
}

export function field(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
}

function issuesOf(value: unknown): readonly Issue[] {
  return Array.isArray(value)
    ? value.map((issue) => ({ path: textOf(field(issue, 'path')), message: textOf(field(issue, 'message')) }))
    : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function codeOfStatus(status: number): ErrorCode {
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not_found';
  if (status === 429) return 'too_many_requests';
  return status >= 500 ? 'unavailable' : 'invalid_request';
}
