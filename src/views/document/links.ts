import type { PDFPageProxy } from 'pdfjs-dist';
import { fill } from '../../theme/language.js';
import type { DocumentStrings } from '../../theme/strings/document.js';
import { element } from './dom.js';

/** A place in the document as the file names it: by name, or by page and position. */
export type Destination = string | readonly unknown[];

/** Where a link leads: out of the document, to a place in it, or one page on, as `NextPage` says. */
export type Target =
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'place'; readonly destination: Destination }
  | { readonly kind: 'action'; readonly name: string };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** A file may name any address; these are the kinds that cannot run a script or open another program unasked. */
export function safeAddress(address: unknown): string | undefined {
  if (typeof address !== 'string' || !URL.canParse(address)) return undefined;
  const { protocol, href } = new URL(address);
  return ['http:', 'https:', 'mailto:'].includes(protocol) ? href : undefined;
}

/** Reads the target of an annotation or of an entry of the outline. */
export function readTarget(value: unknown): Target | undefined {
  if (!isRecord(value)) return undefined;
  const { url, dest, action } = value;
  const address = safeAddress(url);
  if (address) return { kind: 'address', address };
  if (typeof dest === 'string' || Array.isArray(dest)) return { kind: 'place', destination: dest };
  return typeof action === 'string' ? { kind: 'action', name: action } : undefined;
}

/** A link out of the document; the page it opens learns nothing of ours. */
export function outwards(address: string, ...children: readonly Node[]): HTMLAnchorElement {
  return element('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, ...children);
}

const isRectangle = (value: unknown): value is number[] =>
  Array.isArray(value) && value.length === 4 && value.every((one) => typeof one === 'number');

const isName = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

/** The links of a page, as a layer that lies on it. Undefined when it has none. */
export async function linkLayer(
  page: PDFPageProxy,
  texts: DocumentStrings,
  follow: (target: Target) => void,
): Promise<HTMLElement | undefined> {
  const annotations: unknown[] = await page.getAnnotations();
  const viewport = page.getViewport({ scale: 1 });
  const { width, height } = viewport;
  const layer = element('div', { class: 'links' });
  for (const annotation of annotations) {
    if (!isRecord(annotation) || annotation['subtype'] !== 'Link' || !isRectangle(annotation['rect'])) continue;
    const target = readTarget(annotation);
    if (!target) continue;
    const link = target.kind === 'address' ? outwards(target.address) : element('button', { type: 'button' });
    if (target.kind !== 'address') link.addEventListener('click', () => follow(target));
    const { overlaidText, contentsObj } = annotation;
    const contents = isRecord(contentsObj) ? contentsObj['str'] : undefined;
    const name = [overlaidText, contents].find(isName);
    link.setAttribute('aria-label', name ?? (target.kind === 'address' ? target.address : texts.link));
    if (target.kind === 'address') link.title = fill(texts.opens, { address: target.address });
    const [left = 0, bottom = 0, right = 0, top = 0] = annotation['rect'];
    const [x1 = 0, y1 = 0] = viewport.convertToViewportPoint(left, bottom);
    const [x2 = 0, y2 = 0] = viewport.convertToViewportPoint(right, top);
    const { style } = link;
    style.left = `${(100 * Math.min(x1, x2)) / width}%`;
    style.top = `${(100 * Math.min(y1, y2)) / height}%`;
    style.width = `${(100 * Math.abs(x2 - x1)) / width}%`;
    style.height = `${(100 * Math.abs(y2 - y1)) / height}%`;
    layer.append(link);
  }
  return layer.childElementCount > 0 ? layer : undefined;
}
