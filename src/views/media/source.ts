import type { ViewProblem } from '../view.js';

export interface Source {
  readonly url: string;
  readonly contentType: string;
  readonly hls: boolean;
}

const appleHls = 'application/vnd.apple.mpegurl';

/**
 * Gives the element its source and tells why it cannot be played. hls.js is loaded only for HLS in a browser that does
 * not play it by itself. Ends with `signal`. Rejects when a part that it needs does not arrive.
 */
export async function playSource(
  media: HTMLMediaElement,
  source: Source,
  fail: (problem: ViewProblem, cause: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  const explain = async (): Promise<void> => {
    const { error } = media;
    // What explains not arriving either, it is the connection.
    const part = await import('./problem.js').catch(() => undefined);
    const problem = part ? await part.problemOf(media, source) : 'offline';
    if (!signal.aborted) fail(problem, error);
  };
  media.addEventListener('error', () => void explain(), { signal });
  if (!source.hls || media.canPlayType(appleHls)) {
    media.src = source.url;
    return;
  }
  const { playStream } = await import('./stream.js');
  if (!signal.aborted) playStream(media, source.url, fail, signal);
}
