import { findAll, fold } from './find.js';

export interface Match {
  readonly page: number;
  /** Which of the page's matches, from 0. */
  readonly index: number;
}

export interface SearchOptions {
  readonly pages: number;
  /** A page's folded text. Asked more than once for a page. */
  readonly text: (page: number) => Promise<string>;
  /** Told whenever something of what this object says has changed: on one page, or, without a page, on any. */
  readonly onChange: (page?: number) => void;
  /** Told when a match becomes the present one. */
  readonly onMatch: (match: Match) => void;
}

/** So many pages are asked for before they are searched, for their bytes may have a long way. */
const AHEAD = 3;

/** Finds a text in all pages, one after the other from where the reader is, and steps through what it found. */
export class Search {
  readonly #options: SearchOptions;
  #needle = '';
  #starts = new Map<number, readonly number[]>();
  #count = 0;
  #present: Match | undefined;
  #run = 0;
  #searching = false;

  constructor(options: SearchOptions) {
    this.#options = options;
  }

  get count(): number {
    return this.#count;
  }

  /** Whether there are pages yet to be searched. */
  get searching(): boolean {
    return this.#searching;
  }

  /** How long a match is, in characters of the folded text; 0 while nothing is searched. */
  get length(): number {
    return this.#needle.length;
  }

  get present(): Match | undefined {
    return this.#present;
  }

  /** The present match's number among all, from 1; 0 when there is none. */
  get position(): number {
    const { present } = this;
    if (!present) return 0;
    let before = 0;
    for (const [page, starts] of this.#starts) if (page < present.page) before += starts.length;
    return before + present.index + 1;
  }

  /** Where the matches on a page begin, in its folded text. */
  matches(page: number): readonly number[] {
    return this.#starts.get(page) ?? [];
  }

  /** Searches for `query` from `page` on, round to the page before it. An empty query ends the search. */
  async start(query: string, page: number): Promise<void> {
    const run = (this.#run += 1);
    const needle = fold(query).text;
    this.#needle = needle.trim() ? needle : '';
    this.#starts = new Map();
    this.#count = 0;
    this.#present = undefined;
    this.#searching = this.#needle !== '';
    this.#options.onChange();
    for (let step = 0; this.#searching && step < this.#options.pages; step += 1) {
      const at = this.#around(page + step);
      for (let next = 1; next <= AHEAD; next += 1) this.#options.text(this.#around(at + next)).catch(() => {});
      const starts = findAll(await this.#options.text(at).catch(() => ''), this.#needle);
      if (run !== this.#run) return;
      if (starts.length === 0) continue;
      this.#starts.set(at, starts);
      this.#count += starts.length;
      if (!this.#present) this.#go({ page: at, index: 0 });
      this.#options.onChange(at);
    }
    this.#searching = false;
    this.#options.onChange();
  }

  /** Goes to the next match, or the one before, past the ends too. */
  step(direction: 1 | -1): void {
    const present = this.#present;
    if (!present) return;
    const index = present.index + direction;
    if (index >= 0 && index < this.matches(present.page).length) {
      this.#go({ page: present.page, index });
    } else {
      const pages = [...this.#starts.keys()].toSorted((a, b) => a - b);
      const place = pages.indexOf(present.page) + direction;
      const page = pages[(place + pages.length) % pages.length] ?? present.page;
      this.#go({ page, index: direction > 0 ? 0 : this.matches(page).length - 1 });
    }
    this.#options.onChange();
  }

  #around(page: number): number {
    return ((page - 1) % this.#options.pages) + 1;
  }

  #go(match: Match): void {
    this.#present = match;
    this.#options.onMatch(match);
  }
}
