// `import … from 'guestpass'`: the element classes, their events and their types. Importing it does nothing, on a server
// too; `guestpass/define` registers the elements.

export type { GetGrant, GrantReply } from './client/grants.js';
export { ShareErrorEvent } from './elements/error-event.js';
export {
  ShareChangeEvent,
  ShareCopyEvent,
  ShareCreateEvent,
  ShareHideEvent,
  ShareRevokeEvent,
  ShareShowEvent,
  type ShareEventMap,
} from './elements/events.js';
export type { LinkDefaults } from './elements/owner-element.js';
export { ShareButtonElement } from './elements/share-button/share-button.js';
export { ShareDialogElement } from './elements/share-dialog/share-dialog.js';
export { ShareViewerElement } from './elements/share-viewer/share-viewer.js';
export { ShareViewerEvent } from './elements/share-viewer/viewer-event.js';
export type { ShareDialogTab } from './elements/share-dialog/tabs.js';
export type { OwnerStrings } from './theme/strings/owner.js';
