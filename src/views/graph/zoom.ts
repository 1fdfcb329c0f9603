import { element } from '../surface.js';
import type { Kit } from './kit.js';
import { button, icons } from './parts.js';

/** How much a press of a button or a key zooms. */
export const STEP = 1.3;

export interface Zoom {
  readonly element: HTMLElement;
  show(percent: string): void;
}

/** The buttons that zoom, and the scale. */
export function createZoom({ strings }: Kit, by: (factor: number) => void, fit: () => void): Zoom {
  const scale = element('output', { class: 'scale' });
  const bar = element(
    'div',
    { class: 'card zoom', role: 'group', 'aria-label': strings.controls },
    button(strings.zoomOut, icons.minus, () => by(1 / STEP)),
    scale,
    button(strings.zoomIn, icons.plus, () => by(STEP)),
    button(strings.fit, icons.fit, fit),
  );
  return {
    element: bar,
    show: (percent) => {
      if (scale.textContent !== percent) scale.textContent = percent;
    },
  };
}
