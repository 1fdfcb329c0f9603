import { GuestpassError } from '../../contract/errors.js';
import type { Rate, Store } from '../stores/store.js';

/** A bucket of the store that fills again at its rate. */
export interface Allowance {
  readonly bucket: string;
  readonly rate: Rate;
}

/** Takes one from a bucket. Throws `too_many_requests` with the seconds to wait, and `detail` for people, when it is empty. */
export async function spend(
  store: Pick<Store, 'takeRate'>,
  { bucket, rate }: Allowance,
  now: number,
  detail?: string,
): Promise<void> {
  const wait = await store.takeRate(bucket, rate, now);
  if (wait <= 0) return;
  throw new GuestpassError('too_many_requests', {
    retryAfter: Math.ceil(wait / 1000),
    ...(detail === undefined ? {} : { detail }),
  });
}
