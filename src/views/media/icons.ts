/** Paths for `icon()`, on a grid of 24. The one that says play is in mount.ts, which has it before these are here. */
export const icons = {
  pause: 'M7 5h3.5v14H7zm6.5 0H17v14h-3.5z',
  replay: 'M12 5V2L7 6l5 4V7a5.5 5.5 0 1 1-5.5 5.5h-2A7.5 7.5 0 1 0 12 5z',
  loud: 'M4 9.5v5h3.5L12 19V5L7.5 9.5zm10-1v7a4 4 0 0 0 0-7zm0-4v2a6 6 0 0 1 0 11v2a8 8 0 0 0 0-15z',
  mute: 'M4 9.5v5h3.5L12 19V5L7.5 9.5zm17 .4-1.4-1.4-2.1 2.1-2.1-2.1L14 9.9l2.1 2.1-2.1 2.1 1.4 1.4 2.1-2.1 2.1 2.1 1.4-1.4-2.1-2.1z',
  captions:
    'M5 5h14a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V7c0-1.1.9-2 2-2zm5.8 5.4a2.6 2.6 0 1 0 0 3.2l-1.2-.9a1.1 1.1 0 1 1 0-1.4zm6.4 0a2.6 2.6 0 1 0 0 3.2l-1.2-.9a1.1 1.1 0 1 1 0-1.4z',
  pip: 'M5 5h14a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V7c0-1.1.9-2 2-2zm0 2v10h14V7zm7 4.5h5.5v4H12z',
  full: 'M4 9V4h5v2H6v3zm11-5h5v5h-2V6h-3zM4 15h2v3h3v2H4zm14 0h2v5h-5v-2h3z',
  small: 'M7 4h2v5H4V7h3zm8 0h2v3h3v2h-5zM4 15h5v5H7v-3H4zm11 0h5v2h-3v3h-2z',
} as const;
