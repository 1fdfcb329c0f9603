/** Loads an element's code once the page has an element of that name, now or later. */
export function whenUsed(name: string, load: () => Promise<unknown>): void {
  const look = () => {
    if (!customElements.get(name) && !document.querySelector(name)) return;
    observer.disconnect();
    // Without a connection the element stays what it is, an empty box: the page may try again with a reload.
    if (!customElements.get(name)) load().catch(() => undefined);
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true });
  look();
}
