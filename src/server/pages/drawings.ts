import { type Html, html } from './html.js';

/** Paths on a grid of 24, as in theme/state-pictures.ts, of what the page shows in every state. */
const drawings = {
  eye: 'M3 12s3.3-6 9-6 9 6 9 6-3.3 6-9 6-9-6-9-6zM14.6 12a2.6 2.6 0 1 1-5.2 0 2.6 2.6 0 1 1 5.2 0z',
  note: 'M4.5 6h15v10.5H11l-4 3.5v-3.5H4.5zM8 9.7h8M8 12.8h5',
  pass: 'M4.5 5.5h15a1.5 1.5 0 0 1 1.5 1.5v2.5a2.5 2.5 0 0 0 0 5V17a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 17v-2.5a2.5 2.5 0 0 0 0-5V7a1.5 1.5 0 0 1 1.5-1.5zM15 8v1.5M15 11.3v1.4M15 14.5V16',
} as const;

export function drawing(name: keyof typeof drawings): Html {
  return html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${drawings[name]}"/></svg>`;
}
