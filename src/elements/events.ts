import type { Share } from '../contract/share.js';
import type { ShareErrorEvent } from './error-event.js';

// All of them bubble out of shadow roots, and all but `share-error`, which has a file of its own because the button
// alone needs no other, come from what a person did.

const outward = { bubbles: true, composed: true } as const;

/** `share-create`: a link was made. */
export class ShareCreateEvent extends Event {
  readonly share: Share;
  constructor(share: Share) {
    super('share-create', outward);
    this.share = share;
  }
}

/** `share-copy`: something was put on the clipboard. `what` is the address, or the name of the snippet. */
export class ShareCopyEvent extends Event {
  readonly share: Share;
  readonly what: 'link' | 'script' | 'iframe' | 'element' | 'react' | 'csp';
  constructor(share: Share, what: ShareCopyEvent['what']) {
    super('share-copy', outward);
    this.share = share;
    this.what = what;
  }
}

/** `share-change`: a link was changed, paused, resumed, extended, made primary or rotated. */
export class ShareChangeEvent extends Event {
  readonly share: Share;
  readonly change: 'policy' | 'pause' | 'resume' | 'primary' | 'rotate';
  constructor(share: Share, change: ShareChangeEvent['change']) {
    super('share-change', outward);
    this.share = share;
    this.change = change;
  }
}

/** `share-revoke`: a link is gone for good. Fired once it is, not while it can be undone. */
export class ShareRevokeEvent extends Event {
  readonly share: Share;
  constructor(share: Share) {
    super('share-revoke', outward);
    this.share = share;
  }
}

/** `share-show`: the dialog opened. */
export class ShareShowEvent extends Event {
  constructor() {
    super('share-show', outward);
  }
}

/** `share-hide`: the dialog closed. */
export class ShareHideEvent extends Event {
  constructor() {
    super('share-hide', outward);
  }
}

export interface ShareEventMap {
  'share-create': ShareCreateEvent;
  'share-copy': ShareCopyEvent;
  'share-change': ShareChangeEvent;
  'share-revoke': ShareRevokeEvent;
  'share-error': ShareErrorEvent;
  'share-show': ShareShowEvent;
  'share-hide': ShareHideEvent;
}

declare global {
  interface HTMLElementEventMap extends ShareEventMap {}
}
