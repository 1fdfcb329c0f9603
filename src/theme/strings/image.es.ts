import type { ImageStrings } from './image.js';

export const strings: ImageStrings = {
  stage: 'Imagen. Más y menos cambian el zoom, las flechas la mueven, 0 la ajusta a la ventana.',
  toolbar: 'Controles de la imagen',
  zoomIn: 'Acercar',
  zoomOut: 'Alejar',
  actualSize: 'Tamaño real, ahora {percent}',
  fit: 'Ajustar a la ventana',
  download: 'Descargar',
  zoomed: 'Zoom {percent}',
};
