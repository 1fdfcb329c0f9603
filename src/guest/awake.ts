/** What a page does with itself while somebody may see it. */
export interface Waking {
  /** Begins what runs until `signal` aborts; begun anew at each change. `isSeen`: the page is in front. */
  run(signal: AbortSignal, isSeen: boolean): void;
  /** The browser puts the page away, and may show it again as it stands hours later. */
  onSleep(): void;
  /** It shows it again. */
  onWake(): void;
}

/** Starts when the page is shown: one that is prerendered was seen by nobody yet, so it must not claim a use. */
export function whenSeen(act: () => void): void {
  if ('prerendering' in document && document.prerendering)
    document.addEventListener('prerenderingchange', act, { once: true });
  else act();
}

/** Answers how to stop. */
export function whileAwake({ run, onSleep, onWake }: Waking): () => void {
  let running = new AbortController();
  let ended = false;
  const restart = () => {
    running.abort();
    if (ended) return;
    running = new AbortController();
    run(running.signal, document.visibilityState === 'visible');
  };
  document.addEventListener('visibilitychange', restart);
  addEventListener('pagehide', () => {
    running.abort();
    onSleep();
  });
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    restart();
    onWake();
  });
  restart();
  return () => {
    ended = true;
    running.abort();
  };
}
