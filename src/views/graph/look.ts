import { element } from '../surface.js';
import type { Look } from './scene.js';

/**
 * Reads the page's colours from an element that wears them, for a canvas knows no custom properties. `scheme` asks for
 * those of one colour scheme, whatever the page has.
 */
export function readLook(parent: HTMLElement, scheme?: 'light'): Look {
  const probe = element('i', { class: 'probe' });
  if (scheme) probe.style.colorScheme = scheme;
  parent.append(probe);
  const style = getComputedStyle(probe);
  const look: Look = {
    ground: style.backgroundColor,
    surface: style.outlineColor,
    text: style.color,
    muted: style.borderLeftColor,
    line: style.borderTopColor,
    edge: style.borderRightColor,
    accent: style.borderBottomColor,
    font: style.fontFamily,
    forced: matchMedia('(forced-colors: active)').matches,
  };
  probe.remove();
  return look;
}

/**
 * Calls back when the page's colours have changed, for whatever reason: the reader's system, a theme, a style sheet that
 * came late. Styles have no event for that, but they have transitions, and a transition has an end.
 */
export function watchLook(parent: HTMLElement, changed: () => void): void {
  const probe = element('i', { class: 'probe', 'aria-hidden': 'true' });
  parent.append(probe);
  probe.addEventListener('transitionend', changed);
}
