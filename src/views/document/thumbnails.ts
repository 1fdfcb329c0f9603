import { fill } from '../../theme/fill.js';
import { element } from '../surface.js';
import type { Size } from './layout.js';
import type { Desk } from './viewer.js';

/** The longer side, in CSS pixels. */
const SIDE = 136;

/** Small pictures of all pages. Those that are scrolled into sight are drawn, and dropped again when they leave it. */
export class Thumbnails {
  readonly element: HTMLElement;
  readonly #desk: Desk;
  readonly #buttons: readonly HTMLButtonElement[];
  readonly #seen = new Set<number>();
  #page = 1;

  constructor(desk: Desk, onChoose: (page: number) => void) {
    this.#desk = desk;
    const { texts, queue, signal, number, stage, pages } = desk;
    this.element = element('div', { class: 'thumbnails', role: 'group', 'aria-label': texts.thumbnails });
    this.#buttons = Array.from({ length: pages }, (_, index) => {
      const page = index + 1;
      const label = fill(texts.page, { page: number(page) });
      const made = element('button', { type: 'button', 'aria-label': label, tabindex: -1 });
      const picture = element('span', { class: 'picture' });
      this.#shape(picture, stage.layout.sizeOf(page));
      made.append(picture, element('span', { 'aria-hidden': 'true' }, number(page)));
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

  focus(): void {
    this.#buttons[this.#page - 1]?.focus();
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
    const page = await this.#desk.file.getPage(number);
    const natural = page.getViewport({ scale: 1 });
    this.#shape(picture, natural);
    canvas.width = Math.ceil(picture.clientWidth * devicePixelRatio);
    canvas.height = Math.ceil(picture.clientHeight * devicePixelRatio);
    await page.render({ canvas, viewport: page.getViewport({ scale: canvas.width / natural.width }) }).promise;
  }
}
