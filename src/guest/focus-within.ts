/** Focuses the first thing of `root` that takes the focus, or the last, in shadow roots too; answers whether there was one. */
export function focusWithin(root: ParentNode, last: boolean): boolean {
  const fields = [...fieldsIn(root)];
  const field = last ? fields.at(-1) : fields[0];
  field?.focus();
  return field !== undefined;
}

const focusable =
  'a[href], button:not(:disabled), input:not(:disabled), select, textarea, summary, video[controls], [tabindex="0"]';

function* fieldsIn(root: ParentNode): Generator<HTMLElement> {
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    if (element.matches(focusable)) yield element;
    if (element.shadowRoot) yield* fieldsIn(element.shadowRoot);
  }
}
