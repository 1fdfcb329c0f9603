import type { Resource } from '../../src/contract/resource.js';
import type { Activity, ChangeShare, CreateShare, Share, ShareState } from '../../src/contract/share.js';

/** One request as the fake saw it. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: unknown;
}

export const serverAddress = 'https://share.test';
export const grantAddress = '/app/grants';

export const everything: Resource['enforcement'] = {
  expiresAt: 'here',
  usageLimit: 'here',
  password: 'here',
  allowedOrigins: 'here',
  enabled: 'here',
  download: 'here',
  removeWatermark: 'cosmetic',
  rotate: 'here',
  severalLinks: 'here',
  email: 'here',
  live: 'here',
  message: 'here',
};

export function makeResource(parts: Partial<Resource> = {}): Resource {
  return {
    kind: 'render',
    id: 'report',
    source: 'folder',
    title: 'Annual report 2026',
    description: null,
    view: 'document',
    status: 'ready',
    links: 'own',
    enforcement: everything,
    changeable: { expiresAt: true, usageLimit: true },
    email: true,
    ...parts,
  };
}

let made = 0;

export function makeShare(parts: Partial<Share> = {}): Share {
  made += 1;
  const token = `tok${String(made).padStart(4, '0')}AbCdEfGhIjKlMnOp`;
  const at = new Date(Date.now() - made * 1000).toISOString();
  return {
    id: `shr-${made}`,
    resource: { kind: 'render', id: 'report' },
    type: 'LINK',
    link: 'own',
    token,
    url: `${serverAddress}/share/${token}`,
    state: 'active',
    label: null,
    channel: 'link',
    recipientEmail: null,
    recipientName: null,
    delivery: null,
    message: null,
    expiresAt: null,
    usageLimit: null,
    usageCount: 0,
    hasPassword: false,
    allowedOrigins: [],
    allowAllOrigins: false,
    enabled: true,
    download: false,
    removeWatermark: false,
    isPrimary: false,
    live: null,
    createdAt: at,
    createdBy: 'Ada',
    updatedAt: at,
    lastOpenedAt: null,
    rotatedAt: null,
    graceUntil: null,
    revokedAt: null,
    ...parts,
  };
}

export const noActivity: Activity = {
  total: { human: 0, automated: 0, owner: 0 },
  days: [],
  sites: [],
  events: {},
  recent: [],
};

type Answer = Response | Promise<Response>;
type Rule = (seen: Seen) => Answer | null;

/**
 * The owner's API in memory, in place of `fetch`: the shapes and statuses of the contract, nothing of the server's code.
 * What a test wants otherwise it says with `rule`.
 */
export class FakeServer {
  resource: Resource;
  shares: Share[];
  activity: Activity = noActivity;
  grants = 0;
  readonly seen: Seen[] = [];
  readonly #rules: Rule[] = [];
  readonly #replies = new Map<string, Share>();
  readonly #fetch = window.fetch;

  constructor(shares: Share[] = [], resource: Resource = makeResource()) {
    this.shares = shares;
    this.resource = resource;
    window.fetch = (input, init) => this.#answer(new Request(input, init));
  }

  restore(): void {
    window.fetch = this.#fetch;
  }

  /** Answers the next requests that the rule wants to answer; the rule goes when the returned function is called. */
  rule(rule: Rule): () => void {
    this.#rules.unshift(rule);
    return () => this.#rules.splice(this.#rules.indexOf(rule), 1);
  }

  /** Answers one request that matches with a problem. */
  failOnce(method: string, path: RegExp, status: number, code: string, more: object = {}): void {
    const done = this.rule((seen) => {
      if (seen.method !== method || !path.test(seen.path)) return null;
      done();
      return problem(status, code, more);
    });
  }

  requests(method: string, path: RegExp): readonly Seen[] {
    return this.seen.filter((one) => one.method === method && path.test(one.path));
  }

  async #answer(request: Request): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    const text = await request.text();
    const body: unknown = text ? JSON.parse(text) : undefined;
    const seen = { method: request.method, path: pathname + search, headers: request.headers, body };
    this.seen.push(seen);
    request.signal.throwIfAborted();
    for (const rule of this.#rules) {
      const answer = rule(seen);
      if (answer) return answer;
    }
    if (pathname === grantAddress) {
      this.grants += 1;
      return json({ grant: `grant-${this.grants}`, expiresAt: new Date(Date.now() + 300_000).toISOString() });
    }
    if (pathname === '/embed.json') return json({ version: '0.1.0', integrity: 'sha384-AbC/123+=' });
    if (!request.headers.get('authorization')?.startsWith('Bearer grant-')) return problem(401, 'unauthorized');
    return this.#owner(seen);
  }

  #owner({ method, path, body, headers }: Seen): Response {
    const [, kind, id, action] = /^\/api\/(resources|shares)(?:\/([^/?]+))?(?:\/([^?]+))?/.exec(path) ?? [];
    if (kind === 'resources') return json(this.resource);
    if (kind !== 'shares') return problem(404, 'not_found');
    if (!id) {
      if (method === 'GET') return json({ shares: this.shares });
      return this.#create(body as CreateShare, headers.get('idempotency-key') ?? '');
    }
    const share = this.shares.find((one) => one.id === id);
    if (!share) return problem(404, 'not_found');
    if (action === 'activity') return json(this.activity);
    if (action === 'preview') return json({ url: `${share.url}#preview=pv1`, expiresAt: share.createdAt });
    if (action === 'rotate') return json(this.#rotate(share, body as { graceSeconds: number }));
    if (action) return problem(404, 'not_found');
    if (method === 'GET') return json(share);
    if (method === 'DELETE') return json(this.put({ ...share, state: 'revoked', revokedAt: new Date().toISOString() }));
    return json(this.put(change(share, body as ChangeShare)));
  }

  #create(input: CreateShare, key: string): Response {
    const known = this.#replies.get(key);
    if (known) return json(known, 201);
    const { resource, type, channel, recipientEmail, recipientName, language: _, ...policy } = input;
    const fresh = makeShare({
      resource,
      type: type ?? 'LINK',
      channel: channel ?? 'link',
      recipientEmail: recipientEmail ?? null,
      recipientName: recipientName ?? null,
      delivery: channel === 'email' ? 'queued' : null,
      createdAt: new Date().toISOString(),
    });
    const share = change(fresh, policy);
    this.#replies.set(key, share);
    this.shares = [share, ...this.shares];
    this.put(share);
    return json(share, 201);
  }

  #rotate(share: Share, { graceSeconds }: { graceSeconds: number }): Share {
    const { token, url } = makeShare();
    const graceUntil = graceSeconds ? new Date(Date.now() + graceSeconds * 1000).toISOString() : null;
    return this.put({ ...share, token, url, graceUntil, rotatedAt: new Date().toISOString() });
  }

  /** What somebody else did. */
  put(share: Share): Share {
    this.shares = this.shares.map((one) =>
      one.id === share.id ? share : share.isPrimary ? { ...one, isPrimary: false } : one,
    );
    return share;
  }
}

function change(share: Share, { password, expiresIn, ...rest }: ChangeShare): Share {
  const { expiresAt = share.expiresAt, ...others } = rest;
  const next: Share = {
    ...share,
    ...(others as Partial<Share>),
    expiresAt: expiresIn ? new Date(Date.now() + expiresIn * 1000).toISOString() : expiresAt,
    hasPassword: password === undefined ? share.hasPassword : password !== null,
    updatedAt: new Date().toISOString(),
  };
  return { ...next, state: stateOf(next) };
}

function stateOf(share: Share): ShareState {
  if (share.revokedAt) return 'revoked';
  if (!share.enabled) return 'paused';
  if (share.expiresAt && Date.parse(share.expiresAt) <= Date.now()) return 'expired';
  return share.usageLimit !== null && share.usageCount >= share.usageLimit ? 'used_up' : 'active';
}

export function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
}

export function problem(status: number, code: string, more: object = {}): Response {
  return new Response(JSON.stringify({ type: 'about:blank', title: code, status, code, ...more }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });
}
