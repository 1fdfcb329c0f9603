import { GuestpassError } from '../contract/errors.js';

/** What a host app's backend hands to its own user's browser: the body of POST /api/grants, passed on as it is. */
export interface GrantReply {
  readonly grant: string;
  /** ISO 8601. Left out or unreadable, the grant is used until the server refuses it. */
  readonly expiresAt?: string;
}

/** Gets a new grant for `resource` (`render:ID`) from the host app. Anything that it throws is told as `unauthorized`. */
export type GetGrant = (resource: string, signal: AbortSignal) => Promise<GrantReply>;

/**
 * The grant that requests carry: fetched when first needed, renewed before it ends, and fetched once however many
 * requests wait for it. A failed fetch is not remembered: the next request tries again.
 */
export class Grants {
  readonly #fetchGrant: (signal: AbortSignal) => Promise<GrantReply>;
  readonly #now: () => number;
  #current: { readonly grant: string; readonly renewAt: number } | null = null;
  #pending: Promise<string> | null = null;

  constructor(fetchGrant: (signal: AbortSignal) => Promise<GrantReply>, now: () => number = Date.now) {
    this.#fetchGrant = fetchGrant;
    this.#now = now;
  }

  /** A grant that still lives for a while. */
  get(): Promise<string> {
    const current = this.#current;
    return current && this.#now() < current.renewAt ? Promise.resolve(current.grant) : this.#renew();
  }

  /** The one that an open page already holds, for a request that cannot wait because the page is going away. */
  get held(): string | null {
    return this.#current?.grant ?? null;
  }

  /** Another grant than `refused`: the one that arrived meanwhile, or a new one. */
  replace(refused: string): Promise<string> {
    const current = this.#current;
    return current && current.grant !== refused ? Promise.resolve(current.grant) : this.#renew();
  }

  #renew(): Promise<string> {
    this.#pending ??= this.#fetch().finally(() => {
      this.#pending = null;
    });
    return this.#pending;
  }

  async #fetch(): Promise<string> {
    let reply: GrantReply;
    try {
      reply = await this.#fetchGrant(AbortSignal.timeout(20_000));
    } catch (cause) {
      throw cause instanceof GuestpassError ? cause : new GuestpassError('unauthorized', { cause });
    }
    if (typeof reply?.grant !== 'string' || reply.grant === '') {
      throw new GuestpassError('unauthorized', { cause: new TypeError('The reply has no grant.') });
    }
    this.#current = { grant: reply.grant, renewAt: renewalTime(reply.expiresAt, this.#now()) };
    return reply.grant;
  }
}

/**
 * A fifth of the grant's life before its end, at most half a minute. A grant that seems to be over as it arrives means
 * that this device's clock is wrong: then the server's 401 decides, not the clock.
 */
function renewalTime(expiresAt: string | undefined, now: number): number {
  const life = Date.parse(expiresAt ?? '') - now;
  return life > 0 ? now + life - Math.min(30_000, life / 5) : Number.POSITIVE_INFINITY;
}

/** Asks the host app's backend: POST `url` with `{"resource":"render:ID"}` and its own cookies. */
export function grantsFromUrl(url: string, resource: string): Grants {
  return new Grants(async (signal) => {
    const response = await fetch(url, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ resource }),
      signal,
    });
    if (!response.ok) throw new TypeError(`${url} answered ${response.status}`);
    return response.json();
  });
}

export function grantsFromFunction(getGrant: GetGrant, resource: string): Grants {
  return new Grants((signal) => getGrant(resource, signal));
}
