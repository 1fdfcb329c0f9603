import { randomUUID } from 'node:crypto';
import { type AnamEngine, createAnamEngine } from './anam-engine.js';
import { fieldsOf } from './craftkit.js';
import { canaryText, type StubReply, type StubRequest, startVendorServer, type VendorServer } from './vendor-server.js';

/** Anam's API, as far as its documentation tells: strict about what it is asked. */
export interface AnamStub extends VendorServer {
  readonly personas: Map<string, StubPersona>;
  readonly links: StubLink[];
  /** Session tokens that were given out, oldest first. */
  readonly sessions: { readonly personaId: string; readonly sessionToken: string }[];
  /** What the next sessions are refused with; null for none. */
  refusal: { readonly status: number; readonly error: string } | null;
  /** What a guest's browser talks to, with a session token and no key. */
  readonly engine: AnamEngine;
  readonly picture: Uint8Array;
  readonly video: Uint8Array;
  addPersona(persona?: Partial<StubPersona>): StubPersona;
}

export interface StubPersona {
  readonly id: string;
  readonly name: string | null;
  readonly description: string | null;
  /** Whether the reply brings the avatar, or only its id. */
  readonly bringsAvatar: boolean;
  /** Another address of the picture than the stub's own. */
  readonly imageUrl?: string;
  readonly createdAt: string;
}

export interface StubLink {
  readonly id: string;
  readonly token: string;
  readonly personaId: string;
  readonly createdAt: string;
  expiresAt: string | null;
  usageLimit: number | null;
  usageCount: number;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const avatarId = '071b0286-4cce-4808-bee2-e642f1062de3';

interface Options {
  readonly key: string;
  /** The picture of every persona; bytes that are none unless given. */
  readonly picture?: Uint8Array;
}

export async function startAnamStub({ key, picture = noise(5_000) }: Options): Promise<AnamStub> {
  const personas = new Map<string, StubPersona>();
  const links: StubLink[] = [];
  const sessions: { personaId: string; sessionToken: string }[] = [];
  const video = Uint8Array.from({ length: 30_000 }, (_, index) => (index * 13 + (index >> 8)) % 256);
  let url = '';
  const state: { refusal: AnamStub['refusal'] } = { refusal: null };

  const avatarJson = (persona: StubPersona | null) => ({
    id: avatarId,
    displayName: 'Liv',
    variantName: 'home',
    imageUrl: persona?.imageUrl ?? `${url}/media/liv_home.png`,
    videoUrl: `${url}/media/liv_home.mp4?X-Amz-Signature=${canaryText}`,
    createdByOrganizationId: canaryText,
  });
  const personaJson = (persona: StubPersona) => ({
    id: persona.id,
    name: persona.name,
    description: persona.description,
    personaPreset: '',
    ...(persona.bringsAvatar ? { avatar: avatarJson(persona) } : { avatarId }),
    brain: { systemPrompt: canaryText, personality: null },
    shareLinks: [{ id: randomUUID(), token: canaryText }],
    createdAt: persona.createdAt,
  });

  const handle = (request: StubRequest): StubReply => {
    const { method, path, query, body } = request;
    if (path === '/media/liv_home.png') return media(request, picture, 'image/png');
    if (path === '/media/liv_home.mp4') return media(request, video, 'video/mp4');
    const [, collection = '', id = ''] = /^\/v1\/([a-z/-]+?)(?:\/([0-9a-f-]{36}|[^/]*%.*))?$/.exec(path) ?? [];
    switch (`${method} ${collection}${id ? '/{id}' : ''}`) {
      case 'GET personas/{id}': {
        const persona = personas.get(id);
        return persona ? { status: 200, json: personaJson(persona) } : error(404, 'no persona');
      }
      case 'GET avatars/{id}':
        return id === avatarId ? { status: 200, json: avatarJson(null) } : error(404, 'no avatar');
      case 'GET personas':
        return page(query, [...personas.values()].map(personaJson), ['page', 'perPage', 'search']);
      case 'GET share-links': {
        const wanted = links.filter((link) => !query.has('personaId') || link.personaId === query.get('personaId'));
        const rows = wanted.map((link) => ({ ...linkJson(link), personaName: canaryText, organizationId: canaryText }));
        return page(query, rows, ['page', 'perPage', 'search', 'personaId']);
      }
      case 'POST share-links': {
        const problem = fieldsOf(body, { personaId: 'string', expiresInHours: 'number', usageLimit: 'number' }, [
          'personaId',
        ]);
        // oxlint-disable-next-line typescript/consistent-type-assertions -- checked on the line above
        const { personaId, expiresInHours = 168, usageLimit = 10 } = body as Terms & { personaId: string };
        if (problem || !uuid.test(personaId) || expiresInHours <= 0 || usageLimit < 1)
          return error(400, problem ?? 'terms');
        if (!personas.has(personaId)) return error(404, 'no persona');
        const link: StubLink = {
          id: randomUUID(),
          token: `sh_${randomUUID().replaceAll('-', '').slice(0, 21)}`,
          personaId,
          createdAt: new Date().toISOString(),
          expiresAt: instantIn(expiresInHours),
          usageLimit,
          usageCount: 0,
        };
        links.push(link);
        return { status: 201, json: linkJson(link) };
      }
      case 'GET share-links/{id}':
      case 'PUT share-links/{id}':
      case 'DELETE share-links/{id}': {
        const link = links.find((one) => one.id === id);
        if (!link) return error(404, 'no link');
        if (method === 'DELETE') links.splice(links.indexOf(link), 1);
        if (method !== 'PUT') return { status: 200, json: method === 'GET' ? linkJson(link) : { success: true } };
        const problem = fieldsOf(body, { expiresInHours: 'number', usageLimit: 'number' }, []);
        if (problem) return error(400, problem);
        // oxlint-disable-next-line typescript/consistent-type-assertions -- checked on the line above
        const { expiresInHours, usageLimit } = body as Terms;
        if (expiresInHours !== undefined) link.expiresAt = instantIn(expiresInHours);
        if (usageLimit !== undefined) link.usageLimit = usageLimit;
        return { status: 200, json: linkJson(link) };
      }
      case 'POST auth/session-token': {
        // oxlint-disable-next-line typescript/consistent-type-assertions -- looked into below
        const { personaConfig } = body as { personaConfig?: { personaId?: string } };
        const problem =
          fieldsOf(body, { personaConfig: 'object' }, ['personaConfig']) ??
          fieldsOf(personaConfig, { personaId: 'string' }, ['personaId']);
        if (problem) return error(400, problem);
        if (state.refusal)
          return { status: state.refusal.status, json: { error: state.refusal.error, message: canaryText } };
        const personaId = personaConfig?.personaId ?? '';
        if (!personas.has(personaId)) return error(404, 'no persona');
        const sessionToken = sessionTokenOf(personaId);
        sessions.push({ personaId, sessionToken });
        return { status: 200, json: { sessionToken } };
      }
      default:
        return /^\/v1\/(personas|avatars|share-links)\//.test(path)
          ? error(404, 'no such id')
          : error(405, 'no such route');
    }
  };

  const engine = createAnamEngine({
    known: (token) => sessions.some(({ sessionToken }) => sessionToken === token),
    violation: (what) => server.violations.push(what),
  });
  const server: VendorServer = await startVendorServer({
    key,
    handle,
    error,
    open: (path) => path.startsWith('/media/'),
    browsers: engine,
  });
  url = server.url;
  return {
    ...server,
    engine,
    personas,
    links,
    sessions,
    picture,
    video,
    get refusal() {
      return state.refusal;
    },
    set refusal(refusal) {
      state.refusal = refusal;
    },
    addPersona(given = {}) {
      const persona: StubPersona = {
        id: randomUUID(),
        name: 'Cara',
        description: 'A helpful assistant',
        bringsAvatar: true,
        createdAt: new Date().toISOString(),
        ...given,
      };
      personas.set(persona.id, persona);
      return persona;
    },
  };
}

function noise(size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, index) => (index * 7) % 256);
}

/** A JWT, of which the vendor's SDK reads the second part. */
function sessionTokenOf(personaId: string): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { accountId: 'account-1', type: 'stateful', personaId, jti: randomUUID() };
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.${randomUUID().replaceAll('-', '')}`;
}

interface Terms {
  readonly expiresInHours?: number;
  readonly usageLimit?: number;
}

function instantIn(hours: number): string {
  return new Date(Date.now() + hours * 3_600_000).toISOString();
}

function linkJson(link: StubLink) {
  return {
    ...link,
    type: 'LINK',
    allowedOrigins: [],
    allowAllOrigins: false,
    removeWatermark: false,
    enabled: true,
    isPrimary: false,
  };
}

function page(query: URLSearchParams, rows: readonly unknown[], known: readonly string[]): StubReply {
  const unknown = [...query.keys()].find((name) => !known.includes(name));
  const current = Number(query.get('page') ?? 1);
  const perPage = Number(query.get('perPage') ?? 20);
  if (unknown || !(current >= 1) || !(perPage >= 1 && perPage <= 100)) return error(400, `query ${unknown}`);
  const lastPage = Math.max(1, Math.ceil(rows.length / perPage));
  const data = rows.slice((current - 1) * perPage, current * perPage);
  const prev = current > 1 ? current - 1 : null;
  const next = current < lastPage ? current + 1 : null;
  return {
    status: 200,
    json: { data, meta: { total: rows.length, lastPage, currentPage: current, perPage, prev, next } },
  };
}

function media({ headers }: StubRequest, bytes: Uint8Array, type: string): StubReply {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '') ?? [];
  if (from === undefined) return { status: 200, headers: { 'content-type': type, 'x-amz-id': canaryText }, bytes };
  const size = bytes.byteLength;
  const end = to ? Math.min(Number(to), size - 1) : size - 1;
  if (Number(from) > end) return { status: 416, headers: { 'content-range': `bytes */${size}` } };
  const headersOut = { 'content-type': type, 'content-range': `bytes ${from}-${end}/${size}` };
  return { status: 206, headers: headersOut, bytes: bytes.subarray(Number(from), end + 1) };
}

function error(status: number, text: string): StubReply {
  return { status, json: { error: `${canaryText} ${text}`, message: canaryText } };
}
