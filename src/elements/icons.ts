import { svg, type SVGTemplateResult } from 'lit';

/** Strokes on a grid of 20: those that the menu and the dialog's first tab show. */
const paths = {
  link: 'M8.2 11.8a3.4 3.4 0 0 0 4.8 0l2.8-2.8A3.4 3.4 0 0 0 11 4.2L9.8 5.4M11.8 8.2a3.4 3.4 0 0 0-4.8 0L4.2 11A3.4 3.4 0 0 0 9 15.8l1.2-1.2',
  copy: 'M7.5 7.5h8.3v8.3H7.5zM12.5 7.5V4.2H4.2v8.3h3.3',
  check: 'm4.5 10.5 3.7 3.7 7.3-8',
  close: 'm5 5 10 10M15 5 5 15',
  people:
    'M7.5 9a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4ZM2.5 16.2c0-2.9 2.2-4.6 5-4.6s5 1.7 5 4.6M13 3.9a2.6 2.6 0 0 1 0 4.9M14.6 12c1.8.6 2.9 2.1 2.9 4.2',
  embed: 'm7 6-4.2 4L7 14M13 6l4.2 4L13 14',
  list: 'M3.5 5.5h13M3.5 10h13M3.5 14.5h13',
  qr: 'M3.5 3.5h5v5h-5zM11.5 3.5h5v5h-5zM3.5 11.5h5v5h-5zM11.5 11.5h2v2M16.5 11.5v5h-2.6M11.5 16.5v-.1',
  send: 'M17 3 9 11M17 3l-5 14-3-6-6-3z',
  more: 'M3 6.2h6.4M14 6.2h3M3 13.8h3M10.6 13.8H17M9.4 6.2a2.3 2.3 0 1 0 4.6 0 2.3 2.3 0 0 0-4.6 0ZM6 13.8a2.3 2.3 0 1 0 4.6 0 2.3 2.3 0 0 0-4.6 0Z',
  eye: 'M2 10s2.9-5.2 8-5.2 8 5.2 8 5.2-2.9 5.2-8 5.2S2 10 2 10Zm8 2.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6Z',
  edit: 'm4 13.2-.6 3.4 3.4-.6L16.4 6.4a2 2 0 0 0-2.8-2.8z',
  rotate: 'M16 10a6 6 0 1 1-1.9-4.4M16 3.2v3h-3',
  warn: 'M10 3 18 16.8H2zM10 8.2v4M10 14.4v.1',
  clock: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 6v4.2l2.6 1.6',
  document: 'M5 2.8h6.5L15.5 7v10.2H5zM11.2 3v4.3h4.1M7.6 11h5.2M7.6 13.8h3.6',
  video: 'M2.8 4.8h14.4v10.4H2.8zM8.4 7.6l4.2 2.4-4.2 2.4z',
  audio: 'M4 8.2v3.6M7 5.4v9.2M10 3v14M13 6.2v7.6M16 8.6v2.8',
  image: 'M3 4h14v12H3zM3 13.4l3.8-3.6 3.4 3 2.6-2.2 4.2 3.6M12.6 7.6h.1',
  graph:
    'M4.8 6.6a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8ZM15.2 11.9a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8ZM4.8 17.2a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8ZM6.5 5.7l7 3.4M6.5 14.4l7-3.5',
  persona: 'M10 9.6a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4ZM3.8 17c0-3.4 2.8-5.2 6.2-5.2s6.2 1.8 6.2 5.2',
} as const;

export type IconName = keyof typeof paths;

/** A drawing that says nothing to a screen reader: the text beside it does. */
export function icon(name: IconName): SVGTemplateResult {
  return draw(paths[name]);
}

/** Draws strokes on a grid of 20. */
export function draw(path: string): SVGTemplateResult {
  return svg`<svg class="icon" part="icon" viewBox="0 0 20 20" aria-hidden="true"><path d=${path} /></svg>`;
}
