import { translated } from '../translations.js';

/** What the image view says. `{percent}` is a formatted percentage. */
export const imageStrings = {
  stage: 'Image. Plus and minus zoom, the arrow keys move, 0 fits it to the window.',
  toolbar: 'Image controls',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  actualSize: 'Actual size, now {percent}',
  fit: 'Fit to window',
  download: 'Download',
  zoomed: 'Zoom {percent}',
};

export type ImageStrings = Readonly<Record<keyof typeof imageStrings, string>>;

export const loadImageStrings = (language: string): Promise<ImageStrings> =>
  translated<ImageStrings>(language, imageStrings, {
    de: () => import('./image.de.js'),
    es: () => import('./image.es.js'),
    fr: () => import('./image.fr.js'),
    pt: () => import('./image.pt.js'),
    ja: () => import('./image.ja.js'),
    zh: () => import('./image.zh.js'),
    ar: () => import('./image.ar.js'),
  });
