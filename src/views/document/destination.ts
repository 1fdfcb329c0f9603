import type { PDFDocumentProxy } from 'pdfjs-dist';
import type { Destination, Target } from './links.js';
import { goTo, type Place } from './place.js';
import type { Actions } from './toolbar.js';
import type { Desk } from './viewer.js';

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

const TURNS: Readonly<Record<string, Parameters<Actions['turn']>[0]>> = {
  NextPage: 1,
  PrevPage: -1,
  FirstPage: 'first',
  LastPage: 'last',
};

/** Goes where a link within the document leads. */
export async function follow(target: Target, { file, stage, actions, pages }: Desk): Promise<void> {
  if (target.kind === 'place') {
    const place = await placeOf(file, target.destination);
    if (place) await goTo(stage, { ...place, page: Math.min(pages, Math.max(1, place.page)) });
  } else if (target.kind === 'action') {
    const turn = TURNS[target.name];
    if (turn !== undefined) actions.turn(turn);
  }
}
