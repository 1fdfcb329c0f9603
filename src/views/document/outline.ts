import type { PDFDocumentProxy } from 'pdfjs-dist';
import { fill } from '../../theme/fill.js';
import type { DocumentStrings } from '../../theme/strings/document.js';
import { element, icon } from '../surface.js';
import { downIcon } from './icons.js';
import { leadTo, readTarget, type Target } from './links.js';

type Entry = Awaited<ReturnType<PDFDocumentProxy['getOutline']>>[number];

/** The document's own table of contents, as far as the file has one. Sections open one by one; the first level is open when it is short. */
export function outlineList(
  entries: readonly Entry[],
  texts: DocumentStrings,
  follow: (target: Target) => void,
): HTMLUListElement {
  const list = element('ul');
  for (const entry of entries) {
    const title = entry.title.trim() || '…';
    const link = leadTo(readTarget(entry), follow);
    link.classList.add('entry');
    link.append(title);
    const item = element('li', {}, link);
    if (entry.items.length > 0) {
      const label = fill(texts.expand, { title });
      const toggle = element('button', { type: 'button', 'aria-label': label, title: label }, icon(downIcon));
      toggle.classList.add('toggle');
      let inner: HTMLUListElement | undefined;
      const open = (shown: boolean) => {
        toggle.setAttribute('aria-expanded', String(shown));
        if (shown && !inner) item.append((inner = outlineList(entry.items, texts, follow)));
        if (inner) inner.hidden = !shown;
      };
      toggle.addEventListener('click', () => open(toggle.getAttribute('aria-expanded') !== 'true'));
      item.prepend(toggle);
      open(entries.length < 4);
    }
    list.append(item);
  }
  return list;
}
