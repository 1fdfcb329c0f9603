/** An element with properties, attributes (by `@name`) and children. Nothing is ever parsed as HTML. */
export function make<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  properties: Readonly<Record<string, unknown>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[T] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith('@')) element.setAttribute(name.slice(1), String(value));
    else Reflect.set(element, name, value);
  }
  element.append(...children);
  return element;
}

/** Styles that a strict CSP of the page around lets through. */
export function style(root: ShadowRoot, css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

/** The language of the page at this place, else the reader's own. */
export const languageAt = (element: Element): string =>
  element.closest<HTMLElement>('[lang]')?.lang || navigator.language;

/** A drawing of one path, 24 by 24. */
export function drawing(path: string): SVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  const line = document.createElementNS(namespace, 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}
