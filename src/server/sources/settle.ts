import type { GuestpassError } from '../../contract/errors.js';
import type { Outcome } from './outbound.js';
import type { UpstreamLink } from './upstream-links.js';
import { upstreamError } from './upstream-errors.js';

/** The vendor's links of a resource as they stand now, and by how much the vendor's clock is ahead of ours. */
export interface Listed {
  readonly links: readonly UpstreamLink[];
  readonly skew: number | null;
}

export interface MintOnce {
  /** When the first try began, by our clock. */
  readonly since: number;
  readonly now: () => number;
  /** Names the resource and the options: a repeated try has the same. */
  readonly fingerprint: string;
  post(): Promise<Outcome<UpstreamLink>>;
  list(): Promise<Listed>;
  /** Whether a link in the list may be the one that was asked for, its age aside. */
  matches(link: UpstreamLink): boolean;
}

/** A first try begins with the call. What began longer ago than this, in milliseconds, is a repeated one. */
const firstTry = 1_000;
/** Clocks of answers are right to a second. */
const slack = 2_000;
/** How long a try in doubt is remembered, in milliseconds, and how many links and tries are. */
const memory = 10 * 60_000;
const most = 1_000;

/**
 * Mints one link and no second one at vendors that know no Idempotency-Key. When a try ends without saying whether it
 * worked, and before a repeated try, it looks into the vendor's list for the link that has appeared since.
 */
export function createMinter() {
  /** Links that were answered already: a later mint with the same options is another link. */
  const answered = new Set<string>();
  /** Tries that ended in doubt, with when they began. */
  const doubtful = new Map<string, number>();

  const found = async ({ list, matches }: MintOnce, since: number): Promise<UpstreamLink | null> => {
    const { links, skew } = await list();
    const from = since + (skew ?? 0) - slack;
    const fits = (link: UpstreamLink) => link.createdAt >= from && !answered.has(link.id) && matches(link);
    return links.find(fits) ?? null;
  };

  const answer = (mint: MintOnce, link: UpstreamLink): UpstreamLink => {
    doubtful.delete(mint.fingerprint);
    answered.add(link.id);
    forgetBeyond(most, answered);
    return link;
  };

  /** When the try in doubt began that this one repeats; null when there is none. */
  const doubtSince = ({ fingerprint, now }: MintOnce): number | null => {
    const since = doubtful.get(fingerprint) ?? null;
    return since !== null && now() - since < memory ? since : null;
  };

  return async (mint: MintOnce): Promise<UpstreamLink> => {
    const doubt = doubtSince(mint);
    const since = Math.min(mint.since, doubt ?? mint.since);
    if (doubt !== null || mint.now() - since > firstTry) {
      const earlier = await found(mint, since);
      if (earlier) return answer(mint, earlier);
    }
    const outcome = await mint.post();
    if (outcome.ok) return answer(mint, outcome.value);
    if (!outcome.perhapsDone) throw outcome.error;
    doubtful.set(mint.fingerprint, since);
    forgetBeyond(most, doubtful);
    const link = await found(mint, since).catch(() => null);
    if (link) return answer(mint, link);
    throw inDoubt(outcome.error);
  };
}

/** Drops the oldest. */
function forgetBeyond(size: number, remembered: Set<string> | Map<string, number>): void {
  const [oldest] = remembered.keys();
  if (remembered.size > size && oldest !== undefined) remembered.delete(oldest);
}

/** The same failure, with what it means for a link that was to be minted. */
function inDoubt(error: GuestpassError): GuestpassError {
  const detail = 'The service behind this did not say whether the link was made. Look at the list before trying again.';
  const what = error.cause instanceof Error ? error.cause.message : error.code;
  const later = error.retryAfter === null ? {} : { retryAfter: error.retryAfter };
  return upstreamError(error.code, what, { detail, ...later });
}
