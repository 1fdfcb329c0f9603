import type { SVGTemplateResult } from 'lit';
import { draw } from './icons.js';

/** Those that only come with the dialog's other tabs and its forms. */
const paths = {
  pause: 'M7 5v10M13 5v10',
  play: 'm6.5 4.5 9 5.5-9 5.5z',
  star: 'm10 3 2.1 4.5 4.9.6-3.6 3.4.9 4.9L10 14l-4.3 2.4.9-4.9L3 8.1l4.9-.6z',
  chart: 'M4 16.5v-5M8 16.5v-9M12 16.5v-6M16 16.5v-12',
  trash: 'M3.8 5.8h12.4M8 5.8V3.6h4v2.2M5.5 5.8l.8 10.6h7.4l.8-10.6M8.6 8.8v4.8M11.4 8.8v4.8',
  down: 'm5.5 8 4.5 4.5L14.5 8',
  search: 'M8.7 14.4a5.7 5.7 0 1 0 0-11.4 5.7 5.7 0 0 0 0 11.4ZM13 13l4 4',
} as const;

export type PanelIconName = keyof typeof paths;

export function panelIcon(name: PanelIconName): SVGTemplateResult {
  return draw(paths[name]);
}
