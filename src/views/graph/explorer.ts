import { element } from '../surface.js';
import type { FacetCount, FacetKind } from './facets.js';
import type { Kit } from './kit.js';
import { swatch } from './parts.js';
import type { Store } from './state.js';

/** What the parts are made with that let a reader explore. */
export interface Explorer extends Kit {
  readonly store: Store;
  readonly facets: Readonly<Record<FacetKind, readonly FacetCount[]>>;
  /** Opens a node's details, and goes there. */
  open(node: number): void;
}

/** The button of a node: its shape in its category's colour, and its label. */
export function nodeButton(kit: Explorer, index: number): HTMLButtonElement {
  const node = kit.graph.nodes[index];
  const made = element(
    'button',
    { type: 'button', class: 'node' },
    swatch(kit, node?.topic ? 'topic' : 'service', node?.category),
    element('span', { dir: 'auto' }, node?.label.slice(0, 200) ?? ''),
  );
  made.addEventListener('click', () => kit.open(index));
  return made;
}
