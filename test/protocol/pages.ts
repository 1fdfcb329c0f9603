/** Two windows that know nothing of each other but what they post, for the protocol's two sides in one Node process. */

export interface Posted {
  readonly data: unknown;
  readonly target: string;
  readonly ports: readonly MessagePort[];
}

export class FakeWindow extends EventTarget {
  readonly posted: Posted[] = [];
  parent: FakeWindow = this;
  postMessage(data: unknown, target: string, ports: readonly MessagePort[] = []): void {
    this.posted.push({ data, target, ports });
  }
  /** A message arrives as the browser would deliver it. */
  hear(
    data: unknown,
    from: { readonly source: unknown; readonly origin: string; readonly ports?: readonly MessagePort[] },
  ) {
    this.dispatchEvent(Object.assign(new Event('message'), { data, ports: [], ...from }));
  }
}

/** Until `done` holds, at most five seconds: ports deliver in their own time. */
export async function until(done: () => boolean): Promise<void> {
  const end = performance.now() + 5000;
  while (!done()) {
    if (performance.now() > end) throw new Error('It never happened.');
    await new Promise((next) => setImmediate(next));
  }
}

/** Long enough for everything that was posted to a port to have arrived. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((next) => setImmediate(next));
}
