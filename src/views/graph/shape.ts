import type { Attributes } from '../surface.js';

const SVG = 'http://www.w3.org/2000/svg';

/** An element of a drawing. Numbers are rounded to hundredths. */
export function shape<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes,
  ...children: readonly (Node | string)[]
): SVGElementTagNameMap[K] {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, String(typeof value === 'number' ? Math.round(value * 100) / 100 : value));
  }
  made.append(...children);
  return made;
}
