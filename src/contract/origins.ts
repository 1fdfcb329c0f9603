/**
 * Which sites may embed a share. One grammar, one matcher and one header value, so that what the server checks and
 * what the browser enforces through `frame-ancestors` are the same rule (CSP3, with the engines' differences taken out).
 */

/** A checked pattern: `https://example.com`, `https://*.example.com`, `http://localhost:3000`. */
export interface OriginPattern {
  /** As it is stored, shown and sent: lower case, Punycode, no default port, no trailing slash. */
  readonly canonical: string;
  readonly scheme: 'http' | 'https';
  /** Without the leading `*.`. */
  readonly host: string;
  readonly anySubdomain: boolean;
  /** Empty for the default port of the scheme. */
  readonly port: string;
}

export type OriginPatternProblem =
  | 'empty'
  | 'too_long'
  | 'no_scheme'
  | 'scheme'
  | 'path'
  | 'characters'
  | 'wildcard'
  | 'ip_address'
  | 'host'
  | 'port'
  | 'port_of_other_scheme';

export type OriginPatternResult =
  | { readonly ok: true; readonly pattern: OriginPattern }
  | { readonly ok: false; readonly problem: OriginPatternProblem; readonly reason: string };

/** The most entries that one share may have. */
export const maxOriginPatterns = 50;
const maxPatternLength = 300;

const reasons: Record<OriginPatternProblem, string> = {
  empty: 'Write an address such as https://example.com.',
  too_long: `An address of at most ${maxPatternLength} characters is needed.`,
  no_scheme: 'Begin with https://, as in https://example.com.',
  scheme: 'Only https:// (or http:// for localhost) can be allowed.',
  path: 'A site is allowed as a whole: leave out everything after the host, such as a path, ? or #.',
  characters: 'The address has a character that no host name can have.',
  wildcard:
    'A * stands only at the front, as in https://*.example.com, and alone it is not an address: use the allow-all switch.',
  ip_address:
    'Browsers do not match IP addresses reliably: use a host name, or http://localhost:PORT while you develop.',
  host: 'The host name is not valid.',
  port: 'The port is not a number from 1 to 65535, without leading zeros.',
  port_of_other_scheme: 'https with port 80, or http with port 443, can never be right.',
};

const refuse = (problem: OriginPatternProblem): OriginPatternResult => ({
  ok: false,
  problem,
  reason: reasons[problem],
});

const shape = /^(https?):\/\/(\*\.)?([^/:*]+)(?::([^/]*))?\/?$/i;
const label = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;
const defaultPorts = { http: '80', https: '443' } as const;

/** Reads one pattern as an owner writes it. The text is judged before any URL parser can repair it. */
export function parseOriginPattern(text: string): OriginPatternResult {
  const trimmed = text.trim();
  if (trimmed === '') return refuse('empty');
  if (trimmed.length > maxPatternLength) return refuse('too_long');
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed)) return refuse(trimmed === '*' ? 'wildcard' : 'no_scheme');
  if (!/^https?:\/\//i.test(trimmed)) return refuse('scheme');
  // oxlint-disable-next-line no-control-regex -- control characters are exactly what is refused
  if (/[\u0000-\u0020\u007f,;'"\\@%`<>]/.test(trimmed)) return refuse('characters');
  if (/[?#]/.test(trimmed)) return refuse('path');
  const parts = shape.exec(trimmed);
  if (!parts)
    return refuse(
      /^https?:\/\/[^/]*\*/i.test(trimmed)
        ? 'wildcard'
        : /^https?:\/\/\[/i.test(trimmed)
          ? 'ip_address'
          : /^https?:\/\/[^/]+\/./i.test(trimmed)
            ? 'path'
            : 'host',
    );
  const [, schemeText = '', wildcard, hostText = '', portText] = parts;
  const scheme = schemeText.toLowerCase() === 'https' ? 'https' : 'http';
  const host = asciiHost(hostText);
  if (host === 'ip') return refuse('ip_address');
  if (host === null) return refuse('host');
  if (wildcard && !host.includes('.') && host !== 'localhost') return refuse('wildcard');
  if (portText !== undefined && !/^[1-9][0-9]{0,4}$/.test(portText)) return refuse('port');
  if (Number(portText ?? 0) > 65535) return refuse('port');
  if (portText === defaultPorts[scheme === 'https' ? 'http' : 'https']) return refuse('port_of_other_scheme');
  const port = portText === undefined || portText === defaultPorts[scheme] ? '' : portText;
  const anySubdomain = wildcard !== undefined;
  const canonical = `${scheme}://${anySubdomain ? '*.' : ''}${host}${port && `:${port}`}`;
  return { ok: true, pattern: { canonical, scheme, host, anySubdomain, port } };
}

/** LDH labels after IDNA, `ip` for an address in any spelling, null for anything else. */
function asciiHost(text: string): string | null {
  let host: string;
  try {
    host = new URL(`https://${text}`).hostname;
  } catch {
    return null;
  }
  // The URL parser turns 0x7f.1 or 2130706433 into 127.0.0.1.
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host) || host.startsWith('[')) return 'ip';
  if (host.length > 253 || !host.split('.').every((part) => label.test(part))) return null;
  // Full-width letters, the Kelvin sign and the like become plain letters: the browser would show another host than was
  // typed. So a label of ASCII stays as it is, and any other must need Punycode.
  const typed = text.split('.');
  const labels = host.split('.');
  const kept = (part: string, index: number) =>
    /^[\u0021-\u007e]+$/.test(part) ? labels[index] === part.toLowerCase() : labels[index]?.startsWith('xn--') === true;
  if (typed.length !== labels.length || !typed.every(kept)) return null;
  return host;
}

/**
 * Whether a page of `origin`, as the browser sends it, may embed. Entries that are not valid patterns are passed over,
 * as CSP does; an empty list allows nobody; `null`, opaque, repaired and non-http origins are refused.
 */
export function isOriginAllowed(patterns: readonly string[], origin: string | null | undefined): boolean {
  const url = usableOrigin(origin);
  if (!url) return false;
  return validPatterns(patterns).some((pattern) => matches(pattern, url));
}

/**
 * The value of the CSP directive `frame-ancestors` for these patterns: canonical sources joined by one space, `'none'`
 * when nothing valid is left. Never holds `;`, `,` or a byte outside printable ASCII: one such byte makes browsers drop
 * the whole directive, and then everyone may frame the page.
 */
export function frameAncestors(patterns: readonly string[]): string {
  const sources = new Set<string>();
  for (const { canonical, scheme, port } of validPatterns(patterns)) {
    sources.add(canonical);
    // Chromium does not upgrade http with an explicit port to https; Firefox and the standard do. Both forms: both agree.
    if (scheme === 'http' && port) sources.add(canonical.replace('http:', 'https:'));
  }
  const value = [...sources].join(' ');
  return /^[\u0021-\u007e]+(?: [\u0021-\u007e]+)*$/.test(value) && !/[;,]/.test(value) ? value : "'none'";
}

/** Whether the text is the origin of a web page, exactly as a browser sends it: not `null`, a file, an app or a repaired spelling. */
export function isWebOrigin(origin: string | null | undefined): origin is string {
  return usableOrigin(origin) !== null;
}

function validPatterns(patterns: readonly string[]): readonly OriginPattern[] {
  return patterns.flatMap((text) => {
    const result = parseOriginPattern(text);
    return result.ok ? [result.pattern] : [];
  });
}

function usableOrigin(origin: string | null | undefined): URL | null {
  if (!origin) return null;
  try {
    const url = new URL(origin);
    return (url.protocol === 'https:' || url.protocol === 'http:') && url.origin === origin ? url : null;
  } catch {
    return null;
  }
}

function matches(pattern: OriginPattern, origin: URL): boolean {
  const scheme = origin.protocol === 'https:' ? 'https' : 'http';
  if (scheme !== pattern.scheme && !(pattern.scheme === 'http' && scheme === 'https')) return false;
  if (origin.port !== pattern.port) return false;
  return pattern.anySubdomain ? origin.hostname.endsWith(`.${pattern.host}`) : origin.hostname === pattern.host;
}
