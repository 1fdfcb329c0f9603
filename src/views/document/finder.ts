import { fill } from '../../theme/fill.js';
import { button, element } from '../surface.js';
import { adopt } from './dom.js';
import { readPage, stretches } from './find.js';
import { closeIcon, downIcon, upIcon } from './icons.js';
import type { Marks } from './layers.js';
import styles from './over.css?inline';
import { reveal } from './place.js';
import { type Match, Search } from './search.js';
import type { Desk } from './viewer.js';

export interface Finder {
  open(): void;
  /** Ends the search, so that no marks are left; false when it was not open. */
  close(): boolean;
  /** What to mark on a page. */
  marks(page: number): Marks | undefined;
}

/** Typing on does not search for every letter. */
const PAUSE = 180;

/** The bar to search with. `opener` gets the focus back. */
export function finder({ root, main, stage, file, texts, context, number, pages }: Desk, opener: HTMLElement): Finder {
  adopt(root, styles);
  const piecesOf = async (page: number) => {
    const { items } = await (await file.getPage(page)).getTextContent();
    return items.filter((item) => 'str' in item);
  };

  const folded = new Map<number, Promise<string>>();
  const search: Search = new Search({
    pages,
    text(page) {
      const known = folded.get(page);
      if (known) return known;
      const text = piecesOf(page).then((pieces) => readPage(pieces).folded.text);
      folded.set(page, text);
      // What failed once may be had the next time.
      text.catch(() => folded.delete(page));
      return text;
    },
    onChange(page) {
      refresh();
      stage.mark(page);
    },
    onMatch: (match) => void showMatch(match),
  });
  const showMatch = async ({ page, index }: Match) => {
    const pieces = await piecesOf(page);
    const start = search.matches(page)[index];
    if (start === undefined) return;
    const [first] = stretches(readPage(pieces), start, search.length, pieces);
    const piece = pieces[first?.piece ?? 0];
    const [, , , , x = 0, y = 0]: readonly number[] = piece?.transform ?? [];
    const across = piece && first ? (piece.width * first.from) / Math.max(1, piece.str.length) : 0;
    await reveal(stage, { page, x: x + across, y });
  };

  const field = element('input', {
    type: 'search',
    'aria-label': texts.find,
    placeholder: texts.find,
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    enterkeyhint: 'search',
  });
  const count = element('span', { class: 'count' });
  const steps = [
    button(texts.previousMatch, () => search.step(-1), upIcon, '⇧ ↵'),
    button(texts.nextMatch, () => search.step(1), downIcon, '↵'),
  ];
  const close = (): boolean => {
    if (bar.hidden) return false;
    const inside = bar.contains(root.activeElement);
    bar.hidden = true;
    opener.setAttribute('aria-expanded', 'false');
    clearTimeout(pause);
    searched = '';
    void search.start('', 1);
    if (inside) opener.focus();
    return true;
  };
  const closer = button(texts.close, close, closeIcon, 'Esc');
  const bar = element('div', { class: 'find', role: 'search', hidden: true }, field, count, ...steps, closer);
  main.append(bar);

  let pause: ReturnType<typeof setTimeout> | undefined;
  let searched = '';
  const begin = () => {
    clearTimeout(pause);
    if (field.value === searched) return;
    searched = field.value;
    void search.start(searched, stage.page);
  };
  field.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(begin, PAUSE);
  });
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    if (field.value === searched) search.step(event.shiftKey ? -1 : 1);
    else begin();
  });

  let announced = '';
  const refresh = () => {
    const none = search.length > 0 && search.count === 0 && !search.searching;
    const at = fill(texts.matches, { at: number(search.position), count: number(search.count) });
    const text = none ? texts.noMatch : search.count > 0 ? at : '';
    count.textContent = search.searching && text ? `${text} …` : text;
    field.classList.toggle('none', none);
    for (const step of steps) step.setAttribute('aria-disabled', String(search.count === 0));
    if (!search.searching && text && text !== announced) context.announce(text);
    announced = search.searching ? '' : text;
  };
  refresh();

  return {
    open() {
      bar.hidden = false;
      opener.setAttribute('aria-expanded', 'true');
      field.focus();
      field.select();
      begin();
    },
    close,
    marks(page) {
      const starts = search.matches(page);
      if (starts.length === 0) return undefined;
      const present = search.present?.page === page ? search.present.index : -1;
      return { starts, length: search.length, present };
    },
  };
}
