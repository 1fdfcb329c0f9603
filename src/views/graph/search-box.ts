import { element, icon } from '../surface.js';
import { findNodes } from './filters.js';
import type { Explorer } from './explorer.js';
import { swatch } from './parts.js';

const MOST = 50;
const GLASS = 'M10 4a6 6 0 0 1 4.7 9.7l5 5-1.4 1.4-5-5A6 6 0 1 1 10 4m0 2a4 4 0 1 0 0 8 4 4 0 0 0 0-8';

/** Finds nodes as one types: a combobox. Enter goes to the one that is marked, or to the first. */
export function createSearchBox(kit: Explorer, jump: (node: number) => void): HTMLElement {
  const { graph, strings } = kit;
  const list = element('div', { id: 'found', role: 'listbox', 'aria-label': strings.search, hidden: true });
  const status = element('span', { class: 'unseen', role: 'status' });
  const input = element('input', {
    type: 'text',
    role: 'combobox',
    placeholder: strings.search,
    'aria-label': strings.search,
    'aria-controls': 'found',
    'aria-expanded': 'false',
    'aria-autocomplete': 'list',
    autocomplete: 'off',
    spellcheck: 'false',
    enterkeyhint: 'search',
  });
  const box = element('div', { class: 'search' }, icon(GLASS), input, list, status);
  let found: number[] = [];
  let marked = -1;

  const mark = (next: number): void => {
    marked = next;
    [...list.children].forEach((option, index) => option.setAttribute('aria-selected', String(index === marked)));
    const option = list.children[marked];
    option?.scrollIntoView({ block: 'nearest' });
    if (option) input.setAttribute('aria-activedescendant', option.id);
    else input.removeAttribute('aria-activedescendant');
  };
  const close = (): void => {
    list.hidden = true;
    input.ariaExpanded = 'false';
    mark(-1);
  };
  const choose = (index: number): void => {
    const node = found[index];
    if (node === undefined) return;
    close();
    input.value = graph.nodes[node]?.label.slice(0, 200) ?? '';
    jump(node);
  };
  const search = (): void => {
    found = findNodes(graph, input.value, MOST);
    const options = found.map((node, index) => {
      const { topic = false, label = '', category } = graph.nodes[node] ?? {};
      return element(
        'div',
        { id: `found-${index}`, role: 'option', 'aria-selected': 'false' },
        swatch(kit, topic ? 'topic' : 'service', category),
        element('span', { dir: 'auto' }, label.slice(0, 200)),
      );
    });
    list.replaceChildren(...options);
    const typed = input.value.trim() !== '';
    if (typed && found.length === 0)
      list.append(element('div', { role: 'option', 'aria-disabled': 'true', class: 'muted' }, strings.nothingFound));
    status.textContent = typed ? (found.length ? kit.count(strings.found, found.length) : strings.nothingFound) : '';
    list.hidden = !typed;
    input.ariaExpanded = String(typed);
    mark(-1);
  };

  input.addEventListener('input', search);
  input.addEventListener('focus', () => input.select());
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && list.hidden) search();
    else if (step !== 0 && found.length)
      mark((Math.max(marked, Math.min(-step, 0)) + step + found.length) % found.length);
    else if (event.key === 'Enter' && !list.hidden) choose(Math.max(marked, 0));
    else if (event.key === 'Escape' && (!list.hidden || input.value)) {
      if (list.hidden) input.value = '';
      close();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  // On press, for the field loses its focus before a click; and it keeps it.
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', ({ target }) =>
    choose([...list.children].findIndex((option) => target instanceof Node && option.contains(target))),
  );
  input.addEventListener('blur', close);
  return box;
}
