// The host app: a studio's project library, whose things are shared with Guestpass.
import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { exampleFile, exampleNames } from '../examples/bundle.mjs';
import { fill, html, listen, readJson, send, sendFile, sendJson, sendPage } from '../pages.mjs';
import { askForGrant, GrantRefused } from './grants.mjs';
import { library, mayShare, user } from './library.mjs';

const HERE = import.meta.dirname;

/**
 * The policy of a careful host page. What Guestpass needs of it is its address in script-src, connect-src and frame-src;
 * no inline script or style. `trustedTypes` names the policies that may make HTML: Lit has one, and so has Vue.
 */
function contentSecurityPolicy(guestpass, trustedTypes) {
  return [
    "default-src 'none'",
    `script-src 'self' ${guestpass}`,
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self' ${guestpass}`,
    `frame-src ${guestpass}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${trustedTypes}`,
  ].join('; ');
}

const picture = ({ thumb, alt, shape }) =>
  thumb
    ? html`<img src="/thumbs/${thumb}" alt="${alt}" loading="lazy" class="thumb ${shape}">`
    : shape === 'plain'
      ? html`<span class="thumb pending"></span>`
      : html`<span class="thumb pending"><span class="pulse"></span><span class="pulse"></span><span class="pulse"></span></span>`;

const card = (item, guestpass) => html`
<li class="card" data-resource="${item.resource}">
  <div class="cover">${picture(item)}<span class="kind">${item.kind}</span></div>
  <div class="words">
    <h3>${item.title}</h3>
    <p>${item.detail}</p>
  </div>
  <div class="foot">
    <span class="by">${item.by}<br>${item.when}</span>
    <share-button server="${guestpass}" resource="${item.resource}" grant-url="/api/grant"></share-button>
  </div>
</li>`;

/** Starts the app. `shares` are the links that the press page embeds, `more` cards beside the library's own. Resolves with a function that ends it. */
export async function startHost({ port, bind, guestpassUrl, hostUrl, siteUrl, apiKey, shares, more }) {
  const security = (trustedTypes) => ({
    'content-security-policy': contentSecurityPolicy(guestpassUrl, trustedTypes),
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': `camera=(), microphone=(self "${guestpassUrl}"), geolocation=()`,
  });
  const items = [...more, ...library];
  // Every visitor is signed in as the same person, also after a restart; a real app has its logins here.
  const session = createHmac('sha256', apiKey).update('session').digest('base64url');
  const signIn = { 'set-cookie': `studio_session=${session}; HttpOnly; SameSite=Lax; Path=/` };
  const signedIn = (request) =>
    /(?:^|;\s*)studio_session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] === session ? user : null;

  async function grant(request, response) {
    const who = signedIn(request);
    if (!who) return sendJson(response, 401, { error: 'Sign in first.' });
    // A page of another site could make a signed-in browser send this: only our own pages may.
    if ((request.headers['sec-fetch-site'] ?? 'same-origin') !== 'same-origin') {
      return sendJson(response, 403, { error: 'Only our own pages may ask this.' });
    }
    const resource = (await readJson(request))?.resource;
    if (typeof resource !== 'string')
      return sendJson(response, 400, { error: 'A JSON body with a resource is needed.' });
    if (!mayShare(who, resource, items)) return sendJson(response, 403, { error: 'That is not yours to share.' });
    try {
      return sendJson(response, 200, await askForGrant({ guestpassUrl, apiKey, resource, user: who, origin: hostUrl }));
    } catch (error) {
      console.error(error instanceof GrantRefused ? error.message : error);
      return sendJson(response, 502, { error: 'Sharing does not work at the moment.' });
    }
  }

  const values = { guestpass: guestpassUrl, site: siteUrl, user: user.name };
  const pages = {
    '/': () =>
      fill(join(HERE, 'library.html'), {
        ...values,
        film: shares.film ?? '',
        cards: items.map((item) => card(item, guestpassUrl)),
      }),
    '/press': () => fill(join(HERE, 'press.html'), { ...values, ...shares }),
  };
  for (const name of exampleNames) {
    pages[`/examples/${name}`] = () =>
      fill(join(HERE, '..', 'examples', `${name}.html`), { ...values, film: shares.film ?? '' });
  }

  return listen(
    async (request, response) => {
      const { pathname } = new URL(request.url, hostUrl);
      if (request.method === 'POST' && pathname === '/api/grant') return grant(request, response);
      if (request.method !== 'GET' && request.method !== 'HEAD')
        return send(response, 405, 'text/plain', 'Method not allowed');
      const page = pages[pathname];
      if (page) {
        const policies = pathname === '/examples/vue' ? 'lit-html vue' : 'lit-html';
        return sendPage(response, 200, await page(), { ...security(policies), ...signIn });
      }
      if (pathname.startsWith('/examples/build/')) {
        const built = await exampleFile(pathname.slice('/examples/build/'.length));
        if (built) return send(response, 200, 'text/javascript; charset=utf-8', built);
      }
      if (await sendFile(response, HERE, pathname)) return;
      return sendPage(response, 404, await fill(join(HERE, 'missing.html'), values), security('lit-html'));
    },
    port,
    bind,
  );
}
