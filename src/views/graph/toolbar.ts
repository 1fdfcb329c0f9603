import { element } from '../surface.js';
import { facetKinds } from './facets.js';
import type { Explorer } from './explorer.js';
import { button, discloses } from './parts.js';

const icons = {
  filter: 'M3 6h18v2H3zm3 5h12v2H6zm3 5h6v2H9z',
  picture: 'M3 4h8v6H8v4h5v-2h8v8h-8v-4H6v-6H3zm12 10v4h4v-4z',
  table: 'M3 5h18v14H3zm2 2v3h14V7zm0 5v2h5v-2zm7 0v2h7v-2zm-7 4v1h5v-1zm7 0v1h7v-1z',
  download: 'M11 4h2v8l3-3 1.5 1.5L12 16l-5.5-5.5L8 9l3 3zM5 18h14v2H5z',
};

/** The bar above: search, filters, picture or table, and what can be saved. */
export function createToolbar(
  kit: Explorer,
  search: HTMLElement,
  save: ((type: 'svg' | 'png') => void) | undefined,
  signal: AbortSignal,
): HTMLElement {
  const { strings, store } = kit;
  const badge = element('span', { class: 'badge', hidden: true });
  const filter = button(
    strings.filter,
    icons.filter,
    () => store.set({ panel: store.now.panel === 'filters' ? undefined : 'filters' }),
    true,
  );
  filter.append(badge);
  const picture = button(strings.picture, icons.picture, () => store.set({ mode: 'picture' }), true);
  const table = button(strings.table, icons.table, () => store.set({ mode: 'table' }), true);
  const reflect = (): void => {
    const { filters, mode, panel } = store.now;
    const count = facetKinds.reduce((sum, kind) => sum + filters[kind].size, 0);
    badge.hidden = count === 0;
    badge.textContent = count ? ` ${kit.number(count)}` : '';
    filter.ariaExpanded = String(panel === 'filters');
    picture.ariaPressed = String(mode === 'picture');
    table.ariaPressed = String(mode === 'table');
  };
  store.listen(reflect);
  reflect();

  const bar = element('div', { class: 'bar', role: 'group', 'aria-label': strings.controls }, search);
  if (facetKinds.some((kind) => kit.facets[kind].length > 0)) bar.append(element('div', { class: 'card' }, filter));
  bar.append(element('div', { class: 'card end' }, picture, table));
  if (save) {
    const opener = button(strings.download, icons.download, () => {});
    const menu = element(
      'div',
      { class: 'menu', hidden: true },
      button(strings.svg, icons.download, () => save('svg'), true),
      button(strings.png, icons.download, () => save('png'), true),
    );
    bar.append(element('div', { class: 'card' }, opener, menu));
    discloses(opener, menu, signal);
  }
  return bar;
}
