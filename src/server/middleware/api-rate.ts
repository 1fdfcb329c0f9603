import { sha256 } from '../crypto.js';
import type { Call } from '../routes/route.js';
import { spend } from '../shares/rate.js';
import type { Rate } from '../stores/store.js';

/** What one API key may ask of the dialects: 20 requests a second, and 120 at once. */
export const apiRate: Rate = { burst: 120, interval: 50 };

/** Takes one from the key's share of requests. Throws `too_many_requests`, with the seconds to wait. For requests whose key is known to hold. */
export async function admitKey({ app, request }: Call): Promise<void> {
  const key = request.headers.get('authorization')?.trim().split(/\s+/)[1] ?? '';
  await spend(app.store, { bucket: `api ${sha256(key)}`, rate: apiRate }, app.now());
}
