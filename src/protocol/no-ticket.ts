/**
 * A page that got no ticket cannot read why: to its scripts a refused answer looks like no answer. This finds out, and has
 * the words for who writes the page, in its console: what its readers see in the box is no help to them.
 */

/**
 * `refused`: the site is not allowed, or the link is gone. `policy`: the page's own policy forbids to ask; the link can
 * then only be framed without proof. `down`: the server does not answer.
 */
export type NoTicket = 'refused' | 'policy' | 'down';

/** Milliseconds. The report of a violation is a task of its own, on a busy machine much later than the failure. */
const reportWait = 1000;

/** Whether it could be a token at all: people write a link's whole address in its place. */
export const isToken = (text: string): boolean => /^[\w-]+$/.test(text);

export const notToken = (text: string): string =>
  `"${text}" is not a link's token, which is the last part of its address.`;

/** Asks for what everybody may read. `server`: its address, without a slash at the end. */
export async function whyNoTicket(server: string): Promise<NoTicket> {
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
  return answered ? 'refused' : isBlocked ? 'policy' : 'down';
}

/** What the page's author can do about it. */
export function sentenceOf(why: NoTicket, server: string): string {
  if (why === 'down') return `${server} does not answer.`;
  if (why === 'policy')
    return `this page's Content Security Policy lacks "connect-src ${new URL(server, location.href).origin}". The embed is shown without proof of which site shows it.`;
  // Not `location.origin`, which is "null" in a srcdoc page.
  if (self.origin === 'null')
    return `this page has no origin of its own (${location.protocol === 'file:' ? 'it is a file' : 'it is sandboxed without allow-same-origin'}), so no link can allow it.`;
  return `${self.origin} is not on the list of sites of this link, or the link is gone. Its owner adds the site in the share dialog, under Embed, "Where it may appear".`;
}

export function tellAuthor(sentence: string): void {
  console.warn(`Guestpass: ${sentence}`);
}
