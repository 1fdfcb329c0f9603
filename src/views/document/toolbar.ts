import { fill } from '../../theme/fill.js';
import type { DocumentStrings } from '../../theme/strings/document.js';
import { button, downloadLink, draw, element } from '../surface.js';
import {
  downIcon,
  findIcon,
  fitPageIcon,
  fitWidthIcon,
  minusIcon,
  moreIcon,
  panelIcon,
  plusIcon,
  printIcon,
  upIcon,
} from './icons.js';
import type { Fit } from './layout.js';

/** What the reader asks for, whether by button, key or command. */
export interface Actions {
  page(page: number): void;
  /** By so many pages, or to the first or last one. */
  turn(by: 1 | -1 | 'first' | 'last'): void;
  zoom(to: number | Fit): void;
  zoomStep(direction: 1 | -1): void;
  find(): Promise<void>;
  print(): Promise<void>;
  /** Opens or closes the side panel. */
  panel(): Promise<void>;
  /** Closes what was opened last over the pages; false when there is nothing. */
  close(): boolean;
}

export interface ToolbarOptions {
  readonly texts: DocumentStrings;
  readonly language: string;
  readonly pages: number;
  readonly actions: Actions;
}

export interface Toolbar {
  readonly element: HTMLElement;
  /** `address` is asked when the link is followed too: the lease in it may have been renewed. */
  addDownload(filename: string, address: () => string, onFollow: () => void): void;
  readonly panelButton: HTMLButtonElement;
  readonly findButton: HTMLButtonElement;
  readonly printButton: HTMLButtonElement;
  showPage(page: number): void;
  showZoom(scale: number, fit: Fit | undefined): void;
}

const apple = /Mac|iP(hone|ad|od)/.test(navigator.platform);
const control = (key: string): string => (apple ? `⌘${key}` : `Ctrl+${key}`);

const choices = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];
/** The width in digits of the page field grows with the number of pages. */
const FIELD_MIN = 2;

export function toolbar({ texts, language, pages, actions }: ToolbarOptions): Toolbar {
  const numbers = new Intl.NumberFormat(language);
  const percents = new Intl.NumberFormat(language, { style: 'percent' });

  const panelButton = button(texts.sidebar, () => void actions.panel(), panelIcon);

  const previous = button(texts.previousPage, () => actions.turn(-1), upIcon, '←');
  const next = button(texts.nextPage, () => actions.turn(1), downIcon, '→');
  const field = element('input', {
    type: 'text',
    inputmode: 'numeric',
    autocomplete: 'off',
    enterkeyhint: 'go',
    'aria-label': fill(texts.pageField, { pages: numbers.format(pages) }),
  });
  const digits = Math.max(FIELD_MIN, String(pages).length);
  field.style.setProperty('--digits', String(digits));
  let page = 1;
  const submit = () => {
    const asked = Number.parseInt(field.value, 10);
    if (asked >= 1 && asked !== page) actions.page(asked);
    field.value = String(page);
  };
  field.addEventListener('change', submit);
  field.addEventListener('focus', () => field.select());
  const total = element('span', { class: 'total', 'aria-hidden': 'true' }, `/ ${numbers.format(pages)}`);
  const nav = element('div', { class: 'group nav' }, previous, next, element('label', {}, field, total));

  const zoomOut = button(texts.zoomOut, () => actions.zoomStep(-1), minusIcon, '−');
  const zoomIn = button(texts.zoomIn, () => actions.zoomStep(1), plusIcon, '+');
  const custom = element('option', { hidden: true });
  const select = element(
    'select',
    { 'aria-label': texts.zoom },
    custom,
    element('option', { value: 'fit-width' }, texts.fitWidth),
    element('option', { value: 'fit-page' }, texts.fitPage),
    ...choices.map((scale) => element('option', { value: scale }, percents.format(scale))),
  );
  select.addEventListener('change', () => {
    const { value } = select;
    actions.zoom(value === 'fit-width' || value === 'fit-page' ? value : Number(value));
  });
  let fit: Fit = 'fit-page';
  const fitButton = button('', () => actions.zoom(fit), fitPageIcon, '0');
  const zoom = element('div', { class: 'group zoom extra' }, zoomOut, select, zoomIn, fitButton);

  const toggleFind = () => {
    if (findButton.getAttribute('aria-expanded') === 'true') actions.close();
    else void actions.find();
  };
  const findButton = button(texts.find, toggleFind, findIcon, control('F'));
  const printButton = button(texts.print, () => void actions.print(), printIcon, control('P'));
  const rest = element('div', { class: 'group extra' }, printButton);
  const unfold = () => moreButton.setAttribute('aria-expanded', String(bar.classList.toggle('open')));
  const moreButton = button(texts.more, unfold, moreIcon);
  moreButton.classList.add('more');
  for (const opener of [panelButton, findButton, moreButton]) opener.setAttribute('aria-expanded', 'false');

  const bar = element('div', { class: 'bar', role: 'group', 'aria-label': texts.toolbar });
  bar.append(
    element('div', { class: 'group' }, panelButton, nav),
    zoom,
    element('div', { class: 'group last' }, findButton, rest, moreButton),
  );

  return {
    element: bar,
    panelButton,
    findButton,
    printButton,
    addDownload(filename, address, onFollow) {
      const link = downloadLink(texts.download, address(), filename, () => {
        link.href = address();
        onFollow();
      });
      rest.append(link);
    },
    showPage(present) {
      page = present;
      if (!field.matches(':focus')) field.value = String(present);
      previous.setAttribute('aria-disabled', String(present <= 1));
      next.setAttribute('aria-disabled', String(present >= pages));
    },
    showZoom(scale, present) {
      const text = percents.format(scale);
      custom.textContent = text;
      custom.value = String(scale);
      const choice = choices.find((one) => Math.abs(one - scale) < 0.001);
      select.value = String(choice ?? custom.value);
      fit = present === 'fit-width' || present === 'auto' ? 'fit-page' : 'fit-width';
      const label = fit === 'fit-page' ? texts.fitPage : texts.fitWidth;
      draw(fitButton, label, fit === 'fit-page' ? fitPageIcon : fitWidthIcon, '0');
    },
  };
}
