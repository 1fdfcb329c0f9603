/** Content-Security-Policy as far as a foreign frame and a foreign script are concerned. */

export interface Policy {
  /** Names in lower case; the first of a name counts, as in browsers. */
  readonly directives: ReadonlyMap<string, readonly string[]>;
}

/** Every policy of a header's value, or of a `<meta>`: each must allow. */
export function readPolicies(values: readonly string[]): readonly Policy[] {
  return values
    .flatMap((value) => value.split(','))
    .filter((text) => text.trim() !== '')
    .map((text) => {
      const directives = new Map<string, readonly string[]>();
      for (const part of text.split(';')) {
        const [name = '', ...sources] = part.trim().split(/\s+/);
        if (name && !directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), sources);
      }
      return { directives };
    });
}

/** What governs frames, scripts and connections, in the order that browsers fall back. */
const fallbacks = {
  frame: ['frame-src', 'child-src', 'default-src'],
  script: ['script-src-elem', 'script-src', 'default-src'],
  connect: ['connect-src', 'default-src'],
} as const;
export type Loading = keyof typeof fallbacks;

export type Verdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly directive: string }
  | { readonly allowed: 'nonce'; readonly directive: string };

/** Whether a page under this policy may load `target`. `nonce`: only with the page's nonce, which nobody outside knows. */
export function mayLoad({ directives }: Policy, loading: Loading, target: URL, page: URL): Verdict {
  const directive = fallbacks[loading].find((name) => directives.has(name));
  if (!directive) return { allowed: true };
  const sources = directives.get(directive) ?? [];
  const dynamic = sources.some((source) => source.toLowerCase() === "'strict-dynamic'");
  if (loading === 'script' && dynamic) return { allowed: 'nonce', directive };
  if (sources.some((source) => matches(source, target, page))) return { allowed: true };
  const nonce = loading === 'script' && sources.some((source) => /^'nonce-/i.test(source));
  return nonce ? { allowed: 'nonce', directive } : { allowed: false, directive };
}

/** CSP3, 6.7.2.8: a source expression and an address. */
function matches(source: string, target: URL, page: URL): boolean {
  const lower = source.toLowerCase();
  if (lower === "'self'") return target.origin === page.origin;
  if (lower.startsWith("'")) return false;
  if (lower === '*') return /^(https?|wss?):$/.test(target.protocol) || target.protocol === page.protocol;
  if (/^[a-z][a-z0-9+.-]*:$/.test(lower)) return schemeMatches(lower.slice(0, -1), target);
  const parts = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(\*|(?:\*\.)?[^/:]+)(?::(\d+|\*))?(\/.*)?$/i.exec(source);
  if (!parts) return false;
  const [, scheme = page.protocol.slice(0, -1), host = '', port, path] = parts;
  return (
    schemeMatches(scheme.toLowerCase(), target) &&
    hostMatches(host.toLowerCase(), target.hostname) &&
    portMatches(port, target) &&
    pathMatches(path, target.pathname)
  );
}

function schemeMatches(scheme: string, { protocol }: URL): boolean {
  const actual = protocol.slice(0, -1);
  return (
    scheme === actual || (scheme === 'http' && actual === 'https') || (scheme === 'ws' && /^(wss|https?)$/.test(actual))
  );
}

function hostMatches(pattern: string, host: string): boolean {
  if (pattern === '*') return true;
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : pattern === host;
}

function portMatches(port: string | undefined, { port: actual, protocol }: URL): boolean {
  if (port === '*') return true;
  const standard = protocol === 'https:' ? '443' : '80';
  return (port ?? standard) === (actual || standard);
}

function pathMatches(pattern: string | undefined, path: string): boolean {
  if (!pattern || pattern === '/') return true;
  return pattern.endsWith('/') ? path.startsWith(pattern) : path === pattern;
}
