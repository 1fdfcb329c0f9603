import type { GuestStrings } from '../theme/strings/guest.js';

/** What the server wrote into the page for its script. */
export interface PageData {
  readonly token: string;
  readonly base: string;
  /** What the page shows before any script: see PageState of the server. */
  readonly state: string;
  readonly language: string;
  readonly strings: GuestStrings;
  /** Which view it will be, where that may be told. */
  readonly view: string | null;
  readonly hasPassword: boolean;
  readonly usesLeft: number | null;
  readonly allowedOrigins: readonly string[];
  readonly allowAllOrigins: boolean;
}

/** Null on a page that has nothing for a script to do. The server wrote it in this same build, so its form is trusted. */
export function readPageData(): PageData | null {
  const block = document.getElementById('share-data');
  return block ? JSON.parse(block.textContent ?? '') : null;
}
