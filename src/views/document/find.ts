/** Searching in a page's text the way people mean it: case, accents, ligatures, line ends and kinds of quotes don't count. */

export interface Folded {
  readonly text: string;
  /** For each character of `text`, where it began in the original. */
  readonly origin: readonly number[];
}

const MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0670]/g;
const IDEOGRAPH = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]/;
const SAME: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2013': '-',
  '\u2014': '-',
  '\u00ad': '',
  '\u0640': '',
};

const known = new Map<string, string>();

function foldCharacter(character: string): string {
  let folded = known.get(character);
  if (folded === undefined) {
    // By way of the capital: ß becomes ss, and the two small sigmas one.
    const plain = character.normalize('NFKD').replace(MARKS, '').normalize('NFKC').toUpperCase().toLowerCase();
    folded = SAME[character] ?? plain.replace(MARKS, '');
    known.set(character, folded);
  }
  return folded;
}

const isSpace = (character: string | undefined): boolean => character !== undefined && /\s/.test(character);

/** A run of spaces counts as one, a line end between ideographs as none, and one after a hyphen joins the word again. */
export function fold(original: string): Folded {
  let text = '';
  const origin: number[] = [];
  let at = 0;
  for (const character of original) {
    const here = at;
    at += character.length;
    if (isSpace(character)) {
      if (isSpace(original[here - 1])) continue;
      const next = original.slice(here).trimStart()[0] ?? '';
      const breaks = /^[^\S\n]*\n/.test(original.slice(here, here + 8));
      if (breaks && IDEOGRAPH.test(text.at(-1) ?? '') && IDEOGRAPH.test(next)) continue;
      if (breaks && /\p{L}-$/u.test(text.slice(-3)) && /\p{Ll}/u.test(next)) {
        text = text.slice(0, -1);
        origin.pop();
        continue;
      }
      text += ' ';
      origin.push(here);
      continue;
    }
    for (const unit of foldCharacter(character)) {
      text += unit;
      for (let index = 0; index < unit.length; index += 1) origin.push(here);
    }
  }
  return { text, origin };
}

/** Where `needle` begins in `text`, both folded. Matches do not overlap. */
export function findAll(text: string, needle: string): number[] {
  const found: number[] = [];
  if (!needle) return found;
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) found.push(at);
  return found;
}

/** A page's text as pdf.js gives it: pieces in reading order, some of them at the end of a line. */
export interface Piece {
  readonly str: string;
  readonly hasEOL: boolean;
}

export interface PageText {
  readonly folded: Folded;
  /** Where each piece begins in the original. */
  readonly starts: readonly number[];
}

export function readPage(pieces: readonly Piece[]): PageText {
  let original = '';
  const starts: number[] = [];
  for (const { str, hasEOL } of pieces) {
    starts.push(original.length);
    original += hasEOL ? `${str}\n` : str;
  }
  return { folded: fold(original), starts };
}

/** A stretch within one piece: characters from `from` up to but not including `to`. */
export interface Stretch {
  readonly piece: number;
  readonly from: number;
  readonly to: number;
}

/** The stretches that a match covers, which starts at `start` in the folded text and is `length` long there. */
export function stretches(page: PageText, start: number, length: number, pieces: readonly Piece[]): Stretch[] {
  const { origin } = page.folded;
  const begin = origin[start] ?? 0;
  const last = origin[start + length - 1] ?? begin;
  const covered: Stretch[] = [];
  pieces.forEach(({ str }, piece) => {
    const offset = page.starts[piece] ?? 0;
    const from = Math.max(0, begin - offset);
    const to = Math.min(str.length, last + 1 - offset);
    if (from < to) covered.push({ piece, from, to });
  });
  return covered;
}
