import { GuestpassError } from '../../contract/errors.js';
import { isOriginAllowed, isWebOrigin } from '../../contract/origins.js';
import type { ShareState } from '../../contract/share.js';
import type { ShareRecord } from '../stores/store.js';

/** What the policy says of a share at an instant. The one place that decides it; the store's guarded update says the same in SQL. */
export function stateOf(share: ShareRecord, now: number): ShareState {
  if (share.revokedAt !== null) return 'revoked';
  if (share.expiresAt !== null && share.expiresAt <= now) return 'expired';
  if (!share.enabled) return 'paused';
  if (share.usageLimit !== null && share.usageCount >= share.usageLimit) return 'used_up';
  return 'active';
}

/** Throws the state as an error. Who has a visit already may go on when the uses are taken. */
export function requireOpen(share: ShareRecord, now: number, hasVisit: boolean): void {
  const state = stateOf(share, now);
  if (state === 'active' || (hasVisit && state === 'used_up')) return;
  throw new GuestpassError(state);
}

/** Whether the share is made to stand in other pages at all: a plain link never is. */
export function isEmbeddable(share: ShareRecord): boolean {
  return share.type !== 'LINK';
}

/** Whether a page of this origin may embed the share. Allow-all still means web pages: a file, a sandbox or an app's view is refused. */
export function mayEmbed(share: ShareRecord, origin: string | null): boolean {
  return isEmbeddable(share) && allowsSite(share, origin);
}

/** Whether the share's list of sites has this origin, whatever the type of the link. */
export function allowsSite(share: ShareRecord, origin: string | null): boolean {
  return share.allowAllOrigins ? isWebOrigin(origin) : isOriginAllowed(share.allowedOrigins, origin);
}
