import { GuestpassError } from '../contract/errors.js';
import { isToken, notToken, sentenceOf, whyNoTicket } from '../protocol/no-ticket.js';
import { errorOf, unreachable } from './problem.js';

/**
 * Asks, as the page that embeds, for the proof that it may: the browser sets the Origin that decides. Null where the page's
 * own policy forbids to ask: the link can then only be framed without proof. Throws GuestpassError: `origin_not_allowed`
 * with a sentence for the page's author, `unavailable`, or what is wrong with the link.
 */
export async function fetchTicket(server: string, token: string): Promise<string | null> {
  if (!isToken(token)) throw new GuestpassError('origin_not_allowed', { detail: notToken(token) });
  const address = `${server}/api/embeds/${encodeURIComponent(token)}/ticket`;
  const init: RequestInit = { method: 'POST', credentials: 'omit', referrerPolicy: 'no-referrer' };
  const response = await fetch(address, init).catch((cause: unknown) => whyNot(server, cause));
  if (!response) return null;
  if (!response.ok) throw await errorOf(response);
  const body: unknown = await response.json();
  const ticket = typeof body === 'object' && body !== null ? Reflect.get(body, 'ticket') : undefined;
  if (typeof ticket === 'string') return ticket;
  throw new GuestpassError('internal_error', { cause: new TypeError('The reply has no ticket.') });
}

async function whyNot(server: string, cause: unknown): Promise<null> {
  const why = await whyNoTicket(server);
  if (why === 'policy') return null;
  throw why === 'refused'
    ? new GuestpassError('origin_not_allowed', { detail: sentenceOf(why, server), cause })
    : unreachable(cause);
}
