import { GuestpassError } from '../../contract/errors.js';
import { fromBase64Url, sha256, toHex } from '../crypto.js';
import type { Call } from '../routes/route.js';
import type { Owner } from '../shares/owner.js';
import type { Repeat } from '../shares/share-service.js';
import { json } from './errors.js';

/** A structured-field string (RFC 9651); bare words are taken too, because most clients send those. */
const keyPattern = /^"?([\x21\x23-\x7e]{1,255})"?$/;

/**
 * Does the work once for each Idempotency-Key of an owner: a repeated request gets the first one's answer, for a day.
 * The work is given an id that comes from the key, by which it finds what a first try that died had made.
 * Throws `idempotency_mismatch` for another body and `idempotency_in_flight` while the first still runs.
 */
export async function idempotent(
  call: Call,
  owner: Owner,
  body: unknown,
  work: (repeat: Repeat | null) => Promise<Response>,
): Promise<Response> {
  const header = call.request.headers.get('idempotency-key');
  if (header === null) return work(null);
  const key = keyPattern.exec(header.trim())?.[1];
  if (key === undefined) {
    throw new GuestpassError('invalid_request', {
      issues: [{ path: 'Idempotency-Key', message: 'A string of 1 to 255 visible characters' }],
    });
  }
  const { store, now } = call.app;
  const scope = sha256([owner.workspace, owner.actor, call.request.method, call.url.pathname, key].join('\n'));
  const known = await store.beginIdempotent({ scope, fingerprint: sha256(JSON.stringify(body)) }, now());
  if (known.state === 'mismatch') throw new GuestpassError('idempotency_mismatch');
  if (known.state === 'running') throw new GuestpassError('idempotency_in_flight', { retryAfter: 1 });
  if (known.state === 'done') return replay(call, owner, known.status, known.body);
  try {
    const response = await work({ id: idFrom(scope), since: known.since });
    const answer: unknown = await response.clone().json();
    await store.finishIdempotent(scope, response.status, JSON.stringify({ id: idIn(answer) }));
    return response;
  } catch (cause) {
    await store.releaseIdempotent(scope);
    throw cause;
  }
}

/** The stored answer names the share only: its token is derived anew, never stored. */
async function replay({ app }: Call, owner: Owner, status: number, stored: string): Promise<Response> {
  const id = idIn(JSON.parse(stored));
  return json(await app.shares.get(owner, id), status, { 'Idempotent-Replayed': 'true' });
}

function idIn(answer: unknown): string {
  if (typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'string')
    return answer.id;
  throw new Error('An answer that can be repeated must name a share.');
}

/** The same key always gives the same id, formed as a UUID v8. */
function idFrom(scope: string): string {
  const hex = toHex(fromBase64Url(scope)).slice(0, 32);
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-8$3-8$4-$5');
}
