import type { ImageStrings } from './image.js';

export const strings: ImageStrings = {
  stage: 'Imagem. Mais e menos mudam o zoom, as setas movem, 0 ajusta à janela.',
  toolbar: 'Controles da imagem',
  zoomIn: 'Aumentar zoom',
  zoomOut: 'Diminuir zoom',
  actualSize: 'Tamanho real, agora {percent}',
  fit: 'Ajustar à janela',
  download: 'Baixar',
  zoomed: 'Zoom {percent}',
};
