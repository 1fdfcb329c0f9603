import Hls from 'hls.js';
import type { ViewProblem } from '../view.js';

/** Plays HLS in a browser that does not play it by itself, until `signal` aborts. */
export function playStream(
  media: HTMLMediaElement,
  url: string,
  fail: (problem: ViewProblem, cause: unknown) => void,
  signal: AbortSignal,
): void {
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
  hls.loadSource(url);
  hls.attachMedia(media);
}
