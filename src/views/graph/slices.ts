/** How long the page may be kept from its other work, in milliseconds. */
const SLICE = 8;

/** Drives a generator to its end, in slices: the page stays alive between them. Rejects with the signal's reason. */
export async function inSlices<T>(work: Generator<void, T>, signal: AbortSignal): Promise<T> {
  for (let end = performance.now() + SLICE; ; ) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() < end) continue;
    await breathe();
    signal.throwIfAborted();
    end = performance.now() + SLICE;
  }
}

/** Not a timer: those wait a second each in a tab behind others. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });
}
