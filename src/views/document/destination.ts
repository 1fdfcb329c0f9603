import type { PDFDocumentProxy } from 'pdfjs-dist';
import type { Destination } from './links.js';

/** A place that a link or the outline leads to. `x` and `y` are in the page's own units, from its lower left corner; null where the file leaves it open. */
export interface Place {
  readonly page: number;
  readonly x: number | null;
  readonly y: number | null;
}

const isReference = (value: unknown): value is { readonly num: number; readonly gen: number } =>
  typeof value === 'object' && value !== null && 'num' in value && 'gen' in value;

const coordinate = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** Resolves a destination. Undefined when it leads nowhere, as in files that were cut up. */
export async function placeOf(file: PDFDocumentProxy, destination: Destination): Promise<Place | undefined> {
  const explicit: readonly unknown[] | null =
    typeof destination === 'string' ? await file.getDestination(destination) : destination;
  if (!explicit) return undefined;
  const [where, how, first, second, , fourth] = explicit;
  let page: number;
  if (isReference(where)) {
    try {
      page = (await file.getPageIndex(where)) + 1;
    } catch {
      return undefined;
    }
  } else if (typeof where === 'number') {
    page = where + 1;
  } else {
    return undefined;
  }
  const manner = typeof how === 'object' && how !== null && 'name' in how ? how.name : undefined;
  switch (manner) {
    case 'XYZ':
      return { page, x: coordinate(first), y: coordinate(second) };
    case 'FitH':
    case 'FitBH':
      return { page, x: null, y: coordinate(first) };
    case 'FitR':
      return { page, x: coordinate(first), y: coordinate(fourth) };
    default:
      return { page, x: null, y: null };
  }
}
