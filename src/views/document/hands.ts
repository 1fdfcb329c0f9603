import { sharpen } from './detail.js';
import { listenToGestures } from './gestures.js';
import { listenToKeys } from './keys.js';
import { isHeld, steadySelection } from './selecting.js';
import type { Desk } from './viewer.js';

/** What hands do with a document: keys, wheel, touch and selecting, and details at a great zoom. It comes while the first page is being drawn. */
export function listen(shell: HTMLElement, { stage, queue, actions, signal }: Desk): void {
  const { scroller } = stage;
  listenToGestures(scroller, { signal, scale: () => stage.scale, zoom: (scale, at) => stage.zoom(scale, at) });
  listenToKeys({ signal, node: shell, scroller, actions });
  steadySelection(scroller, signal);
  stage.keeps = isHeld;
  sharpen(stage, queue);
}
