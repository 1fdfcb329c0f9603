import { fill } from '../../theme/language.js';
import type { DocumentStrings } from '../../theme/strings/document.js';
import { button, element } from './dom.js';
import * as icons from './icons.js';
import type { Search } from './search.js';

export interface FindBarOptions {
  readonly texts: DocumentStrings;
  readonly language: string;
  readonly search: Search;
  /** The page to search from. */
  readonly page: () => number;
  readonly announce: (text: string) => void;
  readonly onClose: () => void;
}

export interface FindBar {
  readonly element: HTMLElement;
  open(): void;
  /** Also ends the search, so that no marks are left. */
  close(): void;
  /** Shows what the search says now. */
  refresh(): void;
}

/** Typing on does not search for every letter. */
const PAUSE = 180;

export function findBar({ texts, language, search, page, announce, onClose }: FindBarOptions): FindBar {
  const numbers = new Intl.NumberFormat(language);
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
  const previous = button(texts.previousMatch, icons.up, () => search.step(-1), '⇧ ↵');
  const next = button(texts.nextMatch, icons.down, () => search.step(1), '↵');
  const close = button(texts.close, icons.close, onClose, 'Esc');
  const bar = element('div', { class: 'find', role: 'search', hidden: true }, field, count, previous, next, close);

  let pause: ReturnType<typeof setTimeout> | undefined;
  let searched = '';
  const begin = () => {
    clearTimeout(pause);
    if (field.value === searched) return;
    searched = field.value;
    void search.start(searched, page());
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
  return {
    element: bar,
    open() {
      bar.hidden = false;
      field.focus();
      field.select();
      begin();
    },
    close() {
      bar.hidden = true;
      clearTimeout(pause);
      searched = '';
      void search.start('', 1);
    },
    refresh() {
      const none = search.length > 0 && search.count === 0 && !search.searching;
      const at = fill(texts.matches, { at: numbers.format(search.position), count: numbers.format(search.count) });
      const text = none ? texts.noMatch : search.count > 0 ? at : '';
      count.textContent = search.searching && search.count > 0 ? `${text} …` : text;
      field.classList.toggle('none', none);
      for (const step of [previous, next]) step.setAttribute('aria-disabled', String(search.count === 0));
      if (!search.searching && text && text !== announced) announce(text);
      announced = search.searching ? '' : text;
    },
  };
}
