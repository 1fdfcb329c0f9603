import { button, element } from '../surface.js';
import { adopt } from './dom.js';
import { closeIcon } from './icons.js';
import { outlineList } from './outline.js';
import styles from './panel.css?inline';
import { Thumbnails } from './thumbnails.js';
import type { Desk } from './viewer.js';

export interface SidePanel {
  toggle(): void;
  /** False when it was not open. */
  close(): boolean;
  /** Shows which page the reader is on. */
  showPage(page: number): void;
  /** The reader chose a place: a panel that hides the pages makes room. */
  chosen(): void;
}

/** Narrower than this, in CSS pixels, the panel lies over the pages. As in the styles. */
const NARROW = 640;

/** The panel beside the pages: thumbnails, and the table of contents where the file has one. `opener` gets the focus back. */
export function sidePanel(desk: Desk, opener: HTMLElement): SidePanel {
  const { root, main, stage, file, texts, actions, follow } = desk;
  adopt(root, styles);
  const chosen = () => {
    if (main.clientWidth < NARROW) close();
  };
  const thumbnails = new Thumbnails(desk, (page) => {
    chosen();
    actions.page(page);
  });
  const heading = element('span', { class: 'heading' }, texts.thumbnails);
  const close = (): boolean => {
    if (panel.hidden) return false;
    const inside = panel.contains(root.activeElement);
    panel.hidden = true;
    opener.setAttribute('aria-expanded', 'false');
    if (inside) opener.focus();
    return true;
  };
  const head = element('div', { class: 'head' }, heading, button(texts.close, close, closeIcon, 'Esc'));
  const panel = element('div', { class: 'panel', role: 'group', 'aria-label': texts.sidebar, hidden: true });
  panel.append(head, thumbnails.element);
  main.prepend(panel);

  const addContents = (list: HTMLElement) => {
    const contents = element('div', { class: 'contents', id: 'contents' }, list);
    thumbnails.element.id = 'pages';
    const tabs = element('div', { class: 'tabs', role: 'tablist', 'aria-label': texts.sidebar });
    const places = [thumbnails.element, contents].map((place, index) => {
      const label = index === 0 ? texts.thumbnails : texts.outline;
      const tab = element('button', { type: 'button', role: 'tab', 'aria-controls': place.id }, label);
      place.setAttribute('role', 'tabpanel');
      place.setAttribute('aria-label', label);
      tab.addEventListener('click', () => choose(place));
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
    tabs.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
      event.preventDefault();
      const other = places.find(({ place }) => place.hidden);
      if (!other) return;
      choose(other.place);
      other.tab.focus();
    });
    choose(thumbnails.element);
    heading.replaceWith(tabs);
    panel.append(contents);
  };
  file.getOutline().then(
    (entries: Awaited<ReturnType<typeof file.getOutline>> | null) => {
      if (entries?.length) addContents(outlineList(entries, texts, follow));
    },
    () => {},
  );

  return {
    toggle() {
      if (close()) return;
      panel.hidden = false;
      opener.setAttribute('aria-expanded', 'true');
      thumbnails.show(stage.page);
      thumbnails.focus();
    },
    close,
    chosen,
    showPage: (page) => thumbnails.show(page),
  };
}
