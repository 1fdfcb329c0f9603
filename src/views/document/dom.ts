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
