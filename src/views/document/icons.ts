export const panelIcon = 'M4 5h16v14H4zm2 2v10h3V7zm5 0v10h7V7z';
export const upIcon = 'm12 8.6 6.7 6.7-1.4 1.4-5.3-5.3-5.3 5.3-1.4-1.4z';
export const downIcon = 'm12 15.4-6.7-6.7 1.4-1.4 5.3 5.3 5.3-5.3 1.4 1.4z';
export const plusIcon = 'M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z';
export const minusIcon = 'M5 11h14v2H5z';
export const fitWidthIcon =
  'M3 5h2v14H3zm16 0h2v14h-2zM9.4 8.6 10.8 10l-1 1h4.4l-1-1 1.4-1.4L18 12l-3.4 3.4-1.4-1.4 1-1H9.8l1 1-1.4 1.4L6 12z';
export const fitPageIcon = 'M4 9V4h5v2H6v3zm11-5h5v5h-2V6h-3zM4 15h2v3h3v2H4zm14 0h2v5h-5v-2h3z';
export const findIcon =
  'M10.5 4a6.5 6.5 0 0 1 5.2 10.4l4.3 4.3-1.4 1.4-4.3-4.3A6.5 6.5 0 1 1 10.5 4m0 2a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9';
export const printIcon = 'M7 4h10v4H7zM5 9h14a2 2 0 0 1 2 2v6h-4v3H7v-3H3v-6a2 2 0 0 1 2-2m4 6v3h6v-3zm8-3v2h2v-2z';
export const moreIcon =
  'M6 10a2 2 0 1 1 0 4 2 2 0 0 1 0-4m6 0a2 2 0 1 1 0 4 2 2 0 0 1 0-4m6 0a2 2 0 1 1 0 4 2 2 0 0 1 0-4';
export const closeIcon = 'm6.4 5 5.6 5.6L17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6l5.6-5.6L5 6.4z';
