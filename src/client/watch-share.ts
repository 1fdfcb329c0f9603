import type { LiveState } from '../contract/view.js';

/** What is heard of a share: a state may be one that this page does not know yet. */
export type LiveNews = { readonly [Key in keyof LiveState]: Key extends 'state' ? string : number };

export interface WatchOptions {
  /** Ends the watch. */
  readonly signal: AbortSignal;
  /** Whether to hold a stream open; without one, or where a proxy swallows it, the server is asked instead. */
  readonly stream: boolean;
}

/** Milliseconds between questions: with the answer's way, a change is known within two seconds. */
const askEvery = 1000;
/** The server says its state again every 15 seconds; a stream that says nothing for so long is dead, whatever it claims. */
const silence = 25_000;

/** Calls `onState` with what becomes of a share, at once, at each change, and now and then without one. */
export function watchShare(address: string, onState: (live: LiveNews) => void, { signal, stream }: WatchOptions): void {
  let source: EventSource | null = null;
  let begunAt = 0;
  let heardAt = 0;
  let asking = false;

  const listen = () => {
    begunAt = Date.now();
    source?.close();
    source = new EventSource(address);
    source.addEventListener('state', ({ data }) => {
      heardAt = Date.now();
      onState(JSON.parse(data));
    });
  };

  const ask = async () => {
    const response = await fetch(address, { headers: { Accept: 'application/json' }, signal });
    if (response.ok) onState(await response.json());
    else if (response.status === 404) onState({ state: 'gone', access: 0 });
  };

  const look = () => {
    const now = Date.now();
    if (source?.readyState === EventSource.OPEN && now - heardAt < silence) return;
    // One that the server refused is closed for good; one that fell silent is opened anew.
    if (source && source.readyState !== EventSource.CLOSED && now - Math.max(begunAt, heardAt) > silence) listen();
    if (asking) return;
    asking = true;
    ask()
      .catch(() => undefined)
      .finally(() => {
        asking = false;
      });
  };

  if (stream) listen();
  const timer = setInterval(look, askEvery);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    source?.close();
  });
}
