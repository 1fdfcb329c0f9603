import type { CSSResult } from 'lit';

/** Attribute values; `false` leaves the attribute out, `true` writes it empty. */
type Attributes = Readonly<Record<string, string | number | boolean>>;

/** An element with its attributes and children. A string child becomes text, never HTML. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...children);
  return made;
}

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

/** A drawing on a grid of 24, in the colour of the text around it, hidden from those who listen. */
export const icon = (path: string): SVGSVGElement =>
  shape('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, shape('path', { d: path }));

/** Puts more styles into a root that has some. */
export function addStyles(root: ShadowRoot, ...more: readonly CSSResult[]): void {
  root.adoptedStyleSheets.push(...more.flatMap(({ styleSheet }) => styleSheet ?? []));
}
