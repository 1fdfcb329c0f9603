import type { MediaStrings } from './media.js';

export const strings: MediaStrings = {
  controls: 'Controles do player',
  play: 'Reproduzir',
  pause: 'Pausar',
  replay: 'Reproduzir de novo',
  position: 'Posição',
  positionOf: '{current} de {total}',
  mute: 'Desativar som',
  unmute: 'Ativar som',
  volume: 'Volume',
  volumeIs: 'Volume {percent}',
  captions: 'Legendas',
  off: 'Desativadas',
  captionsOff: 'Legendas desativadas',
  speed: 'Velocidade',
  speedIs: 'Velocidade {rate}×',
  pip: 'Picture-in-picture',
  full: 'Tela cheia',
  leaveFull: 'Sair da tela cheia',
  download: 'Baixar',
};
