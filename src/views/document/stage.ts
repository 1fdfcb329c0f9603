import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import type { DocumentStrings } from '../../theme/strings/document.js';
import { element } from './dom.js';
import type { Place } from './destination.js';
import { type Box, clampScale, type Fit, fitScale, gapOf, Layout, type Port, type Size } from './layout.js';
import type { Target } from './links.js';
import type { Queue } from './queue.js';
import { type Marks, PIXELS_PER_POINT, Sheet } from './sheet.js';

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
  readonly onDrawn: (page: number) => void;
  /** The end of the last page came into sight. */
  readonly onEnd: () => void;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

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
  readonly #options: StageOptions;
  readonly #content = element('div', { class: 'content' });
  readonly #layout: Layout;
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
    this.#layout = new Layout(file.numPages, sizeOf(first));
    this.scroller = element('div', {
      class: 'stage',
      dir: 'ltr',
      tabindex: 0,
      role: 'group',
      'aria-label': texts.stage,
    });
    this.scroller.append(this.#content);
    this.scroller.addEventListener('scroll', () => this.#soon(), { signal, passive: true });
    this.#content.addEventListener('retry', () => queue.wake(), { signal });
    const resized = new ResizeObserver(() => this.#resize());
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
    return this.#layout.pages;
  }

  /** 1 is 96 pixels to the inch. */
  get scale(): number {
    return this.#layout.scale;
  }

  /** The size of a page at scale 1, as far as it is known. */
  sizeOf(page: number): Size {
    return this.#layout.sizeOf(page);
  }

  /** Goes to the top of a page, or to a place on it. */
  go(page: number): void {
    const target = Math.min(this.pages, Math.max(1, Math.trunc(page)));
    const { top } = this.#layout.box(target);
    this.#turn(target);
    this.scroller.scrollTo({ top: top - gapOf(this.#layout.port) });
    this.#update();
  }

  /** Goes to the end of the last page. */
  end(): void {
    this.#turn(this.pages);
    this.scroller.scrollTo({ top: this.#layout.size.height });
    this.#update();
  }

  /** Goes to a place; `centred` when it should lie in the middle and not at the top. */
  async show(place: Place, centred = false): Promise<void> {
    const number = Math.min(this.pages, Math.max(1, place.page));
    const page = await this.#options.file.getPage(number);
    this.#rearrange(() => this.#layout.learn(number, sizeOf(page)));
    if (place.y === null) {
      this.go(number);
      return;
    }
    const box = this.#layout.box(number);
    const viewport = page.getViewport({ scale: box.width / page.getViewport({ scale: 1 }).width });
    const [x, y] = viewport.convertToViewportPoint(place.x ?? 0, place.y);
    const { port } = this.#layout;
    const at = { x: box.left + (x ?? 0), y: box.top + (y ?? 0) };
    const seen = this.#seen();
    this.#turn(number);
    if (centred) {
      // What is well in sight stays where it is.
      const inside = at.y > seen.top + port.height * 0.1 && at.y < seen.top + port.height * 0.85;
      this.scroller.scrollTo({
        top: inside ? seen.top : at.y - port.height * 0.4,
        left: at.x > seen.left && at.x < seen.left + port.width * 0.9 ? seen.left : at.x - port.width / 2,
      });
    } else {
      this.scroller.scrollTo({ top: at.y - gapOf(port) });
    }
    this.#update();
  }

  /** `at` is the point of the scroller that keeps its place, by default the middle of its upper edge. */
  zoom(to: number | Fit, at?: Point): void {
    const fit = typeof to === 'number' ? undefined : to;
    this.#rearrange(() => {
      this.#fit = fit;
      this.#layout.arrange(typeof to === 'number' ? clampScale(to) : this.#fitted(to), this.#port());
    }, at);
  }

  /** Marks matches anew on the pages that exist. */
  mark(): void {
    for (const sheet of this.#sheets.values()) sheet.mark(this.#options.marks(sheet.number));
  }

  /** Puts the pages on the screen for the first time: call it when the scroller is in the document. */
  start(): void {
    this.#layout.arrange(this.#fitted('auto'), this.#port());
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
    return fitScale(fit, this.#layout.sizeOf(this.#page), this.#port());
  }

  #resize(): void {
    const port = this.#port();
    const known = this.#layout.port;
    if (port.width === 0 || port.height === 0) return;
    if (port.width === known.width && port.height === known.height && port.pixelRatio === known.pixelRatio) return;
    this.#rearrange(() => this.#layout.arrange(this.#fit ? this.#fitted(this.#fit) : this.scale, port));
  }

  /** Makes a change to the layout such that what is at a point of the screen stays there. */
  #rearrange(change: () => void, at: Point = { x: this.#layout.port.width / 2, y: 0 }): void {
    const { scrollLeft, scrollTop } = this.scroller;
    const before = this.scale;
    const spot = this.#layout.spotAt(scrollLeft + at.x, scrollTop + at.y);
    change();
    this.#layout.arrange(this.scale, this.#layout.port);
    this.#spread();
    const { x, y } = this.#layout.place(spot);
    this.scroller.scrollTo({ left: x - at.x, top: y - at.y, behavior: 'instant' });
    if (this.scale !== before) {
      for (const sheet of this.#sheets.values()) {
        sheet.stop();
        sheet.dropDetail();
      }
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
    const { width, height } = this.#layout.size;
    const { style } = this.#content;
    style.width = `${width}px`;
    style.height = `${height}px`;
    style.setProperty('--scale', String(this.scale * PIXELS_PER_POINT));
    style.setProperty('--pixel', `${1 / this.#layout.port.pixelRatio}px`);
    for (const [page, sheet] of this.#sheets) sheet.place(this.#layout.box(page));
  }

  #soon(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#update();
    });
  }

  #seen(): Box {
    const { scrollLeft: left, scrollTop: top } = this.scroller;
    const { width, height } = this.#layout.port;
    return { left, top, width, height };
  }

  #turn(page: number): void {
    if (page === this.#page) return;
    this.#page = page;
    this.#options.onPage(page);
  }

  /** Brings the pages near the screen in, and sends the others away. */
  #update(): void {
    const { top, height } = this.#seen();
    if (height === 0 || this.#options.signal.aborted) return;
    const from = this.#layout.pageAt(top - NEAR * height);
    const to = this.#layout.pageAt(top + (1 + NEAR) * height);
    for (const [page, sheet] of this.#sheets) {
      if (page >= from && page <= to) continue;
      if (this.#keeps(sheet)) {
        sheet.rest();
      } else {
        sheet.remove();
        this.#sheets.delete(page);
      }
    }
    for (let page = from; page <= to; page += 1) if (!this.#sheets.has(page)) void this.#bring(page);
    this.#turn(this.#layout.pageSeen(top, height, this.#page));
    const last = this.#layout.box(this.pages);
    if (!this.#ended && top + height >= last.top + Math.min(last.height, height) / 2) {
      this.#ended = true;
      this.#options.onEnd();
    }
    this.#options.queue.wake();
  }

  /** Whether a page far away must stay: it has the focus, or a selection reaches into it. */
  #keeps(sheet: Sheet): boolean {
    const root = this.scroller.getRootNode();
    if (root instanceof ShadowRoot && sheet.element.contains(root.activeElement)) return true;
    const selection = selectionIn(root);
    return selection !== null && !selection.isCollapsed && selection.containsNode(sheet.element, true);
  }

  async #bring(number: number): Promise<void> {
    if (this.#coming.has(number)) return;
    this.#coming.add(number);
    const { file, library, texts, follow, signal } = this.#options;
    const page = await file.getPage(number).catch(() => undefined);
    this.#coming.delete(number);
    if (!page || signal.aborted || this.#sheets.has(number)) return;
    if (!this.#isNear(number)) return;
    const sheet = new Sheet({ number, page, library, texts, follow }, this.pages);
    this.#sheets.set(number, sheet);
    const after = [...this.#sheets.keys()].filter((other) => other > number).sort((a, b) => a - b)[0];
    this.#content.insertBefore(sheet.element, this.#sheets.get(after ?? 0)?.element ?? null);
    sheet.mark(this.#options.marks(number));
    if (this.#layout.learn(number, sizeOf(page))) {
      this.#rearrange(() => {});
    } else {
      sheet.place(this.#layout.box(number));
      this.#options.queue.wake();
    }
  }

  #isNear(page: number): boolean {
    const { top, height } = this.#seen();
    const box = this.#layout.box(page);
    return box.top + box.height > top - (NEAR + 0.5) * height && box.top < top + (1.5 + NEAR) * height;
  }

  /** What to draw next: what is seen before what is near, then what is seen but not sharp. */
  #nextJob(): (() => Promise<void>) | undefined {
    if (this.#settling) return undefined;
    const { top, height } = this.#seen();
    const { pixelRatio } = this.#layout.port;
    const distance = (page: number): number => {
      const box = this.#layout.box(page);
      return Math.max(0, box.top - top - height, top - box.top - box.height) + Math.abs(page - this.#page) / 1e4;
    };
    const sorted = [...this.#sheets.values()].sort((a, b) => distance(a.number) - distance(b.number));
    for (const sheet of sorted) {
      const box = this.#layout.box(sheet.number);
      const near = distance(sheet.number);
      if (near > NEAR * height) continue;
      if (sheet.stale(box, pixelRatio)) {
        return async () => {
          await sheet.draw(box, pixelRatio);
          this.#options.onDrawn(sheet.number);
        };
      }
      const part = this.#partSeen(box, 0);
      if (near < 1 && part && sheet.blurred(box, part, pixelRatio)) {
        return () => sheet.drawDetail(box, this.#partSeen(box, 0.25) ?? part, pixelRatio);
      }
    }
    return undefined;
  }

  /** The part of a page on the screen, from the page's corner, with a margin of so many screens. In whole device pixels. */
  #partSeen(box: Box, margin: number): Box | undefined {
    const { port } = this.#layout;
    const seen = this.#seen();
    const whole = (length: number) => Math.round(length * port.pixelRatio) / port.pixelRatio;
    const left = whole(Math.max(0, seen.left - box.left - margin * port.width));
    const top = whole(Math.max(0, seen.top - box.top - margin * port.height));
    const right = whole(Math.min(box.width, seen.left - box.left + (1 + margin) * port.width));
    const bottom = whole(Math.min(box.height, seen.top - box.top + (1 + margin) * port.height));
    return right > left && bottom > top ? { left, top, width: right - left, height: bottom - top } : undefined;
  }
}

/** The selection inside a shadow root, which Chromium tells only when the root itself is asked. */
export function selectionIn(root: Node): Selection | null {
  if ('getSelection' in root && typeof root.getSelection === 'function') {
    const selection: unknown = root.getSelection();
    if (selection instanceof Selection) return selection;
  }
  return document.getSelection();
}
