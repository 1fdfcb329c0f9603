import { fill } from '../../theme/fill.js';
import { element } from '../surface.js';
import { facetKinds } from './facets.js';
import { isFiltering, matches, noFilters, toggled } from './filters.js';
import type { Explorer } from './explorer.js';
import { button, icons, swatch } from './parts.js';

/** The panel of owners, categories and flows to choose from. */
export function createFilterPanel(kit: Explorer, close: () => void): HTMLElement {
  const { graph, strings, store } = kit;
  const shown = element('p', { class: 'muted', role: 'status' });
  const clear = element('button', { type: 'button', class: 'clear', hidden: true }, strings.clear);
  clear.addEventListener('click', () => {
    store.set({ filters: noFilters });
    groups.querySelector('input')?.focus();
  });
  const boxes: { readonly input: HTMLInputElement; readonly chosen: () => boolean }[] = [];
  const groups = element('div', { class: 'groups' });
  for (const kind of facetKinds) {
    const group = element('fieldset', {}, element('legend', {}, strings[kind]));
    for (const facet of kit.facets[kind]) {
      const input = element('input', { type: 'checkbox' });
      input.addEventListener('change', () => store.set({ filters: toggled(store.now.filters, kind, facet.id) }));
      boxes.push({ input, chosen: () => store.now.filters[kind].has(facet.id) });
      group.append(
        element(
          'label',
          {},
          input,
          swatch(kit, kind, facet),
          element('span', { dir: 'auto' }, facet.label),
          element('small', {}, kit.number(facet.count)),
        ),
      );
    }
    if (group.childElementCount > 1) groups.append(group);
  }
  const panel = element(
    'section',
    { class: 'panel filters', 'aria-label': strings.filter, hidden: true },
    element('header', {}, element('h2', { class: 'grow' }, strings.filter), button(strings.close, icons.close, close)),
    groups,
    element('footer', {}, shown, clear),
  );

  store.listen((now) => {
    panel.hidden = now.panel !== 'filters';
    for (const { input, chosen } of boxes) input.checked = chosen();
    const active = isFiltering(now.filters);
    clear.hidden = !active;
    const count = graph.nodes.filter((node) => matches(node, now.filters)).length;
    const text = count
      ? fill(strings.shown, { shown: kit.number(count), total: kit.number(graph.nodes.length) })
      : strings.noMatch;
    if (shown.textContent !== text) shown.textContent = text;
  });
  return panel;
}
