import { frameAncestors } from '../../contract/origins.js';
import type { HeaderSet } from '../middleware/headers.js';
import type { SourceResource } from '../sources/source.js';
import type { ShareRecord } from '../stores/store.js';
import { isEmbeddable } from '../shares/policy.js';

type Directive =
  | 'script-src'
  | 'style-src'
  | 'img-src'
  | 'media-src'
  | 'font-src'
  | 'connect-src'
  | 'worker-src'
  | 'trusted-types';
type Widening = Partial<Record<Directive, string>>;

/** What each view needs beyond the base, and nothing else. */
const widenings: Readonly<Record<SourceResource['view'], Widening>> = {
  // pdf.js parses in a worker, draws embedded images from blobs, and its worker's address passes the policy `guestpass-pdf`.
  document: {
    'worker-src': "'self'",
    'img-src': "'self' data: blob:",
    'font-src': "'self' data:",
    'trusted-types': 'lit-html guestpass-pdf',
  },
  video: {},
  audio: {},
  image: {},
  graph: {},
  // The vendor's SDK talks to its own hosts, over WebRTC and web sockets.
  persona: { 'connect-src': "'self' https://*.anam.ai wss://*.anam.ai" },
};

/** Promised as it stands here to whoever reads our headers. */
const base: Readonly<Record<Directive, string>> = {
  'script-src': "'self'",
  'style-src': "'self'",
  // The page's own icon is written into it.
  'img-src': "'self' data:",
  // hls.js feeds a video from a blob.
  'media-src': "'self' blob:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'worker-src': "'none'",
  'trusted-types': 'lit-html',
};

export interface PagePolicy {
  /** Null for a page that shows no view: a dead link, an unknown one. */
  readonly view: SourceResource['view'] | null;
  /** What a live persona's SDK may reach beyond the vendor's own hosts, when its base address is configured. */
  readonly liveHosts: readonly string[];
}

/** The headers of `/share/{token}` in whatever state: never framed by anyone. */
export function guestPageHeaders(policy: PagePolicy): HeaderSet {
  return {
    ...pageHeaders,
    'Content-Security-Policy': contentSecurityPolicy(policy, "frame-ancestors 'none'; "),
    'X-Frame-Options': 'DENY',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': permissions(policy.view === 'persona'),
  };
}

/**
 * The headers of `/embed/{token}`. `share` is null for an unknown link, whose box anybody may frame: it says nothing.
 * `origin` is the server's own: in a frame that is sandboxed without allow-same-origin, WebKit takes `'self'` for nobody,
 * and the frame could not even say what is wrong.
 */
export function embedPageHeaders(policy: PagePolicy, share: ShareRecord | null, origin: string): HeaderSet {
  const own = { 'script-src': `'self' ${origin}`, 'style-src': `'self' ${origin}` };
  return {
    ...pageHeaders,
    'Content-Security-Policy': contentSecurityPolicy(policy, share ? ancestors(share) : '', own),
    'Cross-Origin-Resource-Policy': 'cross-origin',
    // What a frame may have is the embedding page's to give, by `allow`.
    'Permissions-Policy': permissions(true),
    Vary: 'Sec-Fetch-Dest',
  };
}

const pageHeaders: HeaderSet = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'private, no-store',
  'CDN-Cache-Control': 'no-store',
  'Origin-Agent-Cluster': '?1',
  'X-Robots-Tag': 'noindex, nofollow, noarchive',
};

/**
 * Whom the frame of a share names in `frame-ancestors`; null where the directive is left out. With allow-all it is: `*`
 * would refuse sandboxed and data: ancestors in one engine and not in the other.
 */
export function ancestorsOf(share: ShareRecord): string | null {
  if (!isEmbeddable(share)) return "'none'";
  return share.allowAllOrigins ? null : frameAncestors(share.allowedOrigins);
}

function ancestors(share: ShareRecord): string {
  const named = ancestorsOf(share);
  return named === null ? '' : `frame-ancestors ${named}; `;
}

function contentSecurityPolicy(
  { view, liveHosts }: PagePolicy,
  frameAncestorsPart: string,
  widening: Widening = {},
): string {
  const directives = { ...base, ...widening, ...(view ? widenings[view] : {}) };
  if (view === 'persona') directives['connect-src'] = [directives['connect-src'], ...liveHosts].join(' ');
  const list = Object.entries(directives).map(([name, value]) => `${name} ${value}`);
  return `default-src 'none'; ${list.join('; ')}; frame-src 'none'; form-action 'self'; base-uri 'none'; ${frameAncestorsPart}require-trusted-types-for 'script'`;
}

function permissions(talks: boolean): string {
  const devices = talks ? '(self)' : '()';
  return `camera=${devices}, microphone=${devices}, geolocation=(), display-capture=(), payment=(), usb=(), autoplay=(self), fullscreen=(self)`;
}
