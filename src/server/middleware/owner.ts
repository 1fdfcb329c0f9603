import { GuestpassError } from '../../contract/errors.js';
import type { Call } from '../routes/route.js';
import { type Owner, ownerActions } from '../shares/owner.js';
import { readGrant } from '../shares/proofs.js';

/** Who asks for something of an owner's. Throws `unauthorized`. */
export async function authenticate(call: Call, access: 'owner' | 'key'): Promise<Owner> {
  const bearer = /^Bearer +(\S+)$/i.exec(call.request.headers.get('authorization') ?? '')?.[1];
  if (bearer?.startsWith('gp_live_')) return (await requireKey(call)).owner;
  if (access === 'owner') {
    if (bearer?.startsWith('gr_')) return byGrant(call, bearer);
    if (bearer === undefined) {
      const owner = await call.app.authorizeOwner?.(call.request);
      if (owner) return owner;
    }
  }
  throw new GuestpassError('unauthorized');
}

/** The API key of a request, for routes that make grants. */
export async function requireKey({ app, request }: Call): Promise<{ readonly id: string; readonly owner: Owner }> {
  const bearer = /^Bearer +(gp_live_\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  const key = bearer === undefined ? null : await app.apiKeys.find(bearer);
  if (!key) throw new GuestpassError('unauthorized');
  return {
    id: key.id,
    owner: { workspace: key.workspace, actor: `key:${key.name}`, resource: null, actions: ownerActions },
  };
}

async function byGrant({ app, request }: Call, bearer: string): Promise<Owner> {
  const { owner, keyId, origin } = readGrant(app.keys, bearer, app.now());
  if (!(await app.apiKeys.stillHolds(keyId)))
    throw new GuestpassError('unauthorized', { detail: 'The key that this grant was made with no longer holds.' });
  const from = request.headers.get('origin');
  if (origin !== null && from !== origin)
    throw new GuestpassError('unauthorized', { detail: 'This grant was made for another page.' });
  return owner;
}
