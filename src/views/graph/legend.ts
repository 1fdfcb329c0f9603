import { element } from '../surface.js';
import type { Explorer } from './explorer.js';
import { discloses, swatch } from './parts.js';

const MOST = 7;

/** What the shapes and colours mean: a strip, or where there is no room for it a button that opens it. */
export function createLegend(kit: Explorer, signal: AbortSignal): HTMLElement {
  const { strings } = kit;
  const list = element('ul', { class: 'card', 'aria-label': strings.legend });
  const add = (text: string, ...before: HTMLElement[]): void => list.append(element('li', {}, ...before, text));
  add(strings.service, swatch(kit, 'service', undefined));
  add(strings.topic, swatch(kit, 'topic', undefined));
  const categories = kit.facets.category;
  for (const category of categories.slice(0, MOST)) add(category.label, swatch(kit, 'category', category));
  if (categories.length > MOST) add(kit.count(strings.more, categories.length - MOST));
  const [owner] = kit.facets.owner;
  if (owner) add(strings.owner, swatch(kit, 'owner', owner));

  const opener = element('button', { type: 'button' }, strings.legend);
  const legend = element('div', { class: 'legend' }, element('div', { class: 'card' }, opener), list);
  discloses(opener, list, signal);
  return legend;
}
