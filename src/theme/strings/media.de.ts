import type { MediaStrings } from './media.js';

export const strings: MediaStrings = {
  controls: 'Wiedergabesteuerung',
  play: 'Wiedergeben',
  pause: 'Pause',
  replay: 'Noch einmal abspielen',
  position: 'Position',
  positionOf: '{current} von {total}',
  mute: 'Stummschalten',
  unmute: 'Ton einschalten',
  volume: 'Lautstärke',
  volumeIs: 'Lautstärke {percent}',
  captions: 'Untertitel',
  off: 'Aus',
  captionsOff: 'Untertitel aus',
  speed: 'Tempo',
  speedIs: 'Tempo {rate}×',
  pip: 'Bild im Bild',
  full: 'Vollbild',
  leaveFull: 'Vollbild verlassen',
  download: 'Herunterladen',
};
