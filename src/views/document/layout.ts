/** Where the pages of a document lie, one below the other, each in the middle. No DOM: all of it is arithmetic. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Box extends Size {
  readonly left: number;
  readonly top: number;
}

/** The part of the screen that pages are seen through. Sizes in CSS pixels. */
export interface Port extends Size {
  readonly pixelRatio: number;
}

/** A place in the document that stays what it is when pages change their size: `down` and `across` are shares of the page. */
export interface Spot {
  readonly page: number;
  readonly across: number;
  readonly down: number;
  /** CSS pixels above the page, in the gap before it. */
  readonly above: number;
}

export type Fit = 'auto' | 'fit-width' | 'fit-page';

const SCALE_MIN = 0.1;
const SCALE_MAX = 8;
/** Without being asked, a page is never shown larger than this. */
const SCALE_AUTO = 1.25;
const STEPS = [0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5, 6, 8];

export function clampScale(scale: number): number {
  return Math.min(SCALE_MAX, Math.max(SCALE_MIN, scale));
}

/** The next round scale above (`direction` 1) or below (-1). */
export function stepScale(scale: number, direction: 1 | -1): number {
  const beyond = (step: number) => (direction > 0 ? step > scale * 1.01 : step < scale * 0.99);
  return (direction > 0 ? STEPS.find(beyond) : STEPS.findLast(beyond)) ?? clampScale(scale);
}

/** The space around pages, in CSS pixels. */
export function gapOf(port: Size): number {
  return port.width < 600 ? 8 : 16;
}

/** The scale at which a page of `size` (at scale 1) fits the port. */
export function fitScale(fit: Fit, size: Size, port: Size): number {
  const room = 2 * gapOf(port);
  const width = (port.width - room) / size.width;
  const page = Math.min(width, (port.height - room) / size.height);
  if (fit === 'fit-width') return clampScale(width);
  if (fit === 'fit-page') return clampScale(page);
  return clampScale(Math.min(SCALE_AUTO, size.width > size.height ? page : width));
}

/**
 * Sizes are known page by page: until a page's own is known, it counts as large as the first. Pages are numbered from 1,
 * as people do.
 */
export class Layout {
  readonly pages: number;
  readonly #sizes: Size[];
  readonly #tops: Float64Array;
  #scale = 1;
  #port: Port = { width: 0, height: 0, pixelRatio: 1 };
  #width = 0;

  /** `first` is the size of page 1 at scale 1, in CSS pixels. */
  constructor(pages: number, first: Size) {
    this.pages = pages;
    this.#sizes = Array.from({ length: pages }, () => first);
    this.#tops = new Float64Array(pages + 2);
  }

  get scale(): number {
    return this.#scale;
  }

  get port(): Port {
    return this.#port;
  }

  /** The whole document's, with the gaps around it, at the present scale. */
  get size(): Size {
    return { width: this.#width, height: this.#tops[this.pages + 1] ?? 0 };
  }

  sizeOf(page: number): Size {
    return this.#sizes[page - 1] ?? { width: 1, height: 1 };
  }

  /** Tells a page's true size; false when it was known. The change shows at the next `arrange`. */
  learn(page: number, size: Size): boolean {
    const { width, height } = this.sizeOf(page);
    if (width === size.width && height === size.height) return false;
    this.#sizes[page - 1] = size;
    return true;
  }

  arrange(scale: number, port: Port): void {
    this.#scale = scale;
    this.#port = port;
    const gap = this.#whole(gapOf(port));
    let top = gap;
    let widest = 0;
    for (let page = 1; page <= this.pages; page += 1) {
      this.#tops[page] = top;
      const { width, height } = this.#shown(page);
      top += height + gap;
      widest = Math.max(widest, width);
    }
    this.#tops[this.pages + 1] = top;
    this.#width = Math.max(port.width, widest + 2 * gap);
  }

  box(page: number): Box {
    const { width, height } = this.#shown(page);
    const left = this.#whole((this.#width - width) / 2);
    return { left, top: this.#tops[page] ?? 0, width, height };
  }

  /** The page at a height, the gap above a page being the page's. */
  pageAt(y: number): number {
    const gap = gapOf(this.#port);
    let low = 1;
    let high = this.pages;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#tops[middle] ?? 0) - gap <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  spotAt(x: number, y: number): Spot {
    const page = this.pageAt(y);
    const box = this.box(page);
    const down = y - box.top;
    return {
      page,
      across: (x - box.left) / box.width,
      down: Math.max(0, down) / box.height,
      above: Math.max(0, -down),
    };
  }

  /** Where a spot is now. */
  place(spot: Spot): { readonly x: number; readonly y: number } {
    const box = this.box(spot.page);
    return { x: box.left + spot.across * box.width, y: box.top + spot.down * box.height - spot.above };
  }

  /**
   * The page that someone who looks at this part of the document is on: the one they are on already while all of it is
   * seen, else the one of which the greatest share is.
   */
  pageSeen(top: number, height: number, present: number): number {
    const share = (page: number): number => {
      const box = this.box(page);
      const seen = Math.min(box.top + box.height, top + height) - Math.max(box.top, top);
      return Math.max(0, seen) / Math.min(box.height, height);
    };
    if (share(present) > 0.999) return present;
    let best = this.pageAt(top);
    const last = this.pageAt(top + height);
    for (let page = best + 1; page <= last; page += 1) if (share(page) > share(best)) best = page;
    return best;
  }

  /** A page's size on the screen: whole device pixels, so that a canvas is never stretched. */
  #shown(page: number): Size {
    const { width, height } = this.sizeOf(page);
    return { width: this.#whole(width * this.#scale), height: this.#whole(height * this.#scale) };
  }

  #whole(length: number): number {
    // Half a thousandth keeps 300 × 2 / 2 from becoming 299.5.
    return Math.floor(length * this.#port.pixelRatio + 0.0005) / this.#port.pixelRatio;
  }
}
