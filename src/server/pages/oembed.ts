import type { SourceResource } from '../sources/source.js';
import { html } from './html.js';

export interface OEmbedFacts {
  readonly serverUrl: string;
  readonly token: string;
  readonly title: string;
  readonly author: string | null;
  readonly view: SourceResource['view'];
  /** Whether the link may be framed at all; a plain link is described, not embedded. */
  readonly embeddable: boolean;
  /** Seconds that a consumer may keep the answer. */
  readonly cacheAge: number;
  /** CSS pixels; null where the consumer sets no bound. */
  readonly maxWidth: number | null;
  readonly maxHeight: number | null;
}

/** An answer as oembed.com describes it: values are texts and numbers. */
export type OEmbed = Readonly<Record<string, string | number>>;

/** The size that each view looks best at, in CSS pixels. */
export const frameSizes: Readonly<Record<SourceResource['view'], readonly [width: number, height: number]>> = {
  document: [720, 900],
  video: [800, 450],
  audio: [640, 220],
  image: [800, 600],
  graph: [960, 600],
  persona: [480, 640],
};
const allow: Readonly<Record<SourceResource['view'], string>> = {
  document: 'fullscreen; clipboard-write',
  video: 'autoplay; fullscreen; picture-in-picture',
  audio: 'autoplay',
  image: 'fullscreen',
  graph: 'fullscreen',
  persona: 'microphone; autoplay',
};

export function describeOEmbed(facts: OEmbedFacts): OEmbed {
  const { serverUrl, token, title, author, view, cacheAge } = facts;
  const about = {
    version: '1.0',
    title,
    ...(author === null ? {} : { author_name: author }),
    provider_name: 'Guestpass',
    provider_url: serverUrl,
    cache_age: cacheAge,
  };
  if (!facts.embeddable) return { ...about, type: 'link' };
  const [width, height] = fit(frameSizes[view], facts.maxWidth, facts.maxHeight);
  const frame = html`<iframe src="${`${serverUrl}/embed/${token}`}" title="${title}" width="${width}" height="${height}" allow="${allow[view]}" loading="lazy" frameborder="0"></iframe>`;
  return { ...about, type: view === 'video' ? 'video' : 'rich', html: frame.text, width, height };
}

export function oEmbedXml(answer: OEmbed): string {
  const fields = Object.entries(answer).map(([name, value]) => `<${name}>${xmlText(String(value))}</${name}>`);
  return `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>${fields.join('')}</oembed>\n`;
}

/** The token of one of our own addresses, `/share/…` or `/embed/…`; null for any other. */
export function tokenOfAddress(serverUrl: string, address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const ours = new URL(serverUrl);
  if (url.origin !== ours.origin || url.username || url.password) return null;
  const base = ours.pathname.replace(/\/$/, '');
  if (!url.pathname.startsWith(`${base}/`)) return null;
  return /^\/(?:share|embed)\/([A-Za-z0-9_-]+)$/.exec(url.pathname.slice(base.length))?.[1] ?? null;
}

/** Keeps the shape; never larger than asked, never smaller than can be used. */
function fit(
  [width, height]: readonly [number, number],
  maxWidth: number | null,
  maxHeight: number | null,
): readonly [number, number] {
  const scale = Math.min(1, (maxWidth ?? width) / width, (maxHeight ?? height) / height);
  return [Math.max(1, Math.floor(width * scale)), Math.max(1, Math.floor(height * scale))];
}

function xmlText(text: string): string {
  // Characters that XML cannot hold at all are left out.
  // oxlint-disable-next-line no-control-regex -- control characters are exactly what is taken out
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
