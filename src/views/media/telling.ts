import type { View } from '../../contract/view.js';
import type { ViewContext } from '../view.js';

/** Between two `timeupdate`s that are told, in milliseconds. */
const interval = 250;
/** A recording counts as heard out so many seconds before its end: with `loop` there is no `ended`. */
const nearlyOver = 0.5;

/** Tells what happens to the recording: to the owner's activity once a visit, and as events to the page around. */
export function tellOf(media: HTMLMediaElement, context: ViewContext<View>, signal: AbortSignal): void {
  const { emit, report } = context;
  const on = (types: readonly string[], act: (event: Event) => void) => {
    for (const type of types) media.addEventListener(type, act, { signal });
  };
  let lastTold = -interval;
  let loaded = -1;

  // Not `loadeddata`: Safari shows the poster, and loads no frame before it plays.
  on(['loadedmetadata'], () => report('viewed'));
  on(['play'], () => {
    emit({ type: 'play' });
    // A browser that saves data has fetched nothing before this.
    report('viewed');
    report('played');
  });
  on(['pause'], () => emit({ type: 'pause' }));
  on(['ended'], () => {
    report('reached_end');
    emit({ type: 'ended' });
  });
  on(['seeked'], () => emit({ type: 'seeked', seconds: media.currentTime }));
  on(['volumechange'], () => emit({ type: 'volumechange', volume: media.volume, muted: media.muted }));
  const tellTime = () => {
    const { currentTime: seconds, duration } = media;
    if (Number.isFinite(duration)) emit({ type: 'timeupdate', seconds, duration });
  };
  // How long it is, before anybody plays it.
  on(['durationchange'], tellTime);
  on(['timeupdate'], ({ timeStamp }) => {
    const { currentTime, duration } = media;
    if (!media.paused && currentTime > duration - nearlyOver) report('reached_end');
    if (timeStamp - lastTold < interval) return;
    lastTold = timeStamp;
    tellTime();
  });
  on(['progress', 'loadeddata', 'timeupdate'], () => {
    const { buffered, duration } = media;
    if (buffered.length === 0 || !(duration > 0)) return;
    const percent = Math.min(100, Math.round((buffered.end(buffered.length - 1) / duration) * 100));
    if (percent === loaded) return;
    loaded = percent;
    emit({ type: 'progress', percent });
  });
}
