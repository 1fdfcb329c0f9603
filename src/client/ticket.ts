import { GuestpassError } from '../contract/errors.js';
import { errorOf, unreachable } from './problem.js';

/** Milliseconds. The report of a violation is a task of its own, on a busy machine much later than the failure. */
const reportWait = 1000;

/**
 * Asks, as the page that embeds, for the proof that it may: the browser sets the Origin that decides. Null where the page's
 * own policy forbids to ask: the link can then only be framed without proof. Throws GuestpassError: `origin_not_allowed`
 * with a sentence for the page's author, `unavailable`, or what is wrong with the link.
 */
export async function fetchTicket(server: string, token: string): Promise<string | null> {
  if (!isToken(token)) {
    const detail = `"${token}" is not a link's token, which is the last part of its address.`;
    throw new GuestpassError('origin_not_allowed', { detail });
  }
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

/** Whether it could be a token at all: people write a link's whole address in its place. */
export const isToken = (text: string): boolean => /^[\w-]+$/.test(text);

/** A refusal cannot be read by the page that is refused; but what everybody may read tells that the server is there. */
async function whyNot(server: string, cause: unknown): Promise<null> {
  const ended = new AbortController();
  const blocked = new Promise<true>((resolve) =>
    document.addEventListener(
      'securitypolicyviolation',
      ({ effectiveDirective }) => effectiveDirective === 'connect-src' && resolve(true),
      ended,
    ),
  );
  const answered = await fetch(`${server}/embed.json`, { credentials: 'omit', cache: 'no-store' }).then(
    () => true,
    () => false,
  );
  const late = new Promise<false>((resolve) => setTimeout(resolve, reportWait, false));
  const isBlocked = !answered && (await Promise.race([blocked, late]));
  ended.abort();
  if (isBlocked) return null;
  throw answered ? new GuestpassError('origin_not_allowed', { detail: refusal(), cause }) : unreachable(cause);
}

function refusal(): string {
  if (self.origin === 'null')
    return 'This page has no origin of its own (it is a file, or sandboxed without allow-same-origin), so no link can allow it.';
  return `${self.origin} is not on the list of sites of this link, or the link is gone. Its owner adds the site in the share dialog, under Embed, "Where it may appear".`;
}
