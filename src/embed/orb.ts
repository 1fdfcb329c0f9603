/**
 * What the loader fetches when a page needs more than the player: the floating orb, and by way of it the words for what
 * went wrong. Modules of their own, `{server}/orb.js` and `{server}/trouble.js`, so that they cost nothing elsewhere.
 */

import { floatOrb } from './floating.js';

// By way of a name, because Vite puts a file that it finds beside `import.meta.url` into the bundle.
const here = import.meta.url;

/**
 * Called by the loader, whatever its version: so these parameters stay as they are. `box` is the embed's own element,
 * with an open shadow root unless it is the author's iframe; `frame` its frame, not in the page yet; `data` what the
 * author wrote; `error` why no ticket came.
 */
export function more(
  box: HTMLElement,
  frame: HTMLIFrameElement,
  data: Readonly<DOMStringMap>,
  error?: unknown,
): Promise<void> | void {
  if (error !== undefined)
    return import(/* @vite-ignore */ new URL('trouble.js', here).href).then(
      ({ explain }: typeof import('./trouble.js')) => explain(box, frame),
    );
  if (data['type'] === 'orb') return floatOrb(box, frame, data);
  console.warn('Guestpass: a script in <head> has no place to show its embed. Move it to where the embed belongs.');
}
