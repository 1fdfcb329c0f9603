import type { GraphStrings } from '../../theme/strings/graph.js';
import { element, shape } from './dom.js';

/** What stands in the place of a graph without nodes. */
export function emptyState(strings: GraphStrings): HTMLElement {
  const drawing = shape(
    'svg',
    { viewBox: '0 0 200 80', 'aria-hidden': 'true' },
    shape('rect', { x: 2, y: 24, width: 68, height: 32, rx: 5 }),
    shape('rect', { x: 130, y: 26, width: 68, height: 28, rx: 14 }),
    shape('path', { d: 'M76 40H122M116 34l7 6-7 6' }),
  );
  return element(
    'div',
    { class: 'empty' },
    drawing,
    element('h2', {}, strings.emptyTitle),
    element('p', {}, strings.emptyText),
  );
}
