// Another site: somebody's blog, which embeds a link by script and by frame. The demo's links do not allow its origin.
import { join } from 'node:path';
import { fill, html, listen, send, sendFile, sendPage } from '../pages.mjs';

const HERE = import.meta.dirname;
const TOKEN = /^[A-Za-z0-9_-]{8,128}$/;

/** A pasted link or a token; null when it is neither. */
export function readToken(text) {
  const token = text
    .trim()
    .replace(/^https?:\/\/[^?#]*\/(?:share|embed)\//, '')
    .replace(/[/?#].*$/, '');
  return TOKEN.test(token) ? token : null;
}

const embeds = (guestpass, token) => html`
<h2>The film, by the script</h2>
<div class="embed"><script src="${guestpass}/embed.js" data-token="${token}" data-title="From the harbour" async></script></div>
<h2>The same, in a bare frame</h2>
<iframe class="embed frame" src="${guestpass}/embed/${token}" title="Embedded with a frame" allow="autoplay; fullscreen; microphone" loading="lazy"></iframe>
<p class="caption">Here the browser itself keeps the frame out, and no script can say why.</p>`;

/** Starts the site. Resolves with a function that ends it. */
export async function startOtherSite({ port, bind, guestpassUrl, hostUrl, siteUrl }) {
  return listen(
    async (request, response) => {
      const { pathname, searchParams } = new URL(request.url, siteUrl);
      if (request.method !== 'GET' && request.method !== 'HEAD')
        return send(response, 405, 'text/plain', 'Method not allowed');
      if (pathname !== '/') {
        if (await sendFile(response, HERE, pathname)) return;
        return send(response, 404, 'text/plain; charset=utf-8', 'Not found');
      }
      const asked = searchParams.get('token') ?? '';
      const token = readToken(asked);
      const body = token
        ? embeds(guestpassUrl, token)
        : html`<p class="empty">${asked ? 'That is not a link of Guestpass. Paste the whole link, or its token.' : 'Nothing is embedded yet. Paste a link below.'}</p>`;
      const page = await fill(join(HERE, 'index.html'), { embeds: body, token: asked, site: siteUrl, host: hostUrl });
      return sendPage(response, 200, page, { 'referrer-policy': 'strict-origin-when-cross-origin' });
    },
    port,
    bind,
  );
}
