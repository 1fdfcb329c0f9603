import tableStyles from './table.css?inline';
import { fill } from '../../theme/fill.js';
import { addStyles, element } from '../surface.js';
import { facetsOf } from './facets.js';
import { matches } from './filters.js';
import { type Explorer, nodeButton } from './explorer.js';
import { button, swatch } from './parts.js';

const ROWS = 50;
const BACK = 'm14.6 6 1.4 1.4-4.6 4.6 4.6 4.6-1.4 1.4-6-6z';
/** Neighbours in a cell; the details have them all. */
const FEW = 4;

const columns = ['name', 'type', 'category', 'owner', 'flow', 'incoming', 'outgoing'] as const;
type Column = (typeof columns)[number];

/** The graph as a table, for those who can't use a picture, and for those who'd rather read. */
export function createTable(kit: Explorer, root: ShadowRoot): HTMLElement {
  addStyles(root, tableStyles);
  const { graph, strings, store } = kit;
  let sorted: { readonly column: Column; readonly down: boolean } = { column: 'name', down: false };
  let page = 0;
  let order: number[] = [];

  const heads = columns.map((column) => {
    const sorter = element('button', { type: 'button' }, strings[column]);
    sorter.addEventListener('click', () => {
      sorted = { column, down: sorted.column === column && !sorted.down };
      page = 0;
      arrange();
    });
    return element('th', { scope: 'col', role: 'columnheader' }, sorter);
  });
  // The roles are said, for as cards on a phone these are no longer laid out as a table.
  const body = element('tbody', { role: 'rowgroup' });
  const caption = element('caption', { class: 'unseen' }, strings.label);
  const head = element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, ...heads));
  const table = element('table', { role: 'table' }, caption, head, body);
  const range = element('span', { role: 'status' });
  const turn = (by: number) => (): void => {
    page += by;
    render();
    scroller.scrollTop = 0;
  };
  const previous = button(strings.previous, BACK, turn(-1));
  const next = button(strings.next, BACK, turn(1));
  next.classList.add('turned');
  const pager = element('div', { class: 'pager' }, previous, range, next);
  const scroller = element(
    'div',
    { class: 'scroller', role: 'region', tabindex: 0, 'aria-label': strings.table },
    table,
  );
  const made = element('div', { class: 'sheet' }, scroller, pager);

  const arrange = (): void => {
    const collator = new Intl.Collator(kit.language, { numeric: true });
    const value = (index: number): string | number => {
      const node = graph.nodes[index];
      switch (sorted.column) {
        case 'name':
          return node?.label ?? '';
        case 'type':
          return node?.topic ? strings.topic : strings.service;
        case 'incoming':
        case 'outgoing':
          return graph[sorted.column][index]?.length ?? 0;
        default:
          return node
            ? facetsOf(node, sorted.column)
                .map(({ label }) => label)
                .join(' ')
            : '';
      }
    };
    const keys = graph.nodes.map((_, index) => value(index));
    const compare = (a: number, b: number): number => {
      const [x = '', y = ''] = [keys[a], keys[b]];
      return typeof x === 'number' && typeof y === 'number' ? x - y : collator.compare(String(x), String(y));
    };
    order = graph.nodes.flatMap((node, index) => (matches(node, store.now.filters) ? [index] : []));
    order.sort((a, b) => (sorted.down ? compare(b, a) : compare(a, b)));
    heads.forEach((head, index) => {
      if (columns[index] === sorted.column) head.ariaSort = sorted.down ? 'descending' : 'ascending';
      else head.removeAttribute('aria-sort');
    });
    render();
  };

  const cell = (column: Column, ...content: (Node | string)[]): HTMLElement =>
    element('td', { role: 'cell', 'data-label': strings[column] }, ...(content.length > 0 ? content : ['–']));

  const neighbours = (column: 'incoming' | 'outgoing', index: number): HTMLElement => {
    const nodes = graph[column][index] ?? [];
    const list = element('ul', {}, ...nodes.slice(0, FEW).map((node) => element('li', {}, nodeButton(kit, node))));
    if (nodes.length > FEW) {
      const more = element('button', { type: 'button', class: 'more' }, kit.count(strings.more, nodes.length - FEW));
      more.addEventListener('click', () => kit.open(index));
      list.append(element('li', {}, more));
    }
    return cell(column, ...(nodes.length ? [list] : []));
  };

  const row = (index: number): HTMLElement => {
    const node = graph.nodes[index];
    if (!node) return element('tr');
    const { category, owner, flows } = node;
    const line = element(
      'tr',
      { role: 'row', 'data-node': index },
      element('th', { scope: 'row', role: 'rowheader' }, nodeButton(kit, index)),
      cell('type', node.topic ? strings.topic : strings.service),
      cell('category', ...(category ? [category.label] : [])),
      cell('owner', ...(owner ? [element('span', { class: 'owned' }, swatch(kit, 'owner', owner), owner.label)] : [])),
      cell('flow', ...(flows.length ? [flows.map(({ label }) => label).join(', ')] : [])),
      neighbours('incoming', index),
      neighbours('outgoing', index),
    );
    line.classList.toggle('marked', index === store.now.selected);
    return line;
  };

  const render = (): void => {
    const last = Math.max(0, Math.ceil(order.length / ROWS) - 1);
    page = Math.min(Math.max(page, 0), last);
    const rows = order.slice(page * ROWS, (page + 1) * ROWS);
    body.replaceChildren(...rows.map(row));
    if (rows.length === 0)
      body.append(
        element('tr', { role: 'row' }, element('td', { role: 'cell', colspan: columns.length }, strings.noMatch)),
      );
    pager.hidden = last === 0;
    const from = order.length ? page * ROWS + 1 : 0;
    range.textContent = fill(strings.page, {
      from: kit.number(from),
      to: kit.number(page * ROWS + rows.length),
      total: kit.number(order.length),
    });
    previous.ariaDisabled = String(page === 0);
    next.ariaDisabled = String(page === last);
  };

  /** Turns to the page of the selected node and marks its row. */
  const mark = (): void => {
    const { selected } = store.now;
    const at = selected === undefined ? -1 : order.indexOf(selected);
    if (at >= 0 && Math.floor(at / ROWS) !== page) {
      page = Math.floor(at / ROWS);
      render();
    }
    for (const line of body.children)
      line.classList.toggle('marked', line.getAttribute('data-node') === String(selected));
    body.querySelector('.marked')?.scrollIntoView({ block: 'nearest' });
  };
  store.listen((now, before) => {
    if (now.filters !== before.filters) arrange();
    if (now.selected !== before.selected || now.mode !== before.mode) mark();
  });
  arrange();
  requestAnimationFrame(mark);
  return made;
}
