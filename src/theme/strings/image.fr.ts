import type { ImageStrings } from './image.js';

export const strings: ImageStrings = {
  stage: 'Image. Plus et moins pour zoomer, les flèches pour déplacer, 0 pour l’ajuster à la fenêtre.',
  toolbar: 'Commandes de l’image',
  zoomIn: 'Zoom avant',
  zoomOut: 'Zoom arrière',
  actualSize: 'Taille réelle, actuellement {percent}',
  fit: 'Ajuster à la fenêtre',
  download: 'Télécharger',
  zoomed: 'Zoom {percent}',
};
