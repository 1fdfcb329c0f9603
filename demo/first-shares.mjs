// The links that the press page embeds. The app's backend makes them once, with its key; then it finds them again.

const LABEL = 'Press page';

const wanted = {
  film: { kind: 'render', id: 'evening-walk', type: 'PLAYER_EMBED' },
  document: { kind: 'render', id: 'harbour-lights-concept', type: 'PLAYER_EMBED' },
  guide: { kind: 'persona', id: 'b7e6a1d4-52c9-4f0e-9d3a-6c1f8e2b7a45', type: 'ORB_EMBED' },
};

/** The tokens of the three links, by name. They allow the host page's origin and no other. */
export async function firstShares({ guestpassUrl, hostUrl, apiKey }) {
  const call = async (method, path, body) => {
    const response = await fetch(guestpassUrl + path, {
      method,
      headers: { authorization: `Bearer ${apiKey}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status} ${answer.code}: ${answer.detail}`);
    return answer;
  };
  const entries = await Promise.all(
    Object.entries(wanted).map(async ([name, { kind, id, type }]) => {
      const { shares } = await call('GET', `/api/shares?${new URLSearchParams({ kind, id, state: 'active' })}`);
      const allows = (share) => share.allowedOrigins.includes(hostUrl) && share.token !== null;
      const kept = shares.find((share) => share.label === LABEL && allows(share));
      const made = { resource: { kind, id }, type, label: LABEL, allowedOrigins: [hostUrl] };
      const share = kept ?? (await call('POST', '/api/shares', made));
      return [name, share.token];
    }),
  );
  return Object.fromEntries(entries);
}
