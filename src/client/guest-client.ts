import type { Conversation, EndedConversation, GuestEventType, OpenedShare, OpenShare } from '../contract/view.js';
import { failureOf } from './failure.js';
import { type LiveNews, type WatchOptions, watchShare } from './watch-share.js';

export interface GuestClientOptions {
  /** Path or address of the server without a slash at the end: empty for our own pages at the root. */
  readonly base: string;
  readonly token: string;
}

/** What a guest's page asks of the server. Every method throws GuestpassError; without a connection its code is `unavailable` and its cause a TypeError, or it throws a TypeError when it cannot even fetch what says so. */
export interface GuestClient {
  open(request: OpenShare, signal: AbortSignal): Promise<OpenedShare>;
  /** Best effort: what cannot be told is lost, and nothing waits for it. */
  report(lease: string, type: GuestEventType): void;
  startConversation(lease: string): Promise<Conversation>;
  /** Keeps the place of a conversation that goes on, for about two minutes. Best effort, as `report`. */
  keepConversation(lease: string): void;
  /** The lease of the visit that follows; null when it cannot be had. */
  endConversation(lease: string): Promise<string | null>;
  contentUrl(lease: string, asset: string, download: boolean): string;
  /** See watchShare. */
  watch(onState: (live: LiveNews) => void, options: WatchOptions): void;
}

export function createGuestClient({ base, token }: GuestClientOptions): GuestClient {
  const at = (path: string) => `${base}/api/guest/${encodeURIComponent(token)}/${path}`;
  const post = (path: string, body: unknown, init: RequestInit = {}) =>
    fetch(at(path), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      ...init,
    });
  const ask = async <T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> => {
    const response = await post(path, body, signal ? { signal } : {}).catch(async (cause: unknown) => {
      throw await failureOf(cause);
    });
    if (!response.ok) throw await failureOf(response);
    return response.json();
  };

  return {
    open: (request, signal) => ask<OpenedShare>('open', request, signal),
    report(lease, type) {
      void post('events', { lease, type }, { keepalive: true }).catch(() => undefined);
    },
    startConversation: (lease) => ask<Conversation>('conversation', { lease }),
    keepConversation(lease) {
      void post('conversation/keep', { lease }).catch(() => undefined);
    },
    async endConversation(lease) {
      const response = await post('conversation/end', { lease }, { keepalive: true }).catch(() => null);
      if (!response?.ok) return null;
      const ended: EndedConversation = await response.json();
      return ended.lease;
    },
    contentUrl: (lease, asset, download) =>
      new URL(`${base}/content/${lease}/${encodeURIComponent(asset)}${download ? '?download' : ''}`, location.href)
        .href,
    watch: (onState, options) => watchShare(at('live'), onState, options),
  };
}
