import { errorSentences, sentenceOf } from '../../contract/error-sentences.js';
import { GuestpassError } from '../../contract/errors.js';
import type { Call } from '../routes/route.js';

/** Writes an error in the form that the caller of a route expects. */
export type ErrorStyle = (error: GuestpassError, call: Call) => Response | Promise<Response>;

/** RFC 9457 problem details, with our `code`, and `issues` where fields are wrong. */
export const problem: ErrorStyle = (error) => {
  const body = {
    type:
      error.code === 'too_many_requests'
        ? 'https://iana.org/assignments/http-problem-types#quota-exceeded'
        : 'about:blank',
    title: errorSentences[error.code],
    status: error.status,
    detail: sentenceOf(error),
    code: error.code,
    ...(error.issues.length > 0 ? { issues: error.issues } : {}),
    ...(error.retryAfter === null ? {} : { retryAfter: error.retryAfter }),
  };
  return new Response(JSON.stringify(body), {
    status: error.status,
    headers: { 'Content-Type': 'application/problem+json', ...retryHeader(error) },
  });
};

export function retryHeader(error: GuestpassError): Readonly<Record<string, string>> {
  return error.retryAfter === null ? {} : { 'Retry-After': String(error.retryAfter) };
}

/** Whatever was thrown, as one of our errors. What we did not expect becomes `internal_error`: its text stays in the log. */
export function asGuestpassError(cause: unknown): GuestpassError {
  if (cause instanceof GuestpassError) return cause;
  return new GuestpassError('internal_error', { cause });
}

export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
  });
}
