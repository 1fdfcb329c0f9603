import { GuestpassError } from '../contract/errors.js';
import type { BaseStrings } from '../theme/strings/owner.js';

const texts = {
  unauthorized: 'problem_unauthorized',
  forbidden: 'problem_forbidden',
  not_found: 'problem_not_found',
  conflict: 'problem_conflict',
  too_many_requests: 'problem_too_many_requests',
  unavailable: 'problem_unavailable',
} as const satisfies Partial<Record<GuestpassError['code'], keyof BaseStrings>>;

/** What a failure means to the owner, in the owner's language where we have words of our own, else in the server's. */
export function problemText(error: unknown, text: BaseStrings): string {
  if (!(error instanceof GuestpassError)) return text.problem_unknown;
  const key = Object.entries(texts).find(([code]) => code === error.code)?.[1];
  return key ? text[key] : error.code === 'internal_error' ? text.problem_unknown : error.message;
}
