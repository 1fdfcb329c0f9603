import { GuestpassError } from '../../contract/errors.js';
import type { ResourceRef } from '../../contract/resource.js';

export type OwnerAction = 'read' | 'create' | 'change' | 'revoke';
export const ownerActions: readonly OwnerAction[] = ['read', 'create', 'change', 'revoke'];

/** Who asks for shares to be made or changed: an API key's holder, or a browser with a grant for one resource. */
export interface Owner {
  readonly workspace: string;
  /** As audit rows and lists of links name the owner, such as `key:reports` or `user:anna`. */
  readonly actor: string;
  /** The only resource that this owner may touch; null means every one of the workspace. */
  readonly resource: ResourceRef | null;
  readonly actions: readonly OwnerAction[];
}

/** What another owner has does not exist for this one: a resource out of reach is `not_found`, not `forbidden`. */
export function requireReach(owner: Owner, action: OwnerAction, resource: ResourceRef): void {
  if (!owner.actions.includes(action))
    throw new GuestpassError('forbidden', { detail: `This grant does not allow to ${action}.` });
  const { resource: only } = owner;
  if (only && (only.kind !== resource.kind || only.id !== resource.id)) throw new GuestpassError('not_found');
}
