import { isbot } from 'isbot';
import type { Visitor } from '../shares/guest-service.js';

/** What the platform's adapter knows of a connection. */
export interface Connection {
  /** The peer's IP address; empty when the adapter does not say. */
  readonly address: string;
}

/** Reads who asks. Only as many hops of X-Forwarded-For are believed as proxies are trusted. */
export function readVisitor(request: Request, connection: Connection, trustedProxies: number): Visitor {
  const forwarded = request.headers.get('x-forwarded-for')?.split(',') ?? [];
  const hop = trustedProxies > 0 ? forwarded[forwarded.length - trustedProxies]?.trim() : undefined;
  return { network: networkOf(hop ?? connection.address), automated: isAutomated(request) };
}

/** Programs that say so, programs that say nothing, and loads that no person has seen yet. */
function isAutomated(request: Request): boolean {
  const agent = request.headers.get('user-agent');
  return (
    !agent || isbot(agent) || /headless/i.test(agent) || (request.headers.get('sec-purpose') ?? '').includes('prefetch')
  );
}

/** The first three bytes of an IPv4 address, the first four groups of an IPv6 one: what one guesser has at hand. */
export function networkOf(address: string): string {
  const plain = address.replace(/^\[|\](:\d+)?$/g, '').replace(/^::ffff:(?=\d+\.)/i, '');
  const ipv4 = /^(\d+\.\d+\.\d+)\.\d+/.exec(plain);
  if (ipv4) return `${ipv4[1]}.0/24`;
  if (!plain.includes(':')) return plain || 'unknown';
  const [head = '', tail] = plain.split('::');
  const front = head ? head.split(':') : [];
  const back = tail ? tail.split(':') : [];
  const groups =
    tail === undefined
      ? front
      : [...front, ...Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0'), ...back];
  return `${groups.slice(0, 4).join(':').toLowerCase()}::/64`;
}
