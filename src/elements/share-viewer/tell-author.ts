/** A sentence for who writes the page, in its console: what its readers see in the box is no help to them. */
export function tellAuthor(sentence: string): void {
  console.warn(`Guestpass: ${sentence}`);
}

export const lacksConnect = (server: string): string =>
  `this page's Content Security Policy lacks "connect-src ${new URL(server, location.href).origin}". The embed is shown without proof of which site shows it.`;
