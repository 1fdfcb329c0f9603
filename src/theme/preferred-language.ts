/**
 * The language that a reader expects of `element`: the nearest `lang` around it, through shadow roots, else the
 * browser's own.
 */
export function preferredLanguage(element: Element): string {
  for (let node: Element | null = element; node; ) {
    const near = node.closest<HTMLElement>('[lang]');
    if (near?.lang) return near.lang;
    const root = node.getRootNode();
    node = root instanceof ShadowRoot ? root.host : null;
  }
  return navigator.language;
}
