import type { ReactElement } from 'react';
import { defineElement } from '../elements/define-element.js';
import { ShareViewerElement } from '../elements/share-viewer/share-viewer.js';
import type { ShareViewerEvent } from '../elements/share-viewer/viewer-event.js';
import { type CommonProps, type Handlers, render } from './wrap.js';

type Settable = 'server' | 'token' | 'title' | 'theme' | 'load' | 'poster' | 'autoHeight';
type Names = 'connected' | 'opened' | 'state' | 'play' | 'pause' | 'ended' | 'timeupdate' | 'page' | 'error';

export type ShareViewerProps = CommonProps<ShareViewerElement> &
  Handlers<Record<`share-${Names}`, ShareViewerEvent>> &
  Partial<Pick<ShareViewerElement, Settable>>;

/** `<share-viewer>`: what a link shares, in a frame of the server. */
export function ShareViewer(props: ShareViewerProps): ReactElement {
  return render('share-viewer', () => defineElement('share-viewer', ShareViewerElement), props);
}
