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

/** A drawing on a grid of 24, in the colour of the text around it, hidden from those who listen. */
export function icon(path: string): SVGSVGElement {
  const drawing = document.createElementNS(SVG, 'svg');
  drawing.setAttribute('viewBox', '0 0 24 24');
  drawing.setAttribute('aria-hidden', 'true');
  const shape = document.createElementNS(SVG, 'path');
  shape.setAttribute('d', path);
  drawing.append(shape);
  return drawing;
}

/** A button with a drawing; the keys that do the same stand in its tooltip. */
export function button(label: string, path: string, act: () => void, keys = ''): HTMLButtonElement {
  const made = element('button', { type: 'button' }, icon(path));
  rename(made, label, keys);
  made.addEventListener('click', act);
  return made;
}

/** Gives a button another name. */
export function rename(made: HTMLElement, label: string, keys = ''): void {
  made.setAttribute('aria-label', label);
  made.title = keys ? `${label} (${keys})` : label;
}

/** Lays an element over a part of the page. In shares of the page, so that it stays right at every zoom. */
export function lay(made: HTMLElement, left: number, top: number, width: number, height: number): void {
  const share = (value: number) => `${100 * value}%`;
  Object.assign(made.style, { left: share(left), top: share(top), width: share(width), height: share(height) });
}

const sheets = new Map<string, CSSStyleSheet>();

/** Adds styles to those of the shadow root that a node is in, or is; once is enough. */
export function adopt(node: Node, text: string): void {
  const root = node.getRootNode();
  if (!(root instanceof ShadowRoot)) return;
  const sheet = sheets.get(text) ?? new CSSStyleSheet();
  if (root.adoptedStyleSheets.includes(sheet)) return;
  if (!sheets.has(text)) sheet.replaceSync(text);
  sheets.set(text, sheet);
  root.adoptedStyleSheets.push(sheet);
}
