import type { ViewProblem } from '../view.js';

export interface Source {
  readonly url: string;
  readonly contentType: string;
  readonly hls: boolean;
}

const appleHls = 'application/vnd.apple.mpegurl';

/**
 * Gives the element its source and tells why it cannot be played. hls.js is loaded only for HLS in a browser that does
 * not play it by itself. Ends with `signal`.
 */
export async function playSource(
  media: HTMLMediaElement,
  source: Source,
  fail: (problem: ViewProblem, cause: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  media.addEventListener('error', () => fail(problemOf(media, source), media.error), { signal });
  if (!source.hls || media.canPlayType(appleHls)) {
    media.src = source.url;
    return;
  }
  const { default: Hls } = await import('hls.js');
  if (signal.aborted) return;
  if (!Hls.isSupported()) {
    fail('unsupported', new Error('Neither HLS nor Media Source Extensions'));
    return;
  }
  // Its worker is made from a blob, which the policy of our pages refuses.
  const hls = new Hls({ enableWorker: false });
  let recovered = false;
  hls.on(Hls.Events.ERROR, (_event, data) => {
    if (!data.fatal) return;
    if (data.type === Hls.ErrorTypes.MEDIA_ERROR && !recovered) {
      recovered = true;
      hls.recoverMediaError();
    } else if (data.type === Hls.ErrorTypes.NETWORK_ERROR && !navigator.onLine) fail('offline', data.error);
    else fail('broken', data.error);
  });
  signal.addEventListener('abort', () => hls.destroy());
  hls.loadSource(source.url);
  hls.attachMedia(media);
}

function problemOf(media: HTMLMediaElement, { contentType, hls }: Source): ViewProblem {
  const code = media.error?.code;
  if (!navigator.onLine || code === MediaError.MEDIA_ERR_NETWORK) return 'offline';
  // The element says "source not supported" of a missing or broken file too.
  if (code === MediaError.MEDIA_ERR_SRC_NOT_SUPPORTED && !hls && !media.canPlayType(contentType)) return 'unsupported';
  return 'broken';
}
