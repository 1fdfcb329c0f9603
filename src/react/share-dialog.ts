import type { ReactElement } from 'react';
import { defineElement } from '../elements/define-element.js';
import type { ShareEventMap } from '../elements/events.js';
import { ShareDialogElement } from '../elements/share-dialog/share-dialog.js';
import { type CommonProps, type Handlers, render } from './wrap.js';

type Settable = 'server' | 'resource' | 'grantUrl' | 'getGrant' | 'defaults' | 'strings' | 'tab';

export type ShareDialogProps = CommonProps<ShareDialogElement> &
  Handlers<ShareEventMap> &
  Partial<Pick<ShareDialogElement, Settable>> & { readonly density?: 'comfortable' | 'compact' };

/** `<share-dialog>`; open it with `show()` of the element that `ref` gives. */
export function ShareDialog(props: ShareDialogProps): ReactElement {
  return render('share-dialog', () => defineElement('share-dialog', ShareDialogElement), props);
}
