import type { ViewProblem } from '../view.js';

/** A file that cannot be had or is no PDF, in the words of the page around. */
export class SourceError extends Error {
  readonly problem: ViewProblem;

  constructor(problem: ViewProblem, cause?: unknown) {
    super(problem, { cause });
    this.problem = problem;
  }
}

/** A file of which the head is here: all of it when `head` is as long as `length`. Bytes. */
export interface Source {
  readonly length: number;
  readonly head: Uint8Array<ArrayBuffer>;
  /**
   * Bytes from `begin` up to but not including `end`. Waits for a connection as long as it takes, telling `onConnection`;
   * rejects with a SourceError when the server refuses, and with the signal's reason.
   */
  read(begin: number, end: number): Promise<Uint8Array<ArrayBuffer>>;
}

export interface SourceOptions {
  /** Asked for every request: it carries the lease, which is renewed meanwhile. */
  readonly address: () => string;
  readonly signal: AbortSignal;
  /** Told when a request failed and is being repeated, and when one succeeds again. */
  readonly onConnection: (works: boolean) => void;
}

/** As much is asked for at a time. A page without pictures is far smaller, and an answer takes no time to speak of. */
export const CHUNK = 2 ** 16;

const PAUSES = [500, 1500, 4000];
const LONG_PAUSE = 8000;

function problemOf(status: number): ViewProblem {
  if (status === 416) return 'empty';
  return status === 429 || status >= 500 ? 'offline' : 'ended';
}

/** Ends early when the system says that there is a connection again. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  const over = AbortSignal.any([signal, AbortSignal.timeout(milliseconds)]);
  await new Promise((resolve) => {
    over.addEventListener('abort', resolve);
    addEventListener('online', resolve, { signal: over });
  });
  signal.throwIfAborted();
}

interface Answer {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Of the whole file. */
  readonly length: number;
}

async function ask({ address, signal }: SourceOptions, begin: number, end: number): Promise<Answer> {
  try {
    const response = await fetch(address(), { headers: { Range: `bytes=${begin}-${end - 1}` }, signal });
    if (!response.ok) throw new SourceError(problemOf(response.status), response.status);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const total = /\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1];
    return { bytes, length: response.status === 206 && total ? Number(total) : bytes.length };
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof SourceError ? error : new SourceError('offline', error);
  }
}

/** Asks until there is an answer; `tries` times, or for ever when there is no such number. */
async function insist(options: SourceOptions, begin: number, end: number, tries = Infinity): Promise<Answer> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const answer = await ask(options, begin, end);
      options.onConnection(true);
      return answer;
    } catch (error) {
      if (!(error instanceof SourceError) || error.problem !== 'offline' || attempt + 1 >= tries) throw error;
      options.onConnection(false);
      await pause(PAUSES[attempt] ?? LONG_PAUSE, options.signal);
    }
  }
}

/** A PDF says `%PDF-` in its first kilobyte. Without this check a wrong file would be fetched to its end to no avail. */
function isPdf(head: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(head.subarray(0, 1024)).includes('%PDF-');
}

/** Fetches the head of the file, or all of it from a server that gives no ranges. Rejects with a SourceError. */
export async function openSource(options: SourceOptions): Promise<Source> {
  const { bytes: head, length } = await insist(options, 0, CHUNK, PAUSES.length + 1);
  if (length === 0) throw new SourceError('empty');
  if (!isPdf(head)) throw new SourceError('broken');
  return {
    length,
    head,
    async read(begin, end) {
      const { bytes } = await insist(options, begin, end);
      if (bytes.length !== end - begin) throw new SourceError('broken');
      return bytes;
    },
  };
}
