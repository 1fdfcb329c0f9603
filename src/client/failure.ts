import type { GuestpassError } from '../contract/errors.js';

/** What tells why something failed: a part of its own, which a guest without trouble need not wait for. */
export const fetchProblems = () => import('./problem.js');

/** A refusal, or the error of a request without an answer, as ours. Rejects when what tells it cannot be fetched. */
export async function failureOf(cause: unknown): Promise<GuestpassError> {
  const { errorOf, unreachable } = await fetchProblems();
  return cause instanceof Response ? errorOf(cause) : unreachable(cause);
}
