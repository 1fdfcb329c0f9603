import { element } from '../surface.js';
import type { Kit } from './kit.js';
import { button, icons } from './parts.js';

/** Says what was left out of the picture, until it is dismissed. */
export function createNote({ graph, strings, count }: Kit, dismissed: () => void): HTMLElement[] {
  const says = (['missing', 'repeated', 'unreadable'] as const)
    .filter((what) => graph[what] > 0)
    .map((what) => count(strings[what], graph[what]));
  if (says.length === 0) return [];
  const note = element('p', { class: 'note' }, element('span', {}, says.join(' · ')));
  note.append(
    button(strings.dismiss, icons.close, () => {
      note.remove();
      dismissed();
    }),
  );
  return [note];
}
