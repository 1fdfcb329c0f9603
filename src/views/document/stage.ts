import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import type { DocumentStrings } from '../../theme/strings/document.js';
import { element } from '../surface.js';
import { type Box, clampScale, type Fit, fitScale, gapOf, Layout, type Port, type Size } from './layout.js';
import type { Target } from './links.js';
import type { Queue } from './queue.js';
import type { Marks } from './layers.js';
import { Sheet } from './sheet.js';

export interface StageOptions {
  readonly file: PDFDocumentProxy;
  readonly first: PDFPageProxy;
  readonly library: typeof import('./library.js');
  readonly texts: DocumentStrings;
  readonly queue: Queue;
  readonly signal: AbortSignal;
  readonly follow: (target: Target) => void;
  /** The matches to mark on a page. */
  readonly marks: (page: number) => Marks | undefined;
  /** The reader is on another page. */
  readonly onPage: (page: number) => void;
  readonly onZoom: (scale: number, fit: Fit | undefined) => void;
  /** A page was drawn for the first time. */
  readonly onDrawn: () => void;
  /** The end of the last page came into sight. */
  readonly onEnd: () => void;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** pdf.js measures in points; we in CSS pixels, of which a point is 4/3. */
const PIXELS_PER_POINT = 4 / 3;
/** After the last of quick changes of zoom, pages are drawn anew. Until then they are stretched. */
const SETTLE = 140;
/** Beside what is seen, that many screens above and below are kept. */
const NEAR = 1;

function sizeOf(page: PDFPageProxy): Size {
  const { width, height } = page.getViewport({ scale: PIXELS_PER_POINT });
  return { width, height };
}

/** The scrolling pages. Only those near the screen exist; each is asked for when it comes near. */
export class Stage {
  readonly scroller: HTMLElement;
  /** Whether a page far away must stay, although it is not seen. */
  keeps: (sheet: HTMLElement) => boolean = () => false;
  readonly #options: StageOptions;
  readonly #content = element('div', { class: 'content' });
  readonly layout: Layout;
  readonly #sheets = new Map<number, Sheet>();
  readonly #coming = new Set<number>();
  #fit: Fit | undefined = 'auto';
  #page = 1;
  #frame = 0;
  #settling: ReturnType<typeof setTimeout> | undefined;
  #ended = false;

  constructor(options: StageOptions) {
    this.#options = options;
    const { file, first, texts, signal, queue } = options;
    this.layout = new Layout(file.numPages, sizeOf(first));
    this.scroller = element('div', {
      class: 'stage',
      dir: 'ltr',
      tabindex: 0,
      role: 'group',
      'aria-label': texts.stage,
    });
    this.scroller.append(this.#content);
    this.scroller.addEventListener('scroll', () => this.#soon(), { signal, passive: true });
    const resized = new ResizeObserver(() => this.#soon());
    resized.observe(this.scroller);
    signal.addEventListener('abort', () => {
      resized.disconnect();
      cancelAnimationFrame(this.#frame);
      clearTimeout(this.#settling);
      for (const sheet of this.#sheets.values()) sheet.remove();
    });
    queue.add(() => this.#nextJob());
  }

  get page(): number {
    return this.#page;
  }

  get pages(): number {
    return this.layout.pages;
  }

  /** 1 is 96 pixels to the inch. */
  get scale(): number {
    return this.layout.scale;
  }

  /** The part of the document that is on the screen. */
  get seen(): Box {
    const { scrollLeft: left, scrollTop: top } = this.scroller;
    const { width, height } = this.layout.port;
    return { left, top, width, height };
  }

  /** The pages near the screen, those first that are nearest; none while the zoom is changing. */
  settledSheets(): Sheet[] {
    if (this.#settling) return [];
    const { top, height } = this.seen;
    const distance = ({ number }: Sheet): number => {
      const box = this.layout.box(number);
      return Math.max(0, box.top - top - height, top - box.top - box.height) + Math.abs(number - this.#page) / 1e4;
    };
    const near = [...this.#sheets.values()].filter((sheet) => distance(sheet) <= NEAR * height);
    return near.sort((a, b) => distance(a) - distance(b));
  }

  /** Goes to a page, or to these coordinates while the reader counts as on that page. */
  scroll(page: number, to: { readonly top?: number; readonly left?: number } = {}): void {
    const target = Math.min(this.pages, Math.max(1, Math.trunc(page)));
    this.#turn(target);
    this.scroller.scrollTo({ top: this.layout.box(target).top - gapOf(this.layout.port), ...to });
    this.#update();
  }

  /** Gets a page, and makes room for it in its true size. */
  async learn(number: number): Promise<PDFPageProxy> {
    const page = await this.#options.file.getPage(number);
    if (this.layout.learn(number, sizeOf(page))) this.#rearrange(() => {});
    return page;
  }

  /** `at` is the point of the scroller that keeps its place, by default the middle of its upper edge. */
  zoom(to: number | Fit, at?: Point): void {
    const fit = typeof to === 'number' ? undefined : to;
    this.#rearrange(() => {
      this.#fit = fit;
      this.layout.arrange(typeof to === 'number' ? clampScale(to) : this.#fitted(to), this.#port());
    }, at);
  }

  /** Marks matches anew, on one page or on all, as far as they are near the screen. */
  mark(page?: number): void {
    for (const sheet of this.#sheets.values()) {
      if (page === undefined || page === sheet.number) sheet.mark(this.#options.marks(sheet.number));
    }
  }

  /** Puts the pages on the screen for the first time: call it when the scroller is in the document. */
  start(): void {
    this.layout.arrange(this.#fitted('auto'), this.#port());
    this.#spread();
    this.#tellZoom();
    this.#options.onPage(this.#page);
    this.#update();
  }

  #port(): Port {
    const { clientWidth: width, clientHeight: height } = this.scroller;
    return { width, height, pixelRatio: devicePixelRatio };
  }

  #fitted(fit: Fit): number {
    return fitScale(fit, this.layout.sizeOf(this.#page), this.#port());
  }

  #resize(): void {
    const port = this.#port();
    const known = this.layout.port;
    if (port.width === 0 || port.height === 0) return;
    if (port.width === known.width && port.height === known.height && port.pixelRatio === known.pixelRatio) return;
    this.#rearrange(() => this.layout.arrange(this.#fit ? this.#fitted(this.#fit) : this.scale, port));
  }

  /** Makes a change to the layout such that what is at a point of the screen stays there. */
  #rearrange(change: () => void, at: Point = { x: this.layout.port.width / 2, y: 0 }): void {
    const { scrollLeft, scrollTop } = this.scroller;
    const before = this.scale;
    const spot = this.layout.spotAt(scrollLeft + at.x, scrollTop + at.y);
    change();
    this.layout.arrange(this.scale, this.layout.port);
    this.#spread();
    const { x, y } = this.layout.place(spot);
    this.scroller.scrollTo({ left: x - at.x, top: y - at.y, behavior: 'instant' });
    if (this.scale !== before) {
      for (const sheet of this.#sheets.values()) sheet.stop();
      clearTimeout(this.#settling);
      this.#settling = setTimeout(() => {
        this.#settling = undefined;
        this.#options.queue.wake();
      }, SETTLE);
    }
    this.#tellZoom();
    this.#update();
  }

  #told = '';
  #tellZoom(): void {
    const told = `${this.scale} ${this.#fit}`;
    if (told === this.#told) return;
    this.#told = told;
    this.#options.onZoom(this.scale, this.#fit);
  }

  /** Gives the content its size, and the pages their places. */
  #spread(): void {
    const { width, height } = this.layout.size;
    const { style } = this.#content;
    style.width = `${width}px`;
    style.height = `${height}px`;
    style.setProperty('--scale', String(this.scale * PIXELS_PER_POINT));
    style.setProperty('--pixel', `${1 / this.layout.port.pixelRatio}px`);
    for (const [page, sheet] of this.#sheets) sheet.place(this.layout.box(page));
  }

  #soon(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#resize();
      this.#update();
    });
  }

  #turn(page: number): void {
    if (page === this.#page) return;
    this.#page = page;
    this.#options.onPage(page);
  }

  /** Brings the pages near the screen in, and sends the others away. */
  #update(): void {
    const { top, height } = this.seen;
    if (height === 0 || this.#options.signal.aborted) return;
    const from = this.layout.pageAt(top - NEAR * height);
    const to = this.layout.pageAt(top + (1 + NEAR) * height);
    for (const [page, sheet] of this.#sheets) {
      if (page >= from && page <= to) continue;
      if (this.keeps(sheet.element)) {
        sheet.rest();
      } else {
        sheet.remove();
        this.#sheets.delete(page);
      }
    }
    for (let page = from; page <= to; page += 1) if (!this.#sheets.has(page)) void this.#bring(page);
    this.#turn(this.layout.pageSeen(top, height, this.#page));
    const last = this.layout.box(this.pages);
    if (!this.#ended && top + height >= last.top + Math.min(last.height, height) / 2) {
      this.#ended = true;
      this.#options.onEnd();
    }
    this.#options.queue.wake();
  }

  async #bring(number: number): Promise<void> {
    if (this.#coming.has(number)) return;
    this.#coming.add(number);
    const { library, texts, follow, signal, queue } = this.#options;
    const page = await this.learn(number).catch(() => undefined);
    this.#coming.delete(number);
    if (!page || signal.aborted || this.#sheets.has(number) || !this.#isNear(number)) return;
    const sheet = new Sheet({ page, library, texts, follow, retry: () => queue.wake() }, this.pages);
    const after = [...this.#sheets.keys()].filter((other) => other > number);
    this.#sheets.set(number, sheet);
    this.#content.insertBefore(sheet.element, this.#sheets.get(Math.min(...after))?.element ?? null);
    sheet.place(this.layout.box(number));
    sheet.mark(this.#options.marks(number));
    queue.wake();
  }

  #isNear(page: number): boolean {
    const { top, height } = this.seen;
    const box = this.layout.box(page);
    return box.top + box.height > top - (NEAR + 0.5) * height && box.top < top + (1.5 + NEAR) * height;
  }

  #nextJob(): (() => Promise<void>) | undefined {
    const { pixelRatio } = this.layout.port;
    for (const sheet of this.settledSheets()) {
      const box = this.layout.box(sheet.number);
      if (!sheet.stale(box, pixelRatio)) continue;
      return async () => {
        await sheet.draw(box, pixelRatio);
        this.#options.onDrawn();
      };
    }
    return undefined;
  }
}
