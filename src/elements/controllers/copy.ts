/**
 * Puts `text` on the clipboard; `field` shows the text or will, once it is known. True only when the browser said that it
 * did. False leaves the field selected for the person to copy by hand. Rejects when `text` does.
 *
 * Call it directly in the handler of a click. Safari lets a page write only while the gesture lasts, and a link that
 * must be made first arrives too late for that: so the promise is handed to the clipboard, not its result.
 */
export async function copyText(
  text: string | Promise<string>,
  field: () => HTMLInputElement | HTMLTextAreaElement | null,
): Promise<boolean> {
  const value = Promise.resolve(text);
  const written = writePromised(value);
  const plain = await value;
  if (await written) return true;
  if (
    await navigator.clipboard?.writeText(plain).then(
      () => true,
      () => false,
    )
  )
    return true;
  const input = field();
  if (!input) return false;
  if (input.value !== plain) input.value = plain;
  const root = input.getRootNode();
  const before = root instanceof ShadowRoot ? root.activeElement : document.activeElement;
  input.focus();
  input.select();
  // Deprecated, and still the only way on a page without https, where there is no navigator.clipboard.
  const copied = document.execCommand('copy');
  if (copied && before instanceof HTMLElement) before.focus();
  return copied;
}

async function writePromised(value: Promise<string>): Promise<boolean> {
  if (typeof ClipboardItem === 'undefined' || !navigator.clipboard) {
    await value.catch(() => undefined);
    return false;
  }
  const blob = value.then((text) => new Blob([text], { type: 'text/plain' }));
  blob.catch(() => undefined);
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
    return true;
  } catch {
    return false;
  }
}

/** The keys that copy a selected text on this device. */
export function copyKeys(): string {
  return /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘C' : 'Ctrl+C';
}
