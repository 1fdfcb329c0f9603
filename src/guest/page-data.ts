import type { Language } from '../theme/language.js';
import type { OpeningStrings } from '../theme/strings/guest.js';
import type { CardState } from './next-step.js';

/** What the server wrote into the page for its script. */
export interface PageData {
  readonly token: string;
  readonly base: string;
  /** What the page shows before any script: see PageState of the server. */
  readonly state: CardState;
  readonly language: Language;
  /** The language with the reader's region, for dates and numbers. */
  readonly locale: string;
  readonly strings: OpeningStrings;
  /** Which view it will be, where that may be told. */
  readonly view: string | null;
  /** Whether the page's headers are made for its view; if not, what opens is the page, loaded anew. */
  readonly fits: boolean;
  readonly hasPassword: boolean;
  /** Null without a limit, and where opening takes no use. */
  readonly usesLeft: number | null;
  /** It can be opened once in all. */
  readonly isOnce: boolean;
  /** See LiveState. */
  readonly access: number;
  readonly allowedOrigins: readonly string[];
  readonly allowAllOrigins: boolean;
}

/** Null on a page that has nothing for a script to do. The server wrote it in this same build, so its form is trusted. */
export function readPageData(): PageData | null {
  const block = document.getElementById('share-data');
  return block ? JSON.parse(block.textContent ?? '') : null;
}

/** The server renders each of these; one that is missing is a page of another version. */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element instanceof HTMLElement) return element;
  throw new Error(`The page has no #${id}.`);
}
