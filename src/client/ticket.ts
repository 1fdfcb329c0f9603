import { GuestpassError } from '../contract/errors.js';
import { errorOf, unreachable } from './problem.js';

/**
 * Asks, as the page that embeds, for the proof that it may: the browser sets the Origin that decides. Throws
 * GuestpassError: `origin_not_allowed`, `unavailable`, or what is wrong with the link.
 */
export async function fetchTicket(server: string, token: string): Promise<string> {
  const address = `${server}/api/embeds/${encodeURIComponent(token)}/ticket`;
  const init: RequestInit = { method: 'POST', credentials: 'omit', referrerPolicy: 'no-referrer' };
  const response = await fetch(address, init).catch(async (cause: unknown) => {
    throw (await answers(server)) ? new GuestpassError('origin_not_allowed', { cause }) : unreachable(cause);
  });
  if (!response.ok) throw await errorOf(response);
  const body: unknown = await response.json();
  const ticket = typeof body === 'object' && body !== null ? Reflect.get(body, 'ticket') : undefined;
  if (typeof ticket === 'string') return ticket;
  throw new GuestpassError('internal_error', { cause: new TypeError('The reply has no ticket.') });
}

/** A refusal cannot be read by the page that is refused; but what everybody may read tells that the server is there. */
function answers(server: string): Promise<boolean> {
  return fetch(`${server}/embed.json`, { credentials: 'omit', cache: 'no-store' }).then(
    () => true,
    () => false,
  );
}
