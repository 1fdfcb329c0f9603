/** How long each part of a request may take, in milliseconds. */
export interface Timeouts {
  /** Until the connection stands, TLS included. */
  readonly connect: number;
  /** From the beginning until the answer's headers. */
  readonly headers: number;
  /** The whole of a call with all its tries, until its last byte; an asset that is passed on has `stall` instead. */
  readonly total: number;
  /** An asset: the longest wait for its next bytes, and the time after which a trickle is given up. */
  readonly stall: number;
}

export const defaultTimeouts: Timeouts = { connect: 3_000, headers: 10_000, total: 20_000, stall: 10_000 };

/** Why there is no answer. `sent`: whether the service may have got the request, and acted on it. */
export type Fault =
  | { readonly kind: 'left' }
  | { readonly kind: 'timeout'; readonly what: string; readonly sent: boolean }
  | { readonly kind: 'connection'; readonly what: string; readonly sent: boolean };

/** An answer whose headers have come. `end` must be called once its body was read or is not wanted. */
export interface Exchange {
  readonly response: Response;
  /** What a failure while reading the body means. */
  fault(error: unknown): Fault;
  /** From here on only the client's leaving and `end` stop the exchange, not its time-outs. */
  untime(): void;
  /** Stops what is left of the exchange and what watches over it. */
  end(): void;
}

export interface ExchangeOptions {
  readonly fetch: typeof fetch;
  readonly agent: object | null;
  readonly headersWithin: number;
  readonly totalWithin: number;
  /** The client's: aborted when it leaves. */
  readonly signal: AbortSignal;
}

/** One HTTP exchange, watched by time-outs. Never follows a redirect: it comes back as the answer that it is. */
export async function exchange(url: URL, init: RequestInit, options: ExchangeOptions): Promise<Exchange | Fault> {
  const { signal } = options;
  const controller = new AbortController();
  let ended: 'client' | 'headers' | 'total' | null = null;
  const expire = (why: 'client' | 'headers' | 'total') => () => {
    ended ??= why;
    controller.abort();
  };
  const leave = expire('client');
  const headersTimer = setTimeout(expire('headers'), options.headersWithin);
  const totalTimer = setTimeout(expire('total'), options.totalWithin);
  const untime = () => {
    clearTimeout(headersTimer);
    clearTimeout(totalTimer);
  };
  const close = () => {
    untime();
    signal.removeEventListener('abort', leave);
  };
  const fault = (error: unknown): Fault => {
    if (ended === 'client') return { kind: 'left' };
    if (ended !== null) return { kind: 'timeout', what: `time-out (${ended})`, sent: true };
    const code = codeOf(error);
    const sent = !neverSent.test(code);
    const kind = code === 'UND_ERR_CONNECT_TIMEOUT' ? 'timeout' : 'connection';
    return { kind, what: `connection (${code})`, sent };
  };

  signal.addEventListener('abort', leave, { once: true });
  if (signal.aborted) leave();
  try {
    const withAgent = options.agent === null ? {} : { dispatcher: options.agent };
    const response = await options.fetch(url, {
      ...init,
      ...withAgent,
      redirect: 'manual',
      signal: controller.signal,
    });
    clearTimeout(headersTimer);
    const stop = () => {
      close();
      controller.abort();
    };
    return { response, fault, untime, end: stop };
  } catch (error) {
    close();
    return fault(error);
  }
}

/** Errors of name look-up, connecting and TLS: the service has not seen the request. */
const neverSent =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|ENETUNREACH|EHOSTUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_\w+|ERR_SSL_\w+|CERT_\w+|\w*SELF_SIGNED\w*|UNABLE_TO_\w+)$/;

/** The platform's code of an error: all that is kept of it, because its text may hold an address or a header. */
function codeOf(error: unknown): string {
  for (let current = error, depth = 0; current instanceof Error && depth < 4; current = current.cause, depth += 1) {
    if ('code' in current && typeof current.code === 'string' && /^[A-Z0-9_]{3,40}$/.test(current.code)) {
      return current.code;
    }
  }
  return 'no code';
}
