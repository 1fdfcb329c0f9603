import type { PDFDocumentProxy } from 'pdfjs-dist';
import { fill } from '../../theme/language.js';
import type { DocumentStrings } from '../../theme/strings/document.js';
import { element } from './dom.js';
import type { Size } from './layout.js';
import type { Queue } from './queue.js';

export interface ThumbnailsOptions {
  readonly file: PDFDocumentProxy;
  readonly texts: DocumentStrings;
  readonly language: string;
  readonly queue: Queue;
  readonly signal: AbortSignal;
  readonly sizeOf: (page: number) => Size;
  readonly onChoose: (page: number) => void;
}

/** The longer side, in CSS pixels. */
const SIDE = 136;

/** Small pictures of all pages. Those that are scrolled into sight are drawn, and dropped again when they leave it. */
export class Thumbnails {
  readonly element: HTMLElement;
  readonly #options: ThumbnailsOptions;
  readonly #buttons: readonly HTMLButtonElement[];
  readonly #seen = new Set<number>();
  #page = 1;

  constructor(options: ThumbnailsOptions) {
    this.#options = options;
    const { file, texts, language, queue, signal, onChoose } = options;
    const numbers = new Intl.NumberFormat(language);
    this.element = element('div', { class: 'thumbnails', role: 'group', 'aria-label': texts.thumbnails });
    this.#buttons = Array.from({ length: file.numPages }, (_, index) => {
      const page = index + 1;
      const label = fill(texts.page, { page: numbers.format(page) });
      const made = element('button', { type: 'button', 'aria-label': label, tabindex: -1 });
      const picture = element('span', { class: 'picture' });
      this.#shape(picture, options.sizeOf(page));
      made.append(picture, element('span', { 'aria-hidden': 'true' }, numbers.format(page)));
      made.dataset['page'] = String(page);
      made.addEventListener('click', () => onChoose(page));
      return made;
    });
    this.element.append(...this.#buttons);
    this.element.addEventListener('keydown', (event) => this.#move(event), { signal });
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const page = this.#pageOf(target);
          if (isIntersecting) {
            this.#seen.add(page);
          } else {
            this.#seen.delete(page);
            this.#picture(page)?.replaceChildren();
          }
        }
        queue.wake();
      },
      { root: this.element, rootMargin: '50% 0px' },
    );
    for (const made of this.#buttons) observer.observe(made);
    signal.addEventListener('abort', () => observer.disconnect());
    queue.add(() => this.#nextJob());
  }

  /** Shows which page the reader is on. */
  show(page: number): void {
    const [before, now] = [this.#buttons[this.#page - 1], this.#buttons[page - 1]];
    before?.removeAttribute('aria-current');
    before?.setAttribute('tabindex', '-1');
    now?.setAttribute('aria-current', 'page');
    now?.setAttribute('tabindex', '0');
    this.#page = page;
    if (this.element.clientHeight > 0) now?.scrollIntoView({ block: 'nearest' });
  }

  #pageOf(target: Element): number {
    return target instanceof HTMLElement ? Number(target.dataset['page']) : 0;
  }

  #picture(page: number): Element | null | undefined {
    return this.#buttons[page - 1]?.firstElementChild;
  }

  #shape(picture: HTMLElement, { width, height }: Size): void {
    const scale = SIDE / Math.max(width, height);
    picture.style.inlineSize = `${width * scale}px`;
    picture.style.blockSize = `${height * scale}px`;
  }

  #move(event: KeyboardEvent): void {
    const from = event.target instanceof Element ? this.#pageOf(event.target) : 0;
    const last = this.#buttons.length;
    const steps: Readonly<Record<string, number>> = { ArrowDown: from + 1, ArrowUp: from - 1, Home: 1, End: last };
    const to = steps[event.key];
    if (!from || to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.#buttons[Math.min(last, Math.max(1, to)) - 1]?.focus();
  }

  #nextJob(): (() => Promise<void>) | undefined {
    for (const page of this.#seen) {
      const picture = this.#picture(page);
      if (picture instanceof HTMLElement && !picture.firstChild) return () => this.#draw(page, picture);
    }
    return undefined;
  }

  async #draw(number: number, picture: HTMLElement): Promise<void> {
    const canvas = element('canvas', { 'aria-hidden': 'true' });
    picture.append(canvas);
    const page = await this.#options.file.getPage(number);
    const natural = page.getViewport({ scale: 1 });
    this.#shape(picture, natural);
    canvas.width = Math.ceil(picture.clientWidth * devicePixelRatio);
    canvas.height = Math.ceil(picture.clientHeight * devicePixelRatio);
    await page.render({ canvas, viewport: page.getViewport({ scale: canvas.width / natural.width }) }).promise;
  }
}
