// The links that the press page embeds. Made once through the public API, as the dialog would; then found again.
import { askForGrant } from './host/grants.mjs';
import { user } from './host/library.mjs';

const LABEL = 'Press page';

const wanted = {
  film: { resource: 'render:evening-walk', type: 'PLAYER_EMBED' },
  document: { resource: 'render:harbour-lights-concept', type: 'PLAYER_EMBED' },
  guide: { resource: 'persona:b7e6a1d4-52c9-4f0e-9d3a-6c1f8e2b7a45', type: 'ORB_EMBED' },
};

/** The tokens of the three links, by name. They allow the host page's origin and no other. */
export async function firstShares({ guestpassUrl, hostUrl, apiKey }) {
  const entries = await Promise.all(
    Object.entries(wanted).map(async ([name, { resource, type }]) => {
      const { grant } = await askForGrant({ guestpassUrl, apiKey, resource, user, origin: hostUrl });
      const [kind, id] = resource.split(':');
      const call = (method, path, body) => request(guestpassUrl, hostUrl, grant, method, path, body);
      const { shares } = await call('GET', `/api/shares?${new URLSearchParams({ kind, id })}`);
      const kept = shares.find((share) => share.label === LABEL && share.state === 'active' && share.token);
      const share =
        kept ??
        (await call('POST', '/api/shares', {
          resource: { kind, id },
          type,
          label: LABEL,
          allowedOrigins: [hostUrl],
        }));
      return [name, share.token];
    }),
  );
  return Object.fromEntries(entries);
}

async function request(guestpassUrl, hostUrl, grant, method, path, body) {
  const response = await fetch(guestpassUrl + path, {
    method,
    headers: {
      authorization: `Bearer ${grant}`,
      // The grant works from the host page's origin only, so this says where it comes from.
      origin: hostUrl,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status} ${answer.code}: ${answer.detail}`);
  return answer;
}
