import type { PageViewport, PDFPageProxy, RenderTask } from 'pdfjs-dist';
import { fill } from '../../theme/fill.js';
import { element } from '../surface.js';
import type { Layers, LayersOptions, Marks } from './layers.js';
import type { Box } from './layout.js';

/**
 * Device pixels of one canvas: 32 MB. A page that is larger on the screen gets a canvas of this size, and over it a sharp
 * one of the part that is seen (detail.ts). Safari on phones refuses canvases above twice this.
 */
const AREA = 2 ** 23;

export interface SheetOptions extends LayersOptions {
  /** Draws a page anew that could not be drawn. */
  readonly retry: () => void;
}

/** One page that is near the screen: its canvas, and over it what layers.ts puts there. */
export class Sheet {
  readonly element: HTMLElement;
  readonly number: number;
  readonly page: PDFPageProxy;
  readonly #options: SheetOptions;
  #canvas: HTMLCanvasElement | undefined;
  #task: RenderTask | undefined;
  #layers: Layers | undefined;
  #marks: Marks | undefined;
  #failed = false;
  #gone = false;

  constructor(options: SheetOptions, pages: number) {
    const { page, texts } = options;
    this.#options = options;
    this.page = page;
    this.number = page.pageNumber;
    const name = fill(texts.pageOf, { page: this.number, pages });
    this.element = element('div', { class: 'sheet', role: 'group', 'aria-label': name, 'aria-busy': 'true' });
    this.element.dataset['page'] = String(this.number);
    this.element.style.setProperty('--unit', String(page.userUnit));
  }

  get canvas(): HTMLCanvasElement | undefined {
    return this.#canvas;
  }

  /** Puts the page where it belongs. What is drawn is stretched until it is drawn again. */
  place({ left, top, width, height }: Box): void {
    Object.assign(this.element.style, { translate: `${left}px ${top}px`, width: `${width}px`, height: `${height}px` });
  }

  /** The canvas that a page of this size gets: its size, and device pixels to the CSS pixel. */
  pixels(box: Box, pixelRatio: number): { readonly width: number; readonly height: number; readonly ratio: number } {
    const ratio = Math.min(pixelRatio, Math.sqrt(AREA / (box.width * box.height)));
    return { width: Math.round(box.width * ratio), height: Math.round(box.height * ratio), ratio };
  }

  /** Whether the page's canvas does not fit its size yet. */
  stale(box: Box, pixelRatio: number): boolean {
    return !this.#failed && this.#canvas?.width !== this.pixels(box, pixelRatio).width;
  }

  /** Draws the page, and at first its text and links. Resolves when it is done or was stopped. */
  async draw(box: Box, pixelRatio: number): Promise<void> {
    const canvas = element('canvas', { 'aria-hidden': 'true' });
    const { width, height } = this.pixels(box, pixelRatio);
    canvas.width = width;
    canvas.height = height;
    // Where nothing is seen yet, drawing is watched; where something is, the new picture takes its place when it is done.
    const first = this.#canvas === undefined;
    if (first) this.#show(canvas);
    const scale = width / this.page.getViewport({ scale: 1 }).width;
    const done = await this.render(canvas, this.page.getViewport({ scale }));
    if (done !== first) this.#show(done ? canvas : undefined);
    if (done) this.element.removeAttribute('aria-busy');
    if (done && !this.#layers) await this.#read();
  }

  /** Resolves with whether it was drawn to the end. */
  async render(canvas: HTMLCanvasElement, viewport: PageViewport): Promise<boolean> {
    if (this.#gone) return false;
    const task = this.page.render({ canvas, viewport });
    this.#task = task;
    try {
      await task.promise;
      return !this.#gone;
    } catch (error) {
      if (!(error instanceof this.#options.library.RenderingCancelledException) && !this.#gone) void this.#fail();
      return false;
    } finally {
      if (this.#task === task) this.#task = undefined;
    }
  }

  /** Stops drawing. What is drawn stays. */
  stop(): void {
    this.#task?.cancel();
  }

  /** Frees the canvas and keeps the text, so that a selection that reaches here lives on. */
  rest(): void {
    this.stop();
    this.#show(undefined);
    this.page.cleanup();
  }

  remove(): void {
    this.#gone = true;
    this.rest();
    this.element.remove();
  }

  mark(marks: Marks | undefined): void {
    this.#marks = marks;
    this.#layers?.mark(marks);
  }

  #show(canvas: HTMLCanvasElement | undefined): void {
    if (this.#canvas) release(this.#canvas);
    this.#canvas = canvas;
    if (canvas) this.element.prepend(canvas);
  }

  async #fail(): Promise<void> {
    this.#failed = true;
    this.element.removeAttribute('aria-busy');
    const { failure } = await import('./failure.js');
    failure(this.element, this.#options.texts, () => {
      this.#failed = false;
      this.#options.retry();
    });
  }

  /** Lays text and links over the page. Their code comes after the first page is seen. */
  async #read(): Promise<void> {
    const { pageLayers } = await import('./layers.js');
    const layers = await pageLayers(this.element, this.#options);
    if (this.#gone) return;
    this.#layers = layers;
    layers.mark(this.#marks);
  }
}

/** Safari keeps a canvas's memory until its size is zero, long after the element is gone. */
export function release(canvas: HTMLCanvasElement): void {
  canvas.remove();
  canvas.width = 0;
  canvas.height = 0;
}
