import * as z from 'zod/mini';
import { GuestpassError } from '../../contract/errors.js';
import { readShareTemplate } from './addresses.js';
import { createAnamLinks } from './anam-links.js';
import { createAnamMedia, nameOf, Persona, resourceOf, textOf } from './anam-persona.js';
import { parseBody } from './answers.js';
import { fetchAsset } from './assets.js';
import { foreignLinks, ownLinks } from './enforcement.js';
import { type Outbound, path } from './outbound.js';
import type { LiveSession, ResourceKey, Source, SourceResource } from './source.js';
import { upstreamError } from './upstream-errors.js';
import { createCheck, createClients, type Vendor, type VendorOptions } from './vendor.js';

export interface AnamOptions extends VendorOptions {
  /** Address of the vendor's page for a link, with `{token}` in it. */
  readonly shareUrl?: string;
  /**
   * Hosts beside the vendor's own from which a persona's picture and video may be read: `cdn.example.com`, or
   * `*.example.com` for every name below it. The persona names the address, so no other host is asked.
   */
  readonly mediaHosts?: readonly string[];
  /** The largest idling video that is passed on, in bytes; 64 MiB unless said. */
  readonly maxVideoBytes?: number;
}

const vendor: Vendor = { name: 'Anam', variables: 'ANAM', baseUrl: 'https://api.anam.ai' };
const sharePage = 'https://lab.anam.ai/share/{token}';
const maxPosterBytes = 8 * 1024 * 1024;
const personasPerPage = 100;
const mostPages = 10;

const PersonaRows = z.object({
  data: z.array(z.extend(Persona, { id: z.string() })),
  meta: z.optional(z.object({ lastPage: z.optional(z.unknown()) })),
});
const Session = z.object({ sessionToken: z.string().check(z.minLength(1), z.maxLength(16_384)) });

/** Personas that guests talk to. The vendor's SDK in the guest's browser gets a token for one session, and no more. */
export function createAnamSource(options: AnamOptions): Source {
  const clients = createClients(vendor, options);
  const template = readShareTemplate('ANAM_SHARE_URL', options.shareUrl ?? sharePage);
  const media = createAnamMedia(clients.baseUrl, options.mediaHosts ?? []);
  const maxBytes = { poster: maxPosterBytes, idle: options.maxVideoBytes ?? 64 * 1024 * 1024 };
  const links = options.links ?? 'own';
  const apiBaseUrl = clients.baseUrl.origin === vendor.baseUrl ? null : clients.baseUrl.href.replace(/\/$/, '');

  const clientOf = (key: ResourceKey): Outbound | null => (key.kind === 'persona' ? clients.find(key.workspace) : null);

  const fetchPersona = async (key: ResourceKey, signal: AbortSignal, deadline?: number): Promise<Persona | null> => {
    const name = 'GET /v1/personas/{id}';
    const until = deadline === undefined ? {} : { deadline };
    const to = path`/v1/personas/${key.id}`;
    const answer = await clientOf(key)?.call({ name, to, expects: [400, 404], signal, ...until });
    return answer?.status === 200 ? parseBody(Persona, answer.body, name) : null;
  };

  return {
    name: 'anam',
    kinds: ['persona'],
    links,
    // The vendor's link has an end and a number of uses. Origins and a pause can be read, but not be set.
    enforcement:
      links === 'own'
        ? // A conversation is nothing to save.
          { ...ownLinks, live: 'here', download: 'unavailable' }
        : { ...foreignLinks, expiresAt: 'upstream', usageLimit: 'upstream', severalLinks: 'upstream', email: 'here' },
    upstream: createAnamLinks(clients, template),
    takesEvents: false,

    async find(key, signal) {
      const persona = await fetchPersona(key, signal);
      return persona && resourceOf(persona);
    },

    async view(key, signal) {
      const client = clientOf(key);
      const deadline = client?.deadline();
      const persona = await fetchPersona(key, signal, deadline);
      if (!client || !persona) throw new GuestpassError('not_found');
      const { poster, idle } = await media.of(client, persona, signal, deadline);
      const view = {
        type: 'persona',
        name: nameOf(persona),
        description: textOf(persona.description),
        poster: poster && 'poster',
        idleVideo: idle && 'idle',
        live: true,
        minutes: null,
      } as const;
      return { resource: resourceOf(persona), view };
    },

    async read(key, name, range, signal) {
      const client = name === 'poster' || name === 'idle' ? clientOf(key) : null;
      if (!client || (name !== 'poster' && name !== 'idle')) return null;
      const deadline = client.deadline();
      const persona = await fetchPersona(key, signal, deadline);
      const to = persona && (await media.of(client, persona, signal, deadline))[name];
      if (!to) return null;
      return fetchAsset(client, {
        name: `GET ${name}`,
        to,
        range,
        typeFor: (type) => (media.types[name].includes(type.toLowerCase()) ? type.toLowerCase() : null),
        filename: name,
        maxBytes: maxBytes[name],
        signal,
      });
    },

    async startSession(key, signal): Promise<LiveSession> {
      const client = clientOf(key);
      if (!client) throw new GuestpassError('not_found');
      const name = 'POST /v1/auth/session-token';
      const body = { personaConfig: { personaId: key.id } };
      const to = path`/v1/auth/session-token`;
      const answer = await client.call({ name, method: 'POST', to, body, explain: explainSession, signal });
      return { sessionToken: parseBody(Session, answer.body, name).sessionToken, apiBaseUrl };
    },

    // The vendor counts its sessions itself.
    async reportEvent() {},

    async list(workspace, signal) {
      const client = clients.find(workspace);
      const name = 'GET /v1/personas';
      const found: (SourceResource & { kind: 'persona'; id: string })[] = [];
      const deadline = client?.deadline() ?? 0;
      for (let page = 1; client && page <= mostPages; page += 1) {
        const query = [
          ['page', String(page)],
          ['perPage', String(personasPerPage)],
        ] as const;
        const answer = await client.call({ name, to: path`/v1/personas`, query, deadline, signal });
        const { data, meta } = parseBody(PersonaRows, answer.body, name);
        for (const persona of data) found.push({ kind: 'persona', id: persona.id, ...resourceOf(persona) });
        if (typeof meta?.lastPage !== 'number' || page >= meta.lastPage) break;
      }
      return found;
    },

    check: createCheck(vendor, clients, ask),
  };
}

async function ask(client: Outbound, signal: AbortSignal): Promise<boolean> {
  const query = [
    ['page', '1'],
    ['perPage', '1'],
  ] as const;
  const { body } = await client.call({ name: 'GET /v1/share-links', to: path`/v1/share-links`, query, signal });
  return typeof body === 'object' && body !== null && 'data' in body;
}

/** The vendor tells some failures of a session in words only. None of its words goes further. */
function explainSession(status: number, body: unknown, what: string): GuestpassError | null {
  if (status === 400 || status === 422) return upstreamError('upstream_invalid', what);
  if (status !== 429) return null;
  const words = JSON.stringify(body);
  if (/concurrent session/i.test(words)) {
    const detail = 'All conversations that are possible at once are taken. Try again in a few minutes.';
    return upstreamError('upstream_limit', what, { detail, retryAfter: 60 });
  }
  if (/spend cap/i.test(words)) {
    // Waiting does not help: somebody has to raise the cap.
    const detail = 'The budget for conversations is used up for now.';
    return upstreamError('upstream_plan', what, { detail });
  }
  return null;
}
