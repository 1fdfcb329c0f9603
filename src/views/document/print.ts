import type { PDFDocumentProxy } from 'pdfjs-dist';
import { element } from './dom.js';

export interface PrintOptions {
  readonly file: PDFDocumentProxy;
  readonly signal: AbortSignal;
  /** Told before each page is drawn. */
  readonly onProgress: (page: number) => void;
  /** Told when all pages are drawn, just before the print dialogue opens. */
  readonly onReady: () => void;
}

/** Dots to the inch. A short document is worth the memory that sharper letters take. */
const FINE = 220;
const COARSE = 150;
const SHORT = 30;

/**
 * Prints all pages: as pictures in an element of the page's own body that shows on paper only, so no frame is needed.
 * Resolves when the print dialogue is closed, or rejects with the signal's reason.
 */
export async function print({ file, signal, onProgress, onReady }: PrintOptions): Promise<void> {
  const sheets = element('div', { class: 'guestpass-print' });
  const addresses: string[] = [];
  const sizes: string[] = [];
  const style = new CSSStyleSheet();
  const clean = () => {
    sheets.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== style);
    addresses.forEach((address) => URL.revokeObjectURL(address));
  };
  const scale = (file.numPages > SHORT ? COARSE : FINE) / 72;
  const canvas = element('canvas');
  try {
    for (let number = 1; number <= file.numPages; number += 1) {
      onProgress(number);
      const page = await file.getPage(number);
      const { width, height } = page.getViewport({ scale: 1 });
      const viewport = page.getViewport({ scale });
      canvas.width = Math.floor(viewport.width);
      canvas.height = Math.floor(viewport.height);
      await page.render({ canvas, viewport, intent: 'print' }).promise;
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
      signal.throwIfAborted();
      if (!blob) throw new Error('A page is too large to print.');
      const size = `${width}pt ${height}pt`;
      if (!sizes.includes(size)) sizes.push(size);
      const address = URL.createObjectURL(blob);
      addresses.push(address);
      const picture = element('img', { alt: '', class: `size${sizes.indexOf(size)}`, src: address });
      const ready = new Promise((resolve) => {
        picture.addEventListener('load', resolve);
        picture.addEventListener('error', resolve);
      });
      sheets.append(picture);
      await ready;
    }
    style.replaceSync(`
      @media screen { .guestpass-print { display: none } }
      @media print {
        html, body { all: initial !important; display: block !important }
        body > :not(.guestpass-print) { display: none !important }
        .guestpass-print img { display: block; width: 100%; height: 100vh; object-fit: contain; break-after: page; break-inside: avoid }
        .guestpass-print img:last-child { break-after: auto }
      }
      @page { margin: 0; size: ${sizes[0]} }
      ${sizes.map((size, index) => `@page size${index} { margin: 0; size: ${size} } .size${index} { page: size${index} }`).join(' ')}
    `);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
    document.body.append(sheets);
    // Some browsers return from print() before the paper is dealt with: what is printed goes when they say it's over.
    const over = new Promise((resolve) => addEventListener('afterprint', resolve, { once: true, signal }));
    onReady();
    window.print();
    await Promise.race([
      over,
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    ]);
  } finally {
    canvas.width = 0;
    clean();
  }
}
