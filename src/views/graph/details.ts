import { element } from '../surface.js';
import { type Explorer, nodeButton } from './explorer.js';
import { button, icons, swatch } from './parts.js';

/** Neighbours that are shown at once; the rest follow a press. */
const FIRST = 30;
const TARGET =
  'M11 3h2v3.1a6 6 0 0 1 4.9 4.9H21v2h-3.1a6 6 0 0 1-4.9 4.9V21h-2v-3.1A6 6 0 0 1 6.1 13H3v-2h3.1A6 6 0 0 1 11 6.1zm1 5a4 4 0 1 0 0 8 4 4 0 0 0 0-8';

/** The panel that tells all of the selected node. */
export function createDetails(kit: Explorer, close: () => void, locate: (node: number) => void): HTMLElement {
  const { strings, store } = kit;
  const panel = element('section', { class: 'panel details', 'aria-label': strings.details, hidden: true });

  const neighbours = (title: string, nodes: readonly number[]): HTMLElement => {
    const list = element('ul');
    const add = (some: readonly number[]): void =>
      list.append(...some.map((node) => element('li', {}, nodeButton(kit, node))));
    add(nodes.slice(0, FIRST));
    const section = element(
      'section',
      {},
      element('h3', {}, `${title} `, element('small', {}, kit.number(nodes.length))),
      list,
    );
    if (nodes.length > FIRST) {
      const more = element('button', { type: 'button', class: 'more' }, kit.count(strings.more, nodes.length - FIRST));
      more.addEventListener('click', () => {
        const first = list.children.length;
        more.remove();
        add(nodes.slice(FIRST));
        list.children[first]?.querySelector('button')?.focus();
      });
      section.append(more);
    }
    if (nodes.length === 0) list.replaceWith(element('p', { class: 'muted' }, strings.none));
    return section;
  };

  const show = (index: number): void => {
    const node = kit.graph.nodes[index];
    if (!node) return;
    const focused = panel.matches(':focus-within');
    const facts = element('dl');
    const fact = (name: string, ...values: HTMLElement[]): void => {
      if (values.length > 0) facts.append(element('dt', {}, name), ...values);
    };
    const { category, owner, flows } = node;
    const { category: categoryText, owner: ownerText, flow: flowText } = strings;
    if (category) fact(categoryText, element('dd', {}, swatch(kit, 'category', category), category.label));
    if (owner) fact(ownerText, element('dd', {}, swatch(kit, 'owner', owner), owner.label));
    fact(flowText, ...flows.map((flow) => element('dd', {}, swatch(kit, 'flow', flow), flow.label)));
    panel.replaceChildren(
      element(
        'header',
        {},
        swatch(kit, node.topic ? 'topic' : 'service', category),
        element('span', { class: 'muted grow' }, node.topic ? strings.topic : strings.service),
        button(strings.locate, TARGET, () => locate(index)),
        button(strings.close, icons.close, close),
      ),
      element('h2', { tabindex: -1, dir: 'auto' }, node.label),
      facts,
      neighbours(strings.incoming, kit.graph.incoming[index] ?? []),
      neighbours(strings.outgoing, kit.graph.outgoing[index] ?? []),
    );
    panel.scrollTop = 0;
    // The button that was pressed is gone.
    if (focused) panel.querySelector('h2')?.focus();
  };

  store.listen((now, before) => {
    panel.hidden = now.panel !== 'details' || now.selected === undefined;
    if (panel.hidden) panel.replaceChildren();
    else if (now.selected !== undefined && (now.selected !== before.selected || now.panel !== before.panel))
      show(now.selected);
  });
  return panel;
}
