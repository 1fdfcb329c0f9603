import { type Html, html } from './html.js';

/** The page's drawings on a grid of 24, once each; the script names them too: see pictureOf. */
export const sprite: Html = html`<svg hidden><defs>
<symbol id="i-lock" viewBox="0 0 24 24"><rect x="5" y="10.5" width="14" height="10" rx="2.5"/><path d="M8 10.5v-3a4 4 0 0 1 8 0v3M12 14.5v2"/></symbol>
<symbol id="i-clock" viewBox="0 0 24 24"><circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.2 2"/></symbol>
<symbol id="i-pause" viewBox="0 0 24 24"><circle cx="12" cy="12" r="8.5"/><path d="M10 9v6M14 9v6"/></symbol>
<symbol id="i-open" viewBox="0 0 24 24"><path d="M5 12h14M13 6l6 6-6 6"/></symbol>
<symbol id="i-gone" viewBox="0 0 24 24"><path d="M10 7l1.5-1.5a4 4 0 0 1 6 6L16 13M14 17l-1.5 1.5a4 4 0 0 1-6-6L8 11M4 4l16 16"/></symbol>
<symbol id="i-alert" viewBox="0 0 24 24"><path d="M12 4.5l8.5 15h-17zM12 10v4.5M12 17v.01"/></symbol>
<symbol id="i-cloud" viewBox="0 0 24 24"><path d="M7 18a4 4 0 0 1-.5-8 5.5 5.5 0 0 1 10.6 1A3.5 3.5 0 0 1 17 18zM4 4l16 16"/></symbol>
<symbol id="i-spin" viewBox="0 0 24 24"><path d="M12 3.5a8.5 8.5 0 1 1-8.5 8.5"/></symbol>
<symbol id="i-eye" viewBox="0 0 24 24"><path d="M3 12s3.3-6 9-6 9 6 9 6-3.3 6-9 6-9-6-9-6z"/><circle cx="12" cy="12" r="2.6"/></symbol>
<symbol id="i-note" viewBox="0 0 24 24"><path d="M4.5 6h15v10.5H11l-4 3.5v-3.5H4.5zM8 9.7h8M8 12.8h5"/></symbol>
<symbol id="i-pass" viewBox="0 0 24 24"><path d="M4.5 5.5h15a1.5 1.5 0 0 1 1.5 1.5v2.5a2.5 2.5 0 0 0 0 5V17a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 17v-2.5a2.5 2.5 0 0 0 0-5V7a1.5 1.5 0 0 1 1.5-1.5zM15 8v1.5M15 11.3v1.4M15 14.5V16"/></symbol>
</defs></svg>`;

export function drawing(name: 'eye' | 'note' | 'pass'): Html {
  return html`<svg aria-hidden="true"><use href="#i-${name}"></use></svg>`;
}
