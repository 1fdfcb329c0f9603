/**
 * The matching of CSP3 (section 6.7.2, "Does url match expression in origin with redirect count?"), written from the
 * standard and from nothing of ours, for the sources that a `frame-ancestors` value can hold.
 */
export function csp3Allows(value: string, origin: string): boolean {
  if (value === "'none'") return false;
  const url = new URL(origin);
  return value.split(' ').some((source) => matches(source, url));
}

function matches(source: string, url: URL): boolean {
  const parts = /^([a-z][a-z0-9+.-]*):\/\/(\*|(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*)(?::(\d+|\*))?$/i.exec(source);
  if (!parts) return false;
  const [, scheme = '', host = '', port] = parts;
  return schemePart(scheme, url) && hostPart(host, url.hostname) && portPart(port, url);
}

/** 6.7.2.9: A matches B when equal, or when A is http and B is https. */
function schemePart(scheme: string, url: URL): boolean {
  const actual = url.protocol.slice(0, -1);
  return scheme.toLowerCase() === actual || (scheme.toLowerCase() === 'http' && actual === 'https');
}

/** 6.7.2.10. */
function hostPart(host: string, actual: string): boolean {
  if (host.startsWith('*.')) return actual.toLowerCase().endsWith(host.slice(1).toLowerCase());
  return host.toLowerCase() === actual.toLowerCase();
}

/** 6.7.2.11: an empty port part matches the default port of the URL's scheme; the upgrade from 80 to 443 never applies to what we write. */
function portPart(port: string | undefined, url: URL): boolean {
  const actual = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  if (port === undefined) return url.port === '';
  return port === '*' || port === actual;
}
