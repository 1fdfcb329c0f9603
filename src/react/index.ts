// `import … from 'guestpass/react'`, for React 19 and later.

export { ShareButton, type ShareButtonProps } from './share-button.js';
export { ShareDialog, type ShareDialogProps } from './share-dialog.js';
export { ShareViewer, type ShareViewerProps } from './share-viewer.js';
