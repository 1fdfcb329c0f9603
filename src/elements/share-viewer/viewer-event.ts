import type { PortEvent } from '../../protocol/messages.js';

/** What happens in the frame of a `<share-viewer>`, as `share-TYPE`: `share-opened`, `share-play` and so on. */
export class ShareViewerEvent extends Event {
  readonly detail: PortEvent;
  constructor(detail: PortEvent) {
    super(`share-${detail.type}`, { bubbles: true, composed: true });
    this.detail = detail;
  }
}
