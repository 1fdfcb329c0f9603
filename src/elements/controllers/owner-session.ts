import type { Resource } from '../../contract/resource.js';
import type { ChangeShare, CreateShare, Share } from '../../contract/share.js';
import type { OwnerClient } from '../../client/owner-client.js';

export type SessionState =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly resource: Resource; readonly shares: readonly Share[] }
  | { readonly status: 'failed'; readonly error: unknown };

/** How often an open dialog in a visible tab asks what others changed, in milliseconds. */
const interval = 5000;

/**
 * What the elements know of one resource's shares: loaded once, changed by what the owner does here, and kept up with
 * what happens elsewhere while somebody watches. The menu and the dialog of one button share one.
 */
export class OwnerSession {
  readonly client: OwnerClient;
  #state: SessionState = { status: 'loading' };
  readonly #listeners = new Set<() => void>();
  #loading: Promise<void> | null = null;
  /** Counts our own changes: a list that was asked for before one of them is out of date when it arrives. */
  #changes = 0;
  #running = 0;
  #watchers = 0;
  #stop: AbortController | null = null;
  #channel: BroadcastChannel | null = null;
  #offline = false;

  constructor(client: OwnerClient) {
    this.client = client;
  }

  get state(): SessionState {
    return this.#state;
  }

  /** The last look for changes got no answer: what is shown may be old. */
  get stale(): boolean {
    return this.#offline;
  }

  /** Calls `listener` after each change, until the returned function is called. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Loads what is not there yet; after a failure it tries again. Never throws: `state` tells. */
  load(): Promise<void> {
    if (this.#state.status === 'ready') return Promise.resolve();
    this.#loading ??= this.#load().finally(() => {
      this.#loading = null;
    });
    return this.#loading;
  }

  async #load(): Promise<void> {
    this.#set({ status: 'loading' });
    try {
      const [resource, shares] = await Promise.all([this.client.resource(), this.client.list()]);
      this.#set({ status: 'ready', resource, shares });
    } catch (error) {
      this.#set({ status: 'failed', error });
    }
  }

  /** Looks whether the list changed elsewhere, and whether a resource that was not ready is now. A failure leaves it as it is, and says so through `stale`. */
  async refresh(): Promise<void> {
    if (this.#state.status !== 'ready' || this.#running > 0) return;
    const changes = this.#changes;
    const known = this.#state.resource;
    let shares: readonly Share[];
    let resource: Resource;
    try {
      [shares, resource] = await Promise.all([
        this.client.list(),
        known.status === 'pending' ? this.client.resource() : known,
      ]);
    } catch {
      if (!this.#offline) {
        this.#offline = true;
        this.#tell();
      }
      return;
    }
    const recovered = this.#offline;
    this.#offline = false;
    const state = this.#state;
    if (changes !== this.#changes || state.status !== 'ready') return;
    const isNews = JSON.stringify([shares, resource]) !== JSON.stringify([state.shares, state.resource]);
    if (recovered || isNews) this.#set({ ...state, shares, resource });
  }

  /** Keeps up with changes made elsewhere until the returned function is called. */
  watch(): () => void {
    if (this.#watchers++ === 0) this.#begin();
    let done = false;
    return () => {
      if (done) return;
      done = true;
      if (--this.#watchers === 0) this.#end();
    };
  }

  async create(input: Omit<CreateShare, 'resource'>, key: string): Promise<Share> {
    const share = await this.#doing(() => this.client.create(input, key));
    this.put(share);
    return share;
  }

  async change(id: string, change: ChangeShare): Promise<Share> {
    const share = await this.#doing(() => this.client.change(id, change));
    this.put(share);
    return share;
  }

  async rotate(id: string, graceSeconds: number): Promise<Share> {
    const share = await this.#doing(() => this.client.rotate(id, graceSeconds));
    this.put(share);
    return share;
  }

  async revoke(id: string): Promise<Share> {
    const share = await this.#doing(() => this.client.revoke(id));
    this.put(share);
    return share;
  }

  /** Shows a share as it is now: the server's answer, or what we expect it to be until the answer comes. */
  put(share: Share): void {
    if (this.#state.status !== 'ready') return;
    const known = this.#state.shares.some(({ id }) => id === share.id);
    const others = share.isPrimary
      ? this.#state.shares.map((other) => (other.isPrimary ? { ...other, isPrimary: false } : other))
      : this.#state.shares;
    const shares = known ? others.map((other) => (other.id === share.id ? share : other)) : [share, ...others];
    this.#set({ ...this.#state, shares });
  }

  async #doing<T>(action: () => Promise<T>): Promise<T> {
    this.#changes++;
    this.#running++;
    try {
      return await action();
    } finally {
      this.#running--;
      this.#channel?.postMessage('changed');
    }
  }

  #begin(): void {
    const stop = new AbortController();
    this.#stop = stop;
    const look = () => {
      if (document.visibilityState === 'visible') void this.refresh();
    };
    const timer = setInterval(look, interval);
    stop.signal.addEventListener('abort', () => clearInterval(timer));
    document.addEventListener('visibilitychange', look, { signal: stop.signal });
    window.addEventListener('focus', look, { signal: stop.signal });
    window.addEventListener('online', look, { signal: stop.signal });
    const { server, ref } = this.client;
    this.#channel = new BroadcastChannel(`guestpass ${server} ${ref.kind}:${ref.id}`);
    this.#channel.addEventListener('message', look);
  }

  #end(): void {
    this.#stop?.abort();
    this.#stop = null;
    this.#channel?.close();
    this.#channel = null;
  }

  #set(state: SessionState): void {
    this.#state = state;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
