import { css, inkOn } from './colour.js';
import { element, icon } from '../surface.js';
import type { FacetKind } from './facets.js';
import type { Kit } from './kit.js';
import { initials } from './labels.js';
import type { Facet } from './read-graph.js';

export const icons = {
  plus: 'M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z',
  minus: 'M5 11h14v2H5z',
  fit: 'M4 9V4h5v2H6v3zm11-5h5v5h-2V6h-3zM4 15h2v3h3v2H4zm14 0h2v5h-5v-2h3z',
  close: 'm6.4 5 5.6 5.6L17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6l5.6-5.6L5 6.4z',
};

/** A button that shows its icon; and its label too where `text` is set, though not on a narrow stage. */
export function button(label: string, drawing: string, act: () => void, text = false): HTMLButtonElement {
  const made = element(
    'button',
    { type: 'button', 'aria-label': !text && label, title: !text && label },
    icon(drawing),
  );
  if (text) made.append(element('span', { class: 'word' }, label));
  made.addEventListener('click', () => {
    // Not `disabled`, which would drop the focus of whoever just pressed it.
    if (made.ariaDisabled !== 'true') act();
  });
  return made;
}

/** A small shape that stands for a node's type, or for a facet. Without a colour it is hollow. */
export function swatch(kit: Kit, shape: 'service' | 'topic' | FacetKind, facet: Facet | undefined): HTMLElement {
  const made = element('i', { class: `swatch ${shape}`, 'aria-hidden': 'true' });
  const colour = kit.colour(facet?.colour);
  if (colour) {
    made.style.setProperty('--fill', css(colour));
    made.style.setProperty('--ink', css(inkOn(colour)));
  }
  if (shape === 'owner') made.append(facet ? initials(facet.label) : '');
  return made;
}

/** Opens and closes something with a button; a press elsewhere or Escape closes it. */
export function discloses(opener: HTMLButtonElement, panel: HTMLElement, signal: AbortSignal): void {
  const show = (open: boolean): void => {
    panel.hidden = !open;
    opener.ariaExpanded = String(open);
  };
  show(false);
  opener.addEventListener('click', () => show(Boolean(panel.hidden)));
  document.addEventListener(
    'pointerdown',
    (event) => {
      const path = event.composedPath();
      if (!path.includes(panel) && !path.includes(opener)) show(false);
    },
    { signal },
  );
  panel.parentElement?.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || panel.hidden) return;
    event.stopPropagation();
    show(false);
    opener.focus();
  });
  panel.addEventListener('click', () => show(false));
}
