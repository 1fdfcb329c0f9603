import type { ImageStrings } from './image.js';

export const strings: ImageStrings = {
  stage: 'Bild. Plus und Minus vergrößern und verkleinern, die Pfeiltasten verschieben, 0 passt es ans Fenster an.',
  toolbar: 'Bildsteuerung',
  zoomIn: 'Vergrößern',
  zoomOut: 'Verkleinern',
  actualSize: 'Originalgröße, jetzt {percent}',
  fit: 'An Fenster anpassen',
  download: 'Herunterladen',
  zoomed: 'Zoom {percent}',
};
