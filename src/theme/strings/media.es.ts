import type { MediaStrings } from './media.js';

export const strings: MediaStrings = {
  controls: 'Controles del reproductor',
  play: 'Reproducir',
  pause: 'Pausar',
  replay: 'Volver a reproducir',
  position: 'Posición',
  positionOf: '{current} de {total}',
  mute: 'Silenciar',
  unmute: 'Activar sonido',
  volume: 'Volumen',
  volumeIs: 'Volumen {percent}',
  captions: 'Subtítulos',
  off: 'Desactivados',
  captionsOff: 'Subtítulos desactivados',
  speed: 'Velocidad',
  speedIs: 'Velocidad {rate}×',
  pip: 'Imagen en imagen',
  full: 'Pantalla completa',
  leaveFull: 'Salir de pantalla completa',
  download: 'Descargar',
};
