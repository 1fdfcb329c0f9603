import { GuestpassError } from '../../contract/errors.js';
import { sha256 } from '../crypto.js';
import type { Call } from '../routes/route.js';
import type { Rate } from '../stores/store.js';

/** What one API key may ask of the dialects: 20 requests a second, and 120 at once. */
export const apiRate: Rate = { burst: 120, interval: 50 };

/** Takes one from the key's share of requests. Throws `too_many_requests`, with the seconds to wait. For requests whose key is known to hold. */
export async function admitKey({ app, request }: Call): Promise<void> {
  const key = request.headers.get('authorization')?.trim().split(/\s+/)[1] ?? '';
  const bucket = `api ${sha256(key)}`;
  const wait = await app.store.takeRate(bucket, apiRate, app.now());
  if (wait > 0) throw new GuestpassError('too_many_requests', { retryAfter: Math.ceil(wait / 1000) });
}
