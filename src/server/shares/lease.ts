import { hmacSha256, sameText, toBase64Url } from '../crypto.js';
import type { VisitRecord } from '../stores/store.js';
import type { Keyring } from './secrets.js';

/** A visit that nothing was asked for so long is over, in milliseconds. Every request with its lease starts this anew. */
export const visitIdle = 30 * 60_000;
/** No visit lives longer than this, in milliseconds: one claimed use is one day's reading at most. */
export const visitLife = 24 * 3_600_000;

/** A conversation that is not kept for so long, in milliseconds, has lost its guest, and its place is free. */
const conversationIdle = 150_000;

/** When a visit ends if it is asked for something now. */
export function aliveUntil(visit: Pick<VisitRecord, 'at'>, now: number): number {
  return Math.min(now + visitIdle, visit.at + visitLife);
}

/** When a visit whose conversation is kept now ends: a closed tab keeps no other guest out, and nobody talks past the end. */
export function talkingUntil(now: number, endsAt: number | null): number {
  return Math.min(now + conversationIdle, endsAt ?? Infinity);
}

/** The lease of a visit: `{visit id}.{mac}`. All else about it stands in the store and is read again at each request. */
export function leaseOf(keys: Keyring, visitId: string): string {
  return `${visitId}.${mac(keys.current.lease, visitId)}`;
}

/** The visit that a lease proves; null when we did not sign it. */
export function visitOfLease(keys: Keyring, lease: string): string | null {
  const [visitId = '', signature = ''] = lease.split('.');
  return visitId.length === 36 && keys.all.some((secret) => sameText(mac(secret.lease, visitId), signature))
    ? visitId
    : null;
}

function mac(key: Uint8Array, visitId: string): string {
  return toBase64Url(hmacSha256(key, visitId).subarray(0, 18));
}
