/** Something that may have work to do: gives its next job, or nothing. */
export type Source = () => (() => Promise<void>) | undefined;

/** Does one job at a time, always the next one of the first source that has any: what is seen comes before thumbnails. */
export class Queue {
  readonly #sources: Source[] = [];
  readonly #signal: AbortSignal;
  #busy = false;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  add(source: Source): void {
    this.#sources.push(source);
  }

  /** Looks for work: call it when there may be some. */
  wake(): void {
    if (!this.#busy) void this.#work();
  }

  async #work(): Promise<void> {
    this.#busy = true;
    // Work that is found in the middle of an event begins after it.
    await Promise.resolve();
    for (let job = this.#next(); job; job = this.#next()) {
      try {
        await job();
      } catch {
        // A page that the file does not give up is the job's own affair; the others are drawn all the same.
      }
    }
    this.#busy = false;
  }

  #next(): ReturnType<Source> {
    if (this.#signal.aborted) return undefined;
    for (const source of this.#sources) {
      const job = source();
      if (job) return job;
    }
    return undefined;
  }
}
