import { translated } from '../translations.js';

/** What the document view says. `{page}`, `{pages}`, `{at}` and `{count}` are formatted numbers, `{percent}` a formatted percentage. */
export const documentStrings = {
  toolbar: 'Document controls',
  stage: 'Pages. The arrow keys scroll, Page Up and Page Down by a screen, plus and minus zoom.',
  sidebar: 'Pages and contents',
  thumbnails: 'Pages',
  outline: 'Contents',
  expand: 'Sections of {title}',
  pageField: 'Page number, of {pages}',
  pageOf: 'Page {page} of {pages}',
  page: 'Page {page}',
  previousPage: 'Previous page',
  nextPage: 'Next page',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  zoom: 'Zoom',
  zoomed: 'Zoom {percent}',
  fitWidth: 'Fit width',
  fitPage: 'Fit page',
  find: 'Find in the document',
  matches: '{at} of {count}',
  noMatch: 'Not found',
  nextMatch: 'Next match',
  previousMatch: 'Previous match',
  close: 'Close',
  print: 'Print',
  preparing: 'Preparing page {page} of {pages}',
  cancel: 'Cancel',
  download: 'Download',
  more: 'More controls',
  link: 'Link within the document',
  opens: 'Opens {address}',
  pageFailed: 'This page can’t be shown.',
  retry: 'Try again',
  offline: 'The connection is gone. Trying again …',
  locked: 'This document has a password of its own',
  password: 'Password',
  wrongPassword: 'That is not the password.',
  open: 'Open',
};

export type DocumentStrings = Readonly<Record<keyof typeof documentStrings, string>>;

/** The texts in a language (BCP 47), loading just that one. */
export const loadDocumentStrings = (language: string): Promise<DocumentStrings> =>
  translated<DocumentStrings>(language, documentStrings, {
    de: () => import('./document.de.js'),
    es: () => import('./document.es.js'),
    fr: () => import('./document.fr.js'),
    pt: () => import('./document.pt.js'),
    ja: () => import('./document.ja.js'),
    zh: () => import('./document.zh.js'),
    ar: () => import('./document.ar.js'),
  });
