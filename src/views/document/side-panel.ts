import type { DocumentStrings } from '../../theme/strings/document.js';
import { button, element } from './dom.js';
import * as icons from './icons.js';

export interface SidePanel {
  readonly element: HTMLElement;
  /** Puts a table of contents beside the pages. */
  addContents(list: HTMLElement): void;
  focus(): void;
}

/** The panel beside the pages: thumbnails, and the table of contents where the file has one. */
export function sidePanel(pages: HTMLElement, texts: DocumentStrings, onClose: () => void): SidePanel {
  const heading = element('span', { class: 'heading' }, texts.thumbnails);
  const close = button(texts.close, icons.close, onClose, 'Esc');
  const head = element('div', { class: 'head' }, heading, close);
  const panel = element(
    'div',
    { class: 'panel', role: 'group', 'aria-label': texts.sidebar, hidden: true },
    head,
    pages,
  );
  pages.id = 'pages';
  return {
    element: panel,
    addContents(list) {
      const contents = element('div', { class: 'contents', id: 'contents' }, list);
      const tabs = element('div', { class: 'tabs', role: 'tablist', 'aria-label': texts.sidebar });
      const places = [
        { place: pages, label: texts.thumbnails },
        { place: contents, label: texts.outline },
      ].map(({ place, label }) => {
        const tab = element('button', { type: 'button', role: 'tab', 'aria-controls': place.id }, label);
        place.setAttribute('role', 'tabpanel');
        place.setAttribute('aria-label', label);
        tabs.append(tab);
        return { place, tab };
      });
      const choose = (chosen: HTMLElement) => {
        for (const { place, tab } of places) {
          place.hidden = place !== chosen;
          tab.setAttribute('aria-selected', String(place === chosen));
          tab.tabIndex = place === chosen ? 0 : -1;
        }
      };
      for (const { place, tab } of places) tab.addEventListener('click', () => choose(place));
      tabs.addEventListener('keydown', (event) => {
        if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
        event.stopPropagation();
        const other = places.find(({ place }) => place.hidden);
        if (!other) return;
        choose(other.place);
        other.tab.focus();
      });
      choose(pages);
      heading.replaceWith(tabs);
      panel.append(contents);
    },
    focus() {
      const inside = [...panel.querySelectorAll<HTMLElement>('[aria-selected=true], .thumbnails [tabindex="0"]')];
      inside[0]?.focus();
    },
  };
}
