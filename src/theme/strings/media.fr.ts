import type { MediaStrings } from './media.js';

export const strings: MediaStrings = {
  controls: 'Commandes du lecteur',
  play: 'Lire',
  pause: 'Pause',
  replay: 'Revoir',
  position: 'Position',
  positionOf: '{current} sur {total}',
  mute: 'Couper le son',
  unmute: 'Rétablir le son',
  volume: 'Volume',
  volumeIs: 'Volume {percent}',
  captions: 'Sous-titres',
  off: 'Désactivés',
  captionsOff: 'Sous-titres désactivés',
  speed: 'Vitesse',
  speedIs: 'Vitesse {rate}×',
  pip: 'Image dans l’image',
  full: 'Plein écran',
  leaveFull: 'Quitter le plein écran',
  download: 'Télécharger',
};
