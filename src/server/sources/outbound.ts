import { type ErrorCode, GuestpassError } from '../../contract/errors.js';
import { readErrorJson, readJson } from './answers.js';
import { type PassOnOptions, passOn } from './bodies.js';
import { agentConnectingWithin } from './connect-phase.js';
import { defaultTimeouts, type Exchange, exchange, type Fault, type Timeouts } from './exchange.js';
import { createGate } from './gate.js';
import { errorOfStatus, readRetryAfter, upstreamError } from './upstream-errors.js';

/** For the log: which call failed and how. Names only: no address, no key, no id, no text of the service. */
export interface OutboundFailure {
  readonly service: string;
  /** The call as a template: `GET /v1/renders/{id}`. */
  readonly call: string;
  readonly what: string;
  /** Milliseconds since the call began. */
  readonly ms: number;
}

/** What a host or a test may set. */
export interface OutboundTuning {
  readonly timeouts?: Partial<Timeouts>;
  readonly fetch?: typeof fetch;
  readonly log?: (failure: OutboundFailure) => void;
}

export interface OutboundOptions extends OutboundTuning {
  /** The service's name, for the log. */
  readonly service: string;
  readonly baseUrl: URL;
  readonly key: string;
}

export interface Call {
  /** The call as a template, for the log. */
  readonly name: string;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** A path below the base address, made by `path`. Or another address: that one never gets the key. */
  readonly to: string | URL;
  readonly query?: readonly (readonly [string, string])[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Statuses beside 2xx that are answers and no failures. */
  readonly expects?: readonly number[];
  /** What the body of a failure says beyond its status; null when nothing. */
  readonly explain?: (status: number, body: unknown, what: string) => GuestpassError | null;
  /** When the call must be over, from `Outbound.deadline`; unless given, it has all the time that one call may take. */
  readonly deadline?: number;
  /** Of a JSON body; 1 MiB unless given. */
  readonly maxBytes?: number;
  readonly signal: AbortSignal;
}

export interface Answer {
  readonly status: number;
  /** The JSON that was sent; null when there was none. */
  readonly body: unknown;
  /** The service's clock minus ours, in milliseconds and right to a second or two; null when it did not tell. */
  readonly skew: number | null;
}

export interface OpenAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The body, to be either passed on or given up, once. */
  pass(limits: Pick<PassOnOptions, 'skip' | 'take' | 'maxBytes'>): ReadableStream<Uint8Array>;
  giveUp(): void;
}

/** `perhapsDone`: whether the service may have done what was asked, though it did not say so. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: GuestpassError; readonly perhapsDone: boolean };

/**
 * The one way out of this server to a service. Bounded in time and size, follows no redirect, repeats nothing but a GET,
 * leaves a failing service alone for a while, and ends when the client leaves: then it throws the signal's reason.
 * Every other failure is a GuestpassError.
 */
export interface Outbound {
  readonly baseUrl: URL;
  /** When what begins now must be over, so that several calls of one operation share its time. `part` of the whole, 0 to 1. */
  deadline(part?: number): number;
  call(call: Call): Promise<Answer>;
  attempt(call: Call): Promise<Outcome<Answer>>;
  /** An answer whose body is passed on instead of read. */
  open(call: Call): Promise<OpenAnswer>;
}

/** How often a GET is tried, and the first pause between two tries in milliseconds. */
const tries = 3;
const firstPause = 200;
/** Nobody is kept waiting longer than this between two tries: then the failure is told, with its Retry-After. */
const longestPause = 2_000;
const defaultMaxBytes = 1024 * 1024;

/** What becomes of an exchange whose answer is welcome. With `keepsOpen` the body is read later. */
interface Reader<T> {
  readonly keepsOpen: boolean;
  read(exchange: Exchange, success: boolean): Promise<T>;
}

/** A try that failed; `again`: a GET may be tried once more. */
interface Failure {
  readonly ok: false;
  readonly error: GuestpassError;
  readonly perhapsDone: boolean;
  readonly again: boolean;
}

export function createOutbound(options: OutboundOptions): Outbound {
  const { service, baseUrl, key } = options;
  if (!isKey(key)) throw new Error(`The key for ${service} holds characters that no header takes.`);
  const timeouts = { ...defaultTimeouts, ...options.timeouts };
  const gate = createGate();
  let toldCode: ErrorCode = 'upstream_busy';
  let agent: object | null | undefined = options.fetch ? null : undefined;

  const send = async (call: Call, deadline: number): Promise<Exchange | Fault> => {
    if (agent === undefined) agent = agentConnectingWithin(timeouts.connect);
    const { method = 'GET', to, query = [], body, signal } = call;
    const ours = typeof to === 'string';
    const url = ours ? new URL(baseUrl.href.replace(/\/$/, '') + to) : new URL(to);
    for (const [name, value] of query) url.searchParams.append(name, value);
    const headers = new Headers({ 'accept-encoding': 'identity', 'user-agent': 'Guestpass', ...call.headers });
    if (ours) headers.set('authorization', `Bearer ${key}`);
    if (body !== undefined) headers.set('content-type', 'application/json');
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const totalWithin = deadline - Date.now();
    const headersWithin = Math.min(timeouts.headers, totalWithin);
    return exchange(url, init, { fetch: options.fetch ?? fetch, agent, headersWithin, totalWithin, signal });
  };

  const refusedHere = (call: Call): Failure | null => {
    // A picture's host says nothing about the service itself.
    const refusal = typeof call.to === 'string' ? gate.enter(Date.now()) : null;
    if (!refusal) return null;
    const code = refusal.because === 'told' ? toldCode : 'upstream_busy';
    const retryAfter = Math.max(1, Math.ceil(refusal.wait / 1000));
    const error = upstreamError(code, `${call.name}: not asked (${refusal.because})`, { retryAfter });
    return { ok: false, error, perhapsDone: false, again: false };
  };

  const once = async <T>(
    call: Call,
    deadline: number,
    reader: Reader<T>,
  ): Promise<{ ok: true; value: T } | Failure> => {
    call.signal.throwIfAborted();
    const refused = refusedHere(call);
    if (refused) return refused;
    const settle = (how: 'succeeded' | 'failed' | 'abandoned') => {
      if (typeof call.to === 'string') gate[how](Date.now());
    };
    const faulty = (fault: Fault): Failure => {
      settle(fault.kind === 'left' ? 'abandoned' : 'failed');
      if (fault.kind === 'left') throw call.signal.reason;
      return failureOf(call, fault);
    };

    const sent = await send(call, deadline);
    if ('kind' in sent) return faulty(sent);
    const { status, headers } = sent.response;
    const success = status >= 200 && status < 300;
    let open = false;
    try {
      if (success || call.expects?.includes(status)) {
        const value = await reader.read(sent, success);
        open = reader.keepsOpen;
        settle('succeeded');
        return { ok: true, value };
      }
      const what = `${call.name}: answered ${status}`;
      const explained = call.explain?.(status, await readErrorJson(sent.response), what) ?? null;
      const retryAfter = readRetryAfter(headers.get('retry-after'), Date.now());
      const error = explained ?? errorOfStatus(status, (call.method ?? 'GET') !== 'GET', what, retryAfter);
      const broken = status >= 500;
      settle(broken ? 'failed' : 'succeeded');
      if (!explained && retryAfter !== null && typeof call.to === 'string' && (broken || status === 429)) {
        gate.hold(Date.now(), retryAfter * 1000);
        toldCode = error.code;
      }
      return { ok: false, error, perhapsDone: broken, again: !explained && (broken || status === 429) };
    } catch (error) {
      if (!(error instanceof GuestpassError)) return faulty(sent.fault(error));
      settle('succeeded');
      return { ok: false, error, perhapsDone: true, again: false };
    } finally {
      if (!open) sent.end();
    }
  };

  const repeat = async <T>(call: Call, reader: Reader<T>): Promise<Outcome<T>> => {
    const begun = Date.now();
    const deadline = call.deadline ?? begun + timeouts.total;
    let earlier: Failure | null = null;
    for (let count = 1; ; count += 1) {
      const outcome = await once(call, deadline, reader);
      if (outcome.ok) return outcome;
      options.log?.({ service, call: call.name, what: whatOf(outcome.error), ms: Date.now() - begun });
      const backOff = firstPause * 2 ** (count - 1) * (0.5 + Math.random() / 2);
      const pause = Math.max(backOff, gate.wait(Date.now()));
      const mayRepeat = outcome.again && count < tries && (call.method ?? 'GET') === 'GET';
      // A repeated try that ran out of time says less than the failure before it.
      if (!mayRepeat) return earlier && outcome.error.code === 'upstream_timeout' ? earlier : outcome;
      if (pause > longestPause || Date.now() + pause >= deadline) return outcome;
      earlier = outcome;
      await delay(pause, call.signal);
    }
  };

  const attempt = (call: Call) =>
    repeat<Answer>(call, {
      keepsOpen: false,
      async read({ response }, success) {
        const maxBytes = call.maxBytes ?? defaultMaxBytes;
        const body = await (success ? readJson(response, maxBytes, key, call.name) : readErrorJson(response));
        return { status: response.status, body, skew: skewOf(response.headers.get('date')) };
      },
    });

  const open = (call: Call) =>
    repeat<OpenAnswer>(call, {
      keepsOpen: true,
      async read({ response, untime, end }) {
        untime();
        const rest = { what: call.name, stall: timeouts.stall, end };
        const pass: OpenAnswer['pass'] = (limits) => passOn(response.body, { ...limits, ...rest });
        return { status: response.status, headers: response.headers, pass, giveUp: end };
      },
    });

  return {
    baseUrl,
    deadline: (part = 1) => Date.now() + timeouts.total * part,
    attempt,
    call: async (call) => valueOf(await attempt(call)),
    open: async (call) => valueOf(await open(call)),
  };
}

/** Whether a text can be a key. fetch refuses a header with any other character, in an error that would tell the key. */
export function isKey(text: string): boolean {
  return /^[\x21-\x7e]{1,4096}$/.test(text);
}

/** Puts a path together, each value as one segment of it. */
export function path(texts: TemplateStringsArray, ...values: readonly string[]): string {
  return String.raw({ raw: texts }, ...values.map(segment));
}

/** An address resolves `..` also where it came in as data: `DELETE /shares/..` would be another call. */
function segment(value: string): string {
  if (value === '' || value === '.' || value === '..') throw new GuestpassError('not_found');
  return encodeURIComponent(value);
}

function failureOf(call: Call, fault: Exclude<Fault, { kind: 'left' }>): Failure {
  const what = `${call.name}: ${fault.what}`;
  const timeout = fault.kind === 'timeout';
  const detail = 'The service behind this cannot be reached. Try again in a moment.';
  const error = timeout ? upstreamError('upstream_timeout', what) : upstreamError('upstream_busy', what, { detail });
  // Who waited for a time-out has waited enough.
  return { ok: false, error, perhapsDone: fault.sent, again: !timeout };
}

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw outcome.error;
  return outcome.value;
}

function whatOf(error: GuestpassError): string {
  return error.cause instanceof Error ? error.cause.message : error.code;
}

function skewOf(date: string | null): number | null {
  const skew = Date.parse(date ?? '') - Date.now();
  return Number.isFinite(skew) ? skew : null;
}

function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
