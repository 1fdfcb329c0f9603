// The one thing that an app's backend does for Guestpass: it asks for a grant, for its own signed-in user.

/**
 * POST {guestpass}/api/grants with the API key, which never leaves this process. The grant is for one resource, lives
 * five minutes, and works from the app's own pages only. Gives {grant, expiresAt}.
 */
export async function askForGrant({ guestpassUrl, apiKey, resource, user, origin }) {
  const response = await fetch(`${guestpassUrl}/api/grants`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ resource, user, origin }),
    signal: AbortSignal.timeout(10_000),
  });
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new GrantRefused(response.status, body.code ?? 'unknown', body.detail ?? response.statusText);
  return { grant: body.grant, expiresAt: body.expiresAt };
}

export class GrantRefused extends Error {
  constructor(status, code, detail) {
    super(`Guestpass gave no grant: ${status} ${code}. ${detail}`);
    this.status = status;
    this.code = code;
  }
}
