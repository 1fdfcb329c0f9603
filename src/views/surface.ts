import controls from './controls.css?inline';

/** Attribute values; `false` leaves the attribute out, `true` writes it empty. */
export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** A node in `host` with a shadow root of its own and these styles, beside the page's tokens: the host's root can be made only once, and a view may be mounted there again. */
export function surface(host: HTMLElement, styles: string): { readonly node: HTMLElement; readonly root: ShadowRoot } {
  const node = element('div');
  const root = node.attachShadow({ mode: 'open' });
  addStyles(root, controls + styles);
  host.append(node);
  return { node, root };
}

export function addStyles(root: ShadowRoot, text: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  root.adoptedStyleSheets.push(sheet);
}

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

/** A button. A drawing (a path on a grid of 24) gets the label as its name and its tip, with the keys that do the same; without one, the label is its text. */
export function button(label: string, act: () => void, path?: string, keys?: string): HTMLButtonElement {
  const made = element('button', { type: 'button' });
  if (path) draw(made, label, path, keys);
  else made.append(label);
  made.addEventListener('click', act);
  return made;
}

/** The link that saves a file; `act` learns of it. */
export function downloadLink(label: string, href: string, filename: string, act: () => void): HTMLAnchorElement {
  const made = element('a', { class: 'button', href, download: filename });
  draw(made, label, 'M11 4h2v8l3-3 1.5 1.5L12 16l-5.5-5.5L8 9l3 3zM5 18h14v2H5z');
  made.addEventListener('click', act);
  return made;
}

/** Gives a control its name and its drawing, hidden from those who listen. Writes only what changes: a screen reader hears of every write. */
export function draw(control: HTMLElement, label: string, path: string, keys?: string): void {
  name(control, label, keys);
  const drawn = control.querySelector('path') ?? control.appendChild(icon(path)).firstElementChild;
  if (drawn?.getAttribute('d') !== path) drawn?.setAttribute('d', path);
}

/** The name that is read out, and the tip that shows it, with the keys that do the same. */
export function name(control: HTMLElement, label: string, keys?: string): void {
  const tip = keys ? `${label} (${keys})` : label;
  if (control.title === tip) return;
  control.title = tip;
  control.ariaLabel = label;
}

export function icon(path: string): SVGSVGElement {
  const [drawing, shape] = [make('svg'), make('path')];
  drawing.setAttribute('viewBox', '0 0 24 24');
  drawing.setAttribute('aria-hidden', 'true');
  shape.setAttribute('d', path);
  drawing.append(shape);
  return drawing;
}

const make = <K extends keyof SVGElementTagNameMap>(tag: K): SVGElementTagNameMap[K] =>
  document.createElementNS('http://www.w3.org/2000/svg', tag);
