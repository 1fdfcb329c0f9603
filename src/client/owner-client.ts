import { GuestpassError } from '../contract/errors.js';
import type { Resource } from '../contract/resource.js';
import type { Activity, ChangeShare, CreateShare, Preview, Share } from '../contract/share.js';
import type { Grants } from './grants.js';
import { errorOf, field, unreachable } from './problem.js';

/** One layer between a guest and an embed, as GET /api/shares/{id}/doctor found it. */
export interface DoctorFinding {
  readonly layer: string;
  readonly ok: boolean;
  readonly sentence: string;
  readonly fix: string | null;
}

export interface DoctorReport {
  readonly shows: boolean;
  readonly findings: readonly DoctorFinding[];
}

/** The pinned copy of the embed script: GET /embed.json. */
export interface EmbedVersion {
  readonly version: string;
  readonly integrity: string;
}

export interface OwnerClientOptions {
  /** The address of the Guestpass server, with or without a trailing slash. */
  readonly server: string;
  /** `render:ID`, `persona:ID` or `project:ID`. */
  readonly resource: string;
  readonly grants: Grants;
  /** Waits between tries; tests pass their own. */
  readonly wait?: Wait;
}

/** A request that got no answer is repeated after these pauses, in milliseconds. Each request is safe to repeat. */
const pauses = [400, 1500];
const timeout = 20_000;

type Wait = (ms: number, signal: AbortSignal | undefined) => Promise<void>;

interface Call {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

/** What an owner may do with the shares of one resource. Every method throws GuestpassError, or what `signal` aborts with. */
export class OwnerClient {
  readonly server: string;
  readonly ref: { readonly kind: string; readonly id: string };
  readonly #grants: Grants;
  readonly #wait: Wait;

  constructor(options: OwnerClientOptions) {
    const colon = options.resource.indexOf(':');
    this.server = options.server.replace(/\/+$/, '');
    this.ref = { kind: options.resource.slice(0, Math.max(colon, 0)), id: options.resource.slice(colon + 1) };
    this.#grants = options.grants;
    this.#wait = options.wait ?? pause;
  }

  async resource(signal?: AbortSignal): Promise<Resource> {
    const { kind, id } = this.ref;
    const body = await this.#call(`/api/resources/${kind}/${encodeURIComponent(id)}`, { signal });
    if (isResource(body)) return body;
    throw strange(body);
  }

  /** Every share of the resource, newest first. */
  async list(signal?: AbortSignal): Promise<readonly Share[]> {
    const shares = field(await this.#call(`/api/shares?${new URLSearchParams(this.ref)}`, { signal }), 'shares');
    if (Array.isArray(shares) && shares.every(isShare)) return shares;
    throw strange(shares);
  }

  /** Mints one share. The same `key` makes the same share, however often it is sent. */
  create(input: Omit<CreateShare, 'resource'>, key: string, signal?: AbortSignal): Promise<Share> {
    const body = { ...input, resource: this.ref };
    return this.#share('/api/shares', { method: 'POST', body, headers: { 'idempotency-key': `"${key}"` }, signal });
  }

  change(id: string, change: ChangeShare, signal?: AbortSignal): Promise<Share> {
    return this.#share(path(id), { method: 'PATCH', body: change, signal });
  }

  revoke(id: string, signal?: AbortSignal): Promise<Share> {
    return this.#share(path(id), { method: 'DELETE', signal });
  }

  /** For a page that is going away: sent without waiting, with the grant at hand. False when there is none. */
  revokeWhileLeaving(id: string): boolean {
    const grant = this.#grants.held;
    if (grant === null) return false;
    const headers = { authorization: `Bearer ${grant}` };
    void fetch(this.server + path(id), { method: 'DELETE', headers, keepalive: true, credentials: 'omit' }).catch(
      () => undefined,
    );
    return true;
  }

  rotate(id: string, graceSeconds: number, signal?: AbortSignal): Promise<Share> {
    return this.#share(`${path(id)}/rotate`, { method: 'POST', body: { graceSeconds }, signal });
  }

  async activity(id: string, signal?: AbortSignal): Promise<Activity> {
    const body = await this.#call(`${path(id)}/activity`, { signal });
    if (isActivity(body)) return body;
    throw strange(body);
  }

  /** An address that shows the share as a guest sees it and counts nothing. */
  async preview(id: string, signal?: AbortSignal): Promise<Preview> {
    const body = await this.#call(`${path(id)}/preview`, { method: 'POST', body: {}, signal });
    if (isPreview(body)) return body;
    throw strange(body);
  }

  /** Whether the share would show on `site`, layer by layer. Null when this server has no doctor. */
  async doctor(id: string, site: string, signal?: AbortSignal): Promise<DoctorReport | null> {
    try {
      const body = await this.#call(`${path(id)}/doctor?${new URLSearchParams({ site })}`, { signal });
      if (isDoctorReport(body)) return body;
      throw strange(body);
    } catch (error) {
      if (error instanceof GuestpassError && error.code === 'not_found') return null;
      throw error;
    }
  }

  /** Null when the server has no pinned copy: then the snippet names the unpinned one. */
  async embedVersion(signal?: AbortSignal): Promise<EmbedVersion | null> {
    const response = await fetch(`${this.server}/embed.json`, { credentials: 'omit', signal: signal ?? null }).catch(
      () => null,
    );
    const body: unknown = response?.ok ? await response.json().catch(() => null) : null;
    return isEmbedVersion(body) ? body : null;
  }

  async #share(at: string, call: Call): Promise<Share> {
    const body = await this.#call(at, call);
    if (isShare(body)) return body;
    throw strange(body);
  }

  /** One request with a grant: renewed once when refused, repeated while there is no answer. */
  async #call(at: string, call: Call): Promise<unknown> {
    let grant = await this.#grants.get();
    let renewed = false;
    for (let attempt = 0; ; ) {
      const signal = AbortSignal.any([call.signal ?? [], AbortSignal.timeout(timeout)].flat());
      let failure: GuestpassError;
      try {
        const response = await fetch(this.server + at, {
          method: call.method ?? 'GET',
          headers: {
            accept: 'application/json',
            ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
            ...call.headers,
            authorization: `Bearer ${grant}`,
          },
          ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
          credentials: 'omit',
          cache: 'no-store',
          referrerPolicy: 'no-referrer',
          signal,
        });
        if (response.ok) return await response.json();
        failure = await errorOf(response);
        if (failure.code === 'unauthorized' && !renewed) {
          renewed = true;
          grant = await this.#grants.replace(grant);
          continue;
        }
        if (failure.code !== 'unavailable' && failure.code !== 'idempotency_in_flight') throw failure;
      } catch (error) {
        if (call.signal?.aborted || error instanceof GuestpassError) throw error;
        failure = unreachable(error);
      }
      const rest = pauses[attempt++];
      if (rest === undefined) throw failure;
      await this.#wait(rest, call.signal);
    }
  }
}

const path = (id: string) => `/api/shares/${encodeURIComponent(id)}`;

const strange = (body: unknown) =>
  new GuestpassError('internal_error', { cause: new TypeError(`Unexpected answer: ${typeof body}`) });

const pause: Wait = (ms, signal) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });

// The server's answers are made by the schemas in contract/. These guards only tell them from something else altogether,
// such as a captive portal's reply: the schemas themselves would cost each visitor of a host page five kilobytes.
const isShare = (value: unknown): value is Share =>
  typeof field(value, 'id') === 'string' && typeof field(value, 'state') === 'string';
const isResource = (value: unknown): value is Resource => typeof field(value, 'enforcement') === 'object';
const isActivity = (value: unknown): value is Activity => Array.isArray(field(value, 'days'));
const isPreview = (value: unknown): value is Preview => /^https?:/.test(String(field(value, 'url')));
const isDoctorReport = (value: unknown): value is DoctorReport => Array.isArray(field(value, 'findings'));
const isEmbedVersion = (value: unknown): value is EmbedVersion =>
  typeof field(value, 'version') === 'string' && typeof field(value, 'integrity') === 'string';
