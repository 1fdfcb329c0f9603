/**
 * What the loader fetches when a page needs more than the player: the floating orb, and by way of it the words for what
 * went wrong. Modules of their own, `{server}/orb.js` and `{server}/trouble.js`, so that they cost nothing elsewhere.
 */

import { tellAuthor } from '../protocol/no-ticket.js';
import { floatOrb } from './floating.js';

// By way of a name, because Vite puts a file that it finds beside `import.meta.url` into the bundle.
const here = import.meta.url;

/**
 * Called by the loader, whatever its version: so these parameters stay as they are. `box` is the embed's own element,
 * without a shadow root where the loader leaves all to us; `frame` its frame, not in the page yet; `el` what the author
 * wrote; `error` why no ticket came. With nothing at all: the page has nothing to embed.
 */
export function more(
  box?: HTMLElement,
  frame?: HTMLIFrameElement,
  el?: HTMLElement,
  error?: unknown,
): Promise<void> | void {
  if (!box || !frame || !el) return tellAuthor(nothing());
  // Meanwhile it may have been taken out again.
  if (!window.Guestpass?.has(el)) return;
  if (error !== undefined)
    return import(/* @vite-ignore */ new URL('trouble.js', here).href).then(
      ({ explain }: typeof import('./trouble.js')) => explain(box, frame),
    );
  const { type } = el.dataset;
  if (type === 'orb') return floatOrb(box, frame, el.dataset);
  if (el.closest('head'))
    return tellAuthor('a script in <head> has no place to show its embed. Move it to where the embed belongs.');
  tellAuthor(`data-type="${type}" is not known, only "orb" is. The frame is shown in its place.`);
  box.attachShadow({ mode: 'open' }).append(frame);
}

function nothing(): string {
  const place = '<div data-guestpass="TOKEN"></div> where the embed belongs';
  const address = new URL('embed', here).href;
  return [...document.scripts].some(({ src }) => src.startsWith(address))
    ? `no embed here. The script has no data-token, and the page has no place for it. Write data-token="TOKEN" into the script, or ${place}. TOKEN is the last part of the link's address.`
    : `no embed here. The script was taken out of the page before it ran, and its place with it. Write ${place}, and leave the script in the page.`;
}
