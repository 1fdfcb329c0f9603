import type { PDFPageProxy } from 'pdfjs-dist';
import type { DocumentStrings } from '../../theme/strings/document.js';
import { element } from '../surface.js';
import { adopt, lay } from './dom.js';
import { readPage, stretches } from './find.js';
import styles from './layers.css?inline';
import { linkLayer, type Target } from './links.js';

export interface LayersOptions {
  readonly page: PDFPageProxy;
  readonly library: typeof import('./library.js');
  readonly texts: DocumentStrings;
  readonly follow: (target: Target) => void;
}

/** What to mark on a page: matches begin at `starts` in its folded text; `present` is the one that is looked at, -1 for none. */
export interface Marks {
  readonly starts: readonly number[];
  readonly length: number;
  readonly present: number;
}

export interface Layers {
  mark(marks: Marks | undefined): void;
}

/** Lays over a page's canvas its marks, its text to be selected and read out, and its links. */
export async function pageLayers(sheet: HTMLElement, options: LayersOptions): Promise<Layers> {
  const { page, library, texts, follow } = options;
  adopt(sheet, styles);
  const content = await page.getTextContent();
  const pieces = content.items.filter((item) => 'str' in item);
  const text = readPage(pieces);
  const container = element('div', { class: 'text' });
  const viewport = page.getViewport({ scale: 1 });
  const layer = new library.TextLayer({ textContentSource: content, container, viewport });
  await layer.render();
  container.append(element('div', { class: 'end' }));
  const marked = element('div', { class: 'marks' });
  const links = linkLayer(await page.getAnnotations(), viewport, texts, follow);

  sheet.append(marked, container, ...(links ? [links] : []));

  return {
    mark(marks) {
      marked.replaceChildren();
      const { left, top, width, height } = marked.getBoundingClientRect();
      if (!marks || width === 0) return;
      marks.starts.forEach((start, index) => {
        for (const { piece, from, to } of stretches(text, start, marks.length, pieces)) {
          const node = layer.textDivs[piece]?.firstChild;
          if (!node) continue;
          const range = document.createRange();
          range.setStart(node, from);
          range.setEnd(node, to);
          const box = range.getBoundingClientRect();
          const mark = element('div', { class: index === marks.present ? 'mark present' : 'mark' });
          lay(mark, (box.left - left) / width, (box.top - top) / height, box.width / width, box.height / height);
          marked.append(mark);
        }
      });
    },
  };
}
