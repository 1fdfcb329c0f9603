import type { Conversation, GuestEventType, OpenedShare, OpenShare } from '../contract/view.js';
import { errorOf, unreachable } from './problem.js';

export interface GuestClientOptions {
  /** Path or address of the server without a slash at the end: empty for our own pages at the root. */
  readonly base: string;
  readonly token: string;
}

/** What a guest's page asks of the server. Every method throws GuestpassError; without a connection its code is `unavailable` and its cause a TypeError. */
export interface GuestClient {
  open(request: OpenShare, signal: AbortSignal): Promise<OpenedShare>;
  /** Best effort: what cannot be told is lost, and nothing waits for it. */
  report(lease: string, type: GuestEventType): void;
  startConversation(lease: string): Promise<Conversation>;
  endConversation(lease: string): void;
  contentUrl(lease: string, asset: string, download: boolean): string;
  /** Calls `onState` with the share's state, at once and at each change, until the signal aborts. */
  watch(onState: (state: string) => void, signal: AbortSignal): void;
}

const pollEvery = 1500;

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
    const response = await post(path, body, signal ? { signal } : {}).catch((cause: unknown) => {
      throw unreachable(cause);
    });
    if (!response.ok) throw await errorOf(response);
    return response.json();
  };

  return {
    open: (request, signal) => ask<OpenedShare>('open', request, signal),
    report(lease, type) {
      void post('events', { lease, type }, { keepalive: true }).catch(() => undefined);
    },
    startConversation: (lease) => ask<Conversation>('conversation', { lease }),
    endConversation(lease) {
      void post('conversation/end', { lease }, { keepalive: true }).catch(() => undefined);
    },
    contentUrl: (lease, asset, download) =>
      new URL(`${base}/content/${lease}/${encodeURIComponent(asset)}${download ? '?download' : ''}`, location.href)
        .href,
    watch(onState, signal) {
      watchStream(at('live'), onState, signal);
    },
  };
}

/** Server-sent events, and polling where a proxy swallows them. */
function watchStream(address: string, onState: (state: string) => void, signal: AbortSignal): void {
  const source = new EventSource(address);
  let heard = false;
  source.addEventListener('state', ({ data }) => {
    heard = true;
    onState(readState(JSON.parse(data)));
  });
  const poll = async () => {
    const response = await fetch(address, { headers: { Accept: 'application/json' }, signal });
    if (response.ok) onState(readState(await response.json()));
    else if (response.status === 404) onState('gone');
  };
  const timer = setInterval(() => {
    // A stream that is open tells by itself; one that is closed for good, or never spoke, is replaced by asking.
    if (source.readyState === EventSource.OPEN && heard) return;
    void poll().catch(() => undefined);
  }, pollEvery);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    source.close();
  });
}

function readState(value: unknown): string {
  return typeof value === 'object' && value !== null && 'state' in value ? String(value.state) : 'active';
}
