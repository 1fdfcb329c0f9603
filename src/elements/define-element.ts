/** Registers an element unless something of that name is there already: a page may load us twice, or two versions of us. */
export function defineElement(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}
