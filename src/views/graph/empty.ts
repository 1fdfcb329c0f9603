import { loadGraphStrings } from '../../theme/strings/graph.js';
import { addStyles, element } from '../surface.js';
import styles from './empty.css?inline';
import { shape } from './shape.js';

/** What stands in the place of a graph without nodes. */
export async function showEmpty(root: ShadowRoot, language: string): Promise<void> {
  const strings = await loadGraphStrings(language);
  addStyles(root, styles);
  const drawing = shape(
    'svg',
    { viewBox: '0 0 200 80', 'aria-hidden': 'true' },
    shape('rect', { x: 2, y: 24, width: 68, height: 32, rx: 5 }),
    shape('rect', { x: 130, y: 26, width: 68, height: 28, rx: 14 }),
    shape('path', { d: 'M76 40H122M116 34l7 6-7 6' }),
  );
  const title = element('h2', {}, strings.emptyTitle);
  const state = element('div', { class: 'empty' }, drawing, title, element('p', {}, strings.emptyText));
  root.append(element('div', { class: 'root' }, state));
}
