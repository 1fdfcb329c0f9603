/** The selection inside a shadow root, which Chromium tells only when the root itself is asked. */
function selectionIn(root: Node): Selection | null {
  if ('getSelection' in root && typeof root.getSelection === 'function') {
    const selection: unknown = root.getSelection();
    if (selection instanceof Selection) return selection;
  }
  return document.getSelection();
}

/** Whether the focus is in a node, or a selection reaches into it. */
export function isHeld(node: HTMLElement): boolean {
  const root = node.getRootNode();
  if (root instanceof ShadowRoot && node.contains(root.activeElement)) return true;
  const selection = selectionIn(root);
  return selection !== null && !selection.isCollapsed && selection.containsNode(node, true);
}

/**
 * Makes selecting text steady. Each page's text is a heap of spans, each in its own place; when the pointer is between
 * two of them, browsers take the next node in the tree for it, and the selection jumps to the page's end. A block behind
 * the text (`.end`) that lies right after the span under the pointer catches that. (The way of pdf.js's own viewer.)
 */
export function steadySelection(content: HTMLElement, signal: AbortSignal): void {
  let held = false;
  const settle = () => {
    held = false;
    for (const text of content.querySelectorAll('.selecting')) {
      text.classList.remove('selecting');
      const end = text.querySelector('.end');
      if (end) text.append(end);
    }
  };
  content.addEventListener(
    'pointerdown',
    (event) => {
      held = event.button === 0 && event.pointerType !== 'touch';
      const text = event.target instanceof Element ? event.target.closest('.text') : null;
      if (held) text?.classList.add('selecting');
    },
    { signal },
  );
  for (const type of ['pointerup', 'pointercancel', 'blur'] as const) addEventListener(type, settle, { signal });
  document.addEventListener(
    'selectionchange',
    () => {
      const root = content.getRootNode();
      // Only Chromium tells the ends of a selection inside a shadow root; the others need it less.
      if (!held || !('getSelection' in root)) return;
      const selection = selectionIn(root);
      const { focusNode, anchorNode } = selection ?? {};
      if (!selection || !focusNode || !anchorNode) return;
      const span = focusNode instanceof Text ? focusNode.parentElement : null;
      const text = span?.closest('.text');
      const end = text?.querySelector('.end');
      if (!span || !text || !end) return;
      text.classList.add('selecting');
      const order = anchorNode.compareDocumentPosition(focusNode);
      const backwards =
        anchorNode === focusNode
          ? selection.focusOffset < selection.anchorOffset
          : (order & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
      if (backwards) span.before(end);
      else span.after(end);
    },
    { signal },
  );
}
