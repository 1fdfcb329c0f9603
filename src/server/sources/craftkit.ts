import * as z from 'zod/mini';
import type { GuestEventType } from '../../contract/view.js';
import { GuestpassError } from '../../contract/errors.js';
import { parseBody, readInstant } from './answers.js';
import { fetchAsset } from './assets.js';
import { createCraftkitLinks } from './craftkit-links.js';
import { foreignLinks, ownLinks } from './enforcement.js';
import { type Outbound, path } from './outbound.js';
import type { ResourceKey, Source, SourceResource } from './source.js';
import { createCheck, createClients, type Vendor, type VendorOptions } from './vendor.js';

export interface CraftkitOptions extends VendorOptions {
  /** The largest document that is passed on, in bytes; 256 MiB unless said. */
  readonly maxDocumentBytes?: number;
}

const vendor: Vendor = { name: 'CraftKit', variables: 'CRAFTKIT', baseUrl: 'https://api.craftkit.dev' };
const asset = 'document.pdf';
const nobody = '00000000-0000-7000-8000-000000000000';

/** Storage behind the vendor may not know what it holds; a guest's viewer then finds out by itself. */
const documentTypes = ['application/pdf', 'application/octet-stream'];

/** The events that the vendor takes. */
const reported: readonly GuestEventType[] = ['viewed', 'downloaded', 'printed'];

/** Of a render's fields only these are read: its downloadUrl is public for good and must reach nobody. */
const Render = z.object({
  status: z.string(),
  createdAt: z.optional(z.unknown()),
  completedAt: z.optional(z.unknown()),
});

/**
 * Documents that CraftKit renders. A guest gets the PDF streamed with our key. The vendor gives a render no title, so
 * each is called a document. It has no list of renders for a key.
 */
export function createCraftkitSource(options: CraftkitOptions): Source {
  const clients = createClients(vendor, options);
  const maxBytes = options.maxDocumentBytes ?? 256 * 1024 * 1024;
  const links = options.links ?? 'own';

  const find = async (key: ResourceKey, signal: AbortSignal): Promise<SourceResource | null> => {
    const client = key.kind === 'render' ? clients.find(key.workspace) : null;
    if (!client) return null;
    const name = 'GET /v1/renders/{id}';
    const answer = await client.call({ name, to: path`/v1/renders/${key.id}`, expects: [400, 404], signal });
    if (answer.status !== 200) return null;
    const render = parseBody(Render, answer.body, name);
    return {
      title: 'Document',
      description: null,
      view: 'document',
      status: render.status === 'succeeded' ? 'ready' : render.status === 'failed' ? 'failed' : 'pending',
      sharedBy: null,
      createdAt: readInstant(render.createdAt) ?? 0,
      completedAt: readInstant(render.completedAt),
    };
  };

  return {
    name: 'craftkit',
    kinds: ['render'],
    links,
    // Its page lets everybody download and print; a link can be made with an end, but not changed afterwards.
    enforcement:
      links === 'own'
        ? ownLinks
        : { ...foreignLinks, expiresAt: 'upstream', severalLinks: 'upstream', email: 'here', message: 'upstream' },
    upstream: createCraftkitLinks(clients),
    takesEvents: true,
    find,

    async view(key, signal) {
      const resource = await find(key, signal);
      if (!resource) throw new GuestpassError('not_found');
      if (resource.status === 'failed')
        throw new GuestpassError('not_ready', { detail: 'This document failed to render.' });
      if (resource.status === 'pending') throw new GuestpassError('not_ready');
      return { resource, view: { type: 'document', asset, size: null, filename: asset } };
    },

    async read(key, name, range, signal) {
      const client = key.kind === 'render' && name === asset ? clients.find(key.workspace) : null;
      if (!client) return null;
      return fetchAsset(client, {
        name: 'GET /v1/embed/renders/{id}/download',
        to: path`/v1/embed/renders/${key.id}/download`,
        range,
        typeFor: (type) => (documentTypes.includes(type.toLowerCase()) ? 'application/pdf' : null),
        filename: asset,
        maxBytes,
        signal,
      });
    },

    async startSession() {
      throw new GuestpassError('live_not_configured');
    },

    async reportEvent(key, event, signal) {
      if (!reported.includes(event)) return;
      const body = { eventType: event, metadata: { source: 'guestpass' } };
      const name = 'POST /v1/renders/{id}/events';
      const to = path`/v1/renders/${key.id}/events`;
      await clients.get(key.workspace).call({ name, method: 'POST', to, body, signal });
    },

    async list() {
      return [];
    },

    check: createCheck(vendor, clients, ask),
  };
}

/** A render that does not exist costs nothing to look for, and is looked for only after the key was accepted. */
async function ask(client: Outbound, signal: AbortSignal): Promise<boolean> {
  const name = 'GET /v1/renders/{id}';
  const { status, body } = await client.call({ name, to: path`/v1/renders/${nobody}`, expects: [404], signal });
  return status === 200 || (typeof body === 'object' && body !== null && 'error' in body);
}
