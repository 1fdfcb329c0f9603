import type { ReactElement } from 'react';
import { defineElement } from '../elements/define-element.js';
import type { ShareEventMap } from '../elements/events.js';
import { ShareButtonElement } from '../elements/share-button/share-button.js';
import { type CommonProps, type Handlers, render } from './wrap.js';

type Settable = 'server' | 'resource' | 'grantUrl' | 'getGrant' | 'defaults' | 'strings' | 'disabled';

export type ShareButtonProps = CommonProps<ShareButtonElement> &
  Handlers<ShareEventMap> &
  Partial<Pick<ShareButtonElement, Settable>> & { readonly density?: 'comfortable' | 'compact' };

/** `<share-button>`; its label is its children. */
export function ShareButton(props: ShareButtonProps): ReactElement {
  return render('share-button', () => defineElement('share-button', ShareButtonElement), props);
}
