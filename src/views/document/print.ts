import { fill } from '../../theme/fill.js';
import { element } from '../surface.js';
import { adopt } from './dom.js';
import styles from './over.css?inline';
import type { Desk } from './viewer.js';

/** Dots to the inch. A short document is worth the memory that sharper letters take. */
const FINE = 220;
const COARSE = 150;
const SHORT = 30;

/**
 * Prints all pages: as pictures in an element of the page's own body that shows on paper only, so no frame is needed.
 * Resolves when the print dialogue is closed, or when `signal` aborts.
 */
export async function print(desk: Desk, signal: AbortSignal, cancel: () => void): Promise<void> {
  const { root, main, texts, context, pages, number } = desk;
  adopt(root, styles);
  const progress = element('progress', { max: pages, value: 0, 'aria-label': texts.print });
  const text = element('span');
  const stop = element('button', { type: 'button' }, texts.cancel);
  stop.addEventListener('click', cancel);
  const card = element('div', { class: 'card', role: 'group', 'aria-label': texts.print }, text, progress, stop);
  main.append(card);
  stop.focus();
  const tell = (page: number) => {
    progress.value = page - 1;
    text.textContent = fill(texts.preparing, { page: number(page), pages: number(pages) });
    if (page === 1) context.announce(text.textContent);
  };
  const sheets = new Sheets();
  try {
    await sheets.fill(desk, signal, tell);
    card.remove();
    context.report('printed');
    await sheets.print(signal);
  } catch {
    // Cancelled, or a page that cannot be drawn: the document is still there to be read.
  } finally {
    card.remove();
    sheets.remove();
  }
}

/** In points. */
interface Size {
  readonly width: number;
  readonly height: number;
}

/** Each page gets paper of its own size, which it fills but for a hair, lest rounding make a second sheet of it. */
function pageRule({ width, height }: Size, index: number): string {
  return `
    @page size${index} { size: ${width}pt ${height}pt }
    .guestpass-print .size${index} { page: size${index}; width: ${width}pt; height: ${height - 0.2}pt }
    @supports not (page: x) { .guestpass-print .size${index} { max-width: 100%; max-height: 100vh; object-fit: contain } }`;
}

/** The pages as pictures, in the document's body, and the styles that show them on paper and nothing else. */
class Sheets {
  readonly #element = element('div', { class: 'guestpass-print' });
  readonly #style = new CSSStyleSheet();
  readonly #addresses: string[] = [];
  readonly #sizes: Size[] = [];

  async fill({ file, pages }: Desk, signal: AbortSignal, tell: (page: number) => void): Promise<void> {
    const scale = (pages > SHORT ? COARSE : FINE) / 72;
    const canvas = element('canvas');
    for (let number = 1; number <= pages; number += 1) {
      tell(number);
      const page = await file.getPage(number);
      const { width, height } = page.getViewport({ scale: 1 });
      const viewport = page.getViewport({ scale });
      canvas.width = Math.floor(viewport.width);
      canvas.height = Math.floor(viewport.height);
      await page.render({ canvas, viewport, intent: 'print' }).promise;
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
      signal.throwIfAborted();
      if (!blob) throw new Error('A page is too large to print.');
      await this.#add(blob, { width, height });
      signal.throwIfAborted();
    }
    canvas.width = 0;
  }

  async print(signal: AbortSignal): Promise<void> {
    this.#style.replaceSync(`
      @media screen { .guestpass-print { display: none } }
      @media print {
        html, body { all: initial !important; display: block !important }
        body > :not(.guestpass-print) { display: none !important }
        .guestpass-print img { display: block; break-inside: avoid }
      }
      @page { margin: 0 }
      ${this.#sizes.map(pageRule).join('')}
    `);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#style];
    document.body.append(this.#element);
    // Some browsers return from print() before the paper is dealt with: what is printed goes when they say it is over.
    const over = new Promise((resolve) => {
      addEventListener('afterprint', resolve, { once: true, signal });
      signal.addEventListener('abort', resolve);
    });
    window.print();
    await over;
  }

  remove(): void {
    this.#element.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((style) => style !== this.#style);
    this.#addresses.forEach((address) => URL.revokeObjectURL(address));
  }

  async #add(picture: Blob, { width, height }: Size): Promise<void> {
    const known = this.#sizes.findIndex((size) => size.width === width && size.height === height);
    const index = known < 0 ? this.#sizes.push({ width, height }) - 1 : known;
    const address = URL.createObjectURL(picture);
    this.#addresses.push(address);
    const made = element('img', { alt: '', class: `size${index}` });
    this.#element.append(made);
    await new Promise((resolve) => {
      made.addEventListener('load', resolve);
      made.addEventListener('error', resolve);
      made.src = address;
    });
  }
}
