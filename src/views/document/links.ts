import type { PageViewport } from 'pdfjs-dist';
import { fill } from '../../theme/fill.js';
import type { DocumentStrings } from '../../theme/strings/document.js';
import { element } from '../surface.js';
import { lay } from './dom.js';

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

/** What leads to a target: a link out of the document, whose page learns nothing of ours, or a button. */
export function leadTo(target: Target | undefined, follow: (target: Target) => void): HTMLElement {
  if (target?.kind === 'address') {
    return element('a', { href: target.address, target: '_blank', rel: 'noopener noreferrer' });
  }
  const made = element('button', { type: 'button' });
  if (target) made.addEventListener('click', () => follow(target));
  return made;
}

const isName = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

/** The links among a page's annotations, as a layer that lies on it. Undefined when it has none. */
export function linkLayer(
  annotations: readonly unknown[],
  viewport: PageViewport,
  texts: DocumentStrings,
  follow: (target: Target) => void,
): HTMLElement | undefined {
  const { width, height } = viewport;
  const layer = element('div', { class: 'links' });
  for (const annotation of annotations) {
    if (!isRecord(annotation) || annotation['subtype'] !== 'Link') continue;
    const { rect, overlaidText, contentsObj } = annotation;
    const target = readTarget(annotation);
    if (!target || !Array.isArray(rect)) continue;
    const [left, bottom, right, top] = rect.map(Number);
    const [x1 = 0, y1 = 0] = viewport.convertToViewportPoint(left ?? 0, bottom ?? 0);
    const [x2 = 0, y2 = 0] = viewport.convertToViewportPoint(right ?? 0, top ?? 0);
    const link = leadTo(target, follow);
    const contents = isRecord(contentsObj) ? contentsObj['str'] : undefined;
    const outside = target.kind === 'address';
    link.setAttribute('aria-label', [overlaidText, contents].find(isName) ?? (outside ? target.address : texts.link));
    if (outside) link.title = fill(texts.opens, { address: target.address });
    lay(
      link,
      Math.min(x1, x2) / width,
      Math.min(y1, y2) / height,
      Math.abs(x2 - x1) / width,
      Math.abs(y2 - y1) / height,
    );
    layer.append(link);
  }
  return layer.childElementCount > 0 ? layer : undefined;
}
