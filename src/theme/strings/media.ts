import { translated } from '../translations.js';

/** What the video and audio view says. `{percent}` and `{rate}` are formatted numbers, `{current}` and `{total}` times. */
export const mediaStrings = {
  controls: 'Player controls',
  play: 'Play',
  pause: 'Pause',
  replay: 'Play again',
  position: 'Position',
  positionOf: '{current} of {total}',
  mute: 'Mute',
  unmute: 'Unmute',
  volume: 'Volume',
  volumeIs: 'Volume {percent}',
  captions: 'Captions',
  off: 'Off',
  captionsOff: 'Captions off',
  speed: 'Speed',
  speedIs: 'Speed {rate}×',
  pip: 'Picture in picture',
  full: 'Full screen',
  leaveFull: 'Leave full screen',
  download: 'Download',
};

export type MediaStrings = Readonly<Record<keyof typeof mediaStrings, string>>;

export const loadMediaStrings = (language: string): Promise<MediaStrings> =>
  translated<MediaStrings>(language, mediaStrings, {
    de: () => import('./media.de.js'),
    es: () => import('./media.es.js'),
    fr: () => import('./media.fr.js'),
    pt: () => import('./media.pt.js'),
    ja: () => import('./media.ja.js'),
    zh: () => import('./media.zh.js'),
    ar: () => import('./media.ar.js'),
  });
