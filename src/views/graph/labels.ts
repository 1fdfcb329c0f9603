/** A label may be a book; nobody sees more of it than this in a picture. */
const LONGEST = 120;

/**
 * Breaks a label into at most `lines` lines of `width`, ended by an ellipsis where it does not fit. `measure` tells a
 * text's width in the same unit.
 */
export function fitLabel(label: string, width: number, lines: number, measure: (text: string) => number): string[] {
  // By code points, so that no pair of surrogates is torn apart.
  const whole = [...label.slice(0, 4 * LONGEST).replace(/\s+/gu, ' ')];
  const text = whole.slice(0, LONGEST).join('').trim();
  const fits = (part: string): boolean => measure(part) <= width;
  const made: string[] = [];
  let rest = text;
  while (rest && made.length < lines - 1 && !fits(rest)) {
    const line = longestStart(rest, fits);
    if (!line) break;
    made.push(line);
    rest = rest.slice(line.length).trimStart();
  }
  if (!rest) return made;
  const isWhole = whole.length <= LONGEST && fits(rest);
  return [...made, isWhole ? rest : cut(rest, fits)];
}

/** As many words as fit; names without spaces also break after their own marks. */
function longestStart(text: string, fits: (part: string) => boolean): string {
  let best = '';
  for (const { index, 0: mark } of text.matchAll(/[-_./:\s]/gu)) {
    const start = text.slice(0, index + mark.length).trimEnd();
    if (!fits(start)) break;
    best = start;
  }
  return best;
}

function cut(text: string, fits: (part: string) => boolean): string {
  const points = [...text];
  let [least, most] = [0, points.length];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (fits(`${points.slice(0, middle).join('').trimEnd()}…`)) least = middle;
    else most = middle - 1;
  }
  return `${points.slice(0, least).join('').trimEnd()}…`;
}

/** One or two letters that stand for a name. */
export function initials(name: string): string {
  const words = name.trim().split(/[\s_./-]+/u);
  return words
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toLocaleUpperCase();
}
