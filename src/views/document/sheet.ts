import type { PDFPageProxy, RenderTask } from 'pdfjs-dist';
import { fill } from '../../theme/language.js';
import type { DocumentStrings } from '../../theme/strings/document.js';
import { element } from './dom.js';
import { type PageText, type Piece, readPage, stretches } from './find.js';
import type { Box } from './layout.js';
import { linkLayer, type Target } from './links.js';

type Library = typeof import('./library.js');

export interface SheetOptions {
  readonly number: number;
  readonly page: PDFPageProxy;
  readonly library: Library;
  readonly texts: DocumentStrings;
  readonly follow: (target: Target) => void;
}

/** What to mark on a page: matches begin at `starts` in its folded text; `present` is the one that is looked at, -1 for none. */
export interface Marks {
  readonly starts: readonly number[];
  readonly length: number;
  readonly present: number;
}

/**
 * Device pixels of one canvas: 32 MB. A page that is larger on the screen gets a canvas of this size and, over the part
 * that is seen, a second one at full sharpness. (Safari on phones refuses canvases above twice this.)
 */
const AREA = 2 ** 23;

/** pdf.js measures in points; we in CSS pixels, of which a point is 4/3. */
export const PIXELS_PER_POINT = 4 / 3;

export async function piecesOf(page: PDFPageProxy): Promise<Piece[]> {
  const { items } = await page.getTextContent();
  return items.filter((item) => 'str' in item);
}

/** One page that is near the screen: its canvas, and over it its marks, its text and its links. */
export class Sheet {
  readonly element: HTMLElement;
  readonly number: number;
  readonly #options: SheetOptions;
  readonly #marks = element('div', { class: 'marks' });
  #canvas: HTMLCanvasElement | undefined;
  #detail: HTMLCanvasElement | undefined;
  #detailBox: Box | undefined;
  #task: RenderTask | undefined;
  #spans: readonly HTMLElement[] | undefined;
  #text: PageText | undefined;
  #pieces: readonly Piece[] = [];
  #wanted: Marks | undefined;
  #failed = false;
  #gone = false;

  constructor(options: SheetOptions, pages: number) {
    this.#options = options;
    this.number = options.number;
    const name = fill(options.texts.pageOf, { page: options.number, pages });
    this.element = element('div', { class: 'sheet', role: 'group', 'aria-label': name });
    this.element.dataset['page'] = String(options.number);
    this.element.style.setProperty('--unit', String(options.page.userUnit));
  }

  /** Puts the page where it belongs. What is drawn is stretched until it is drawn again. */
  place({ left, top, width, height }: Box): void {
    const { style } = this.element;
    style.transform = `translate(${left}px, ${top}px)`;
    style.width = `${width}px`;
    style.height = `${height}px`;
  }

  /** Whether the page's canvas does not fit its size yet. */
  stale(box: Box, pixelRatio: number): boolean {
    return !this.#failed && this.#canvas?.width !== this.#pixels(box, pixelRatio).width;
  }

  /** Whether `part` (in CSS pixels from the page's corner) is seen less sharp than the screen can show it. */
  blurred(box: Box, part: Box, pixelRatio: number): boolean {
    if (this.#failed || this.#pixels(box, pixelRatio).ratio === pixelRatio) return false;
    const seen = this.#detailBox;
    return !(
      this.#detail?.width === Math.round((seen?.width ?? 0) * pixelRatio) &&
      seen &&
      seen.left <= part.left &&
      seen.top <= part.top &&
      seen.left + seen.width >= part.left + part.width &&
      seen.top + seen.height >= part.top + part.height
    );
  }

  /** Draws the page, and at first its text and links. Resolves when it is done or was stopped. */
  async draw(box: Box, pixelRatio: number): Promise<void> {
    const { page } = this.#options;
    const canvas = element('canvas', { 'aria-hidden': 'true' });
    const { width, height } = this.#pixels(box, pixelRatio);
    canvas.width = width;
    canvas.height = height;
    const viewport = page.getViewport({ scale: width / page.getViewport({ scale: 1 }).width });
    const first = this.#canvas === undefined;
    if (first) this.#show(canvas);
    if (!(await this.#render({ canvas, viewport }))) {
      if (first) this.#show(undefined);
      return;
    }
    if (!first) this.#show(canvas);
    if (!this.#spans) await this.#layers();
  }

  /** Draws `part` of the page at full sharpness, over the canvas of the whole. */
  async drawDetail(box: Box, part: Box, pixelRatio: number): Promise<void> {
    const { page } = this.#options;
    const canvas = element('canvas', { 'aria-hidden': 'true', class: 'detail' });
    canvas.width = Math.round(part.width * pixelRatio);
    canvas.height = Math.round(part.height * pixelRatio);
    const scale = (box.width * pixelRatio) / page.getViewport({ scale: 1 }).width;
    const viewport = page.getViewport({ scale, offsetX: -part.left * pixelRatio, offsetY: -part.top * pixelRatio });
    if (!(await this.#render({ canvas, viewport }))) return;
    const { style } = canvas;
    style.left = `${(100 * part.left) / box.width}%`;
    style.top = `${(100 * part.top) / box.height}%`;
    style.width = `${(100 * part.width) / box.width}%`;
    style.height = `${(100 * part.height) / box.height}%`;
    this.dropDetail();
    this.#detail = canvas;
    this.#detailBox = part;
    this.#canvas?.after(canvas);
  }

  /** Takes the sharp part away, as when the page changes its size. */
  dropDetail(): void {
    if (this.#detail) release(this.#detail);
    this.#detail = undefined;
    this.#detailBox = undefined;
  }

  /** Stops drawing. What is drawn stays. */
  stop(): void {
    this.#task?.cancel();
  }

  /** Frees the canvases and keeps the text, so that a selection that reaches here lives on. */
  rest(): void {
    this.stop();
    this.dropDetail();
    this.#show(undefined);
    this.#options.page.cleanup();
  }

  remove(): void {
    this.#gone = true;
    this.rest();
    this.element.remove();
  }

  mark(marks: Marks | undefined): void {
    this.#wanted = marks;
    this.#marks.replaceChildren();
    const { left, top, width, height } = this.element.getBoundingClientRect();
    const [spans, text] = [this.#spans, this.#text];
    if (!marks || !spans || !text || width === 0) return;
    marks.starts.forEach((start, index) => {
      for (const { piece, from, to } of stretches(text, start, marks.length, this.#pieces)) {
        const node = spans[piece]?.firstChild;
        if (!node) continue;
        const range = document.createRange();
        range.setStart(node, from);
        range.setEnd(node, to);
        const box = range.getBoundingClientRect();
        const mark = element('div', { class: index === marks.present ? 'mark present' : 'mark' });
        mark.style.left = `${(100 * (box.left - left)) / width}%`;
        mark.style.top = `${(100 * (box.top - top)) / height}%`;
        mark.style.width = `${(100 * box.width) / width}%`;
        mark.style.height = `${(100 * box.height) / height}%`;
        this.#marks.append(mark);
      }
    });
  }

  #pixels(box: Box, pixelRatio: number): { readonly width: number; readonly height: number; readonly ratio: number } {
    const ratio = Math.min(pixelRatio, Math.sqrt(AREA / (box.width * box.height)));
    return { width: Math.round(box.width * ratio), height: Math.round(box.height * ratio), ratio };
  }

  #show(canvas: HTMLCanvasElement | undefined): void {
    if (this.#canvas) release(this.#canvas);
    this.#canvas = canvas;
    if (canvas) this.element.prepend(canvas);
  }

  /** Resolves with whether it was drawn to the end. */
  async #render(how: Pick<Parameters<PDFPageProxy['render']>[0], 'canvas' | 'viewport'>): Promise<boolean> {
    if (this.#gone) return false;
    const task = this.#options.page.render(how);
    this.#task = task;
    try {
      await task.promise;
      return !this.#gone;
    } catch (error) {
      if (!(error instanceof this.#options.library.RenderingCancelledException) && !this.#gone) this.#fail();
      return false;
    } finally {
      if (this.#task === task) this.#task = undefined;
    }
  }

  #fail(): void {
    this.#failed = true;
    const again = element('button', { type: 'button' }, this.#options.texts.retry);
    const message = element('div', { class: 'failed' }, element('p', {}, this.#options.texts.pageFailed), again);
    again.addEventListener('click', () => {
      message.remove();
      this.#failed = false;
      this.element.dispatchEvent(new CustomEvent('retry', { bubbles: true }));
    });
    this.element.append(message);
  }

  async #layers(): Promise<void> {
    const { page, library, texts, follow } = this.#options;
    const content = await page.getTextContent();
    const container = element('div', { class: 'text' });
    // Its end lies behind the text; while a selection is made it keeps the browser from selecting all when the pointer
    // is between two lines.
    const layer = new library.TextLayer({
      textContentSource: content,
      container,
      viewport: page.getViewport({ scale: PIXELS_PER_POINT }),
    });
    await layer.render();
    const links = await linkLayer(page, texts, follow);
    if (this.#gone) return;
    container.append(element('div', { class: 'end' }));
    this.#pieces = content.items.filter((item) => 'str' in item);
    this.#text = readPage(this.#pieces);
    this.#spans = layer.textDivs;
    this.element.append(this.#marks, container, ...(links ? [links] : []));
    this.mark(this.#wanted);
  }
}

/** Safari keeps a canvas's memory until its size is zero, long after the element is gone. */
function release(canvas: HTMLCanvasElement): void {
  canvas.remove();
  canvas.width = 0;
  canvas.height = 0;
}
