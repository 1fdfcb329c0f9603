import * as z from 'zod/mini';
import { GuestpassError } from '../../contract/errors.js';
import { readShareTemplate } from './addresses.js';
import { parseBody, readInstant } from './answers.js';
import { assetOf } from './assets.js';
import { foreignLinks, ownLinks } from './enforcement.js';
import { createMicrovisualizerLinks } from './microvisualizer-links.js';
import { reduceGraph } from './microvisualizer-graph.js';
import { type Outbound, path } from './outbound.js';
import type { ResourceKey, Source, SourceResource } from './source.js';
import { createCheck, createClients, type Vendor, type VendorOptions } from './vendor.js';

export interface MicrovisualizerOptions extends VendorOptions {
  /** Address of a public link, with `{token}` in it. Without one, links minted upstream have no address of ours to give. */
  readonly shareUrl?: string;
  /** What the graph's coordinates mean: a node's centre (unless said) or its top left corner. */
  readonly coordinates?: 'center' | 'corner';
  /** How many steps the graph goes on from what it is filtered by, 0 to 5; the vendor's default unless said. */
  readonly depth?: number;
  /** By project: the ids of what its graph is reduced to, such as `service--payment`. */
  readonly filters?: Readonly<Record<string, readonly string[]>>;
}

const vendor: Vendor = {
  name: 'MicroVisualizer',
  variables: 'MICROVISUALIZER',
  baseUrl: 'https://api.microvisualizer.com',
};
const asset = 'graph.json';
const projectId = /^[a-z0-9][a-z0-9-]{6,58}[a-z0-9]$/;
const nobody = 'guestpass-check-00000';
const maxGraphBytes = 8 * 1024 * 1024;

/** Of a project's fields only these are read: the others hold its members' e-mail addresses. */
const Project = z.object({
  name: z.string(),
  description: z.optional(z.unknown()),
  createdAt: z.optional(z.unknown()),
});

/** Graphs of a project's services and topics. Guests get its name, its description and the graph. It lists no projects. */
export function createMicrovisualizerSource(options: MicrovisualizerOptions): Source {
  const clients = createClients(vendor, options);
  const template =
    options.shareUrl === undefined ? null : readShareTemplate('MICROVISUALIZER_SHARE_URL', options.shareUrl);
  const filters = new Map(Object.entries(options.filters ?? {}));
  const links = options.links ?? 'own';

  const clientOf = (key: ResourceKey): Outbound | null =>
    key.kind === 'project' && projectId.test(key.id) ? clients.find(key.workspace) : null;

  const find = async (key: ResourceKey, signal: AbortSignal): Promise<SourceResource | null> => {
    const name = 'GET /v1/projects/{projectId}';
    const answer = await clientOf(key)?.call({ name, to: path`/v1/projects/${key.id}`, expects: [400, 404], signal });
    if (answer?.status !== 200) return null;
    const project = parseBody(Project, answer.body, name);
    const createdAt = readInstant(project.createdAt);
    return {
      title: project.name,
      description: typeof project.description === 'string' ? project.description : null,
      view: 'graph',
      status: 'ready',
      sharedBy: null,
      createdAt: createdAt ?? 0,
      completedAt: createdAt,
    };
  };

  return {
    name: 'microvisualizer',
    kinds: ['project'],
    links,
    // One link a project, and a new one in its place kills it; without a template there is no address to send.
    enforcement:
      links === 'own'
        ? ownLinks
        : { ...foreignLinks, rotate: 'upstream', email: template === null ? 'unavailable' : 'here' },
    upstream: createMicrovisualizerLinks(clients, template),
    takesEvents: false,
    find,

    async view(key, signal) {
      const resource = await find(key, signal);
      if (!resource) throw new GuestpassError('not_found');
      return { resource, view: { type: 'graph', asset, origin: options.coordinates ?? 'center' } };
    },

    async read(key, name, range, signal) {
      const client = name === asset ? clientOf(key) : null;
      const call = 'GET /v1/projects/{projectId}/graph';
      const answer = await client?.call({
        name: call,
        to: path`/v1/projects/${key.id}/graph`,
        query: [
          ...(filters.get(key.id) ?? []).map((id) => ['filteredIds', id] as const),
          ...(options.depth === undefined ? [] : [['depth', String(options.depth)] as const]),
        ],
        expects: [404],
        maxBytes: maxGraphBytes,
        signal,
      });
      if (answer?.status !== 200) return null;
      const bytes = new TextEncoder().encode(JSON.stringify(reduceGraph(answer.body, call)));
      return assetOf(bytes, range, { contentType: 'application/json', etag: null, filename: asset });
    },

    async startSession() {
      throw new GuestpassError('live_not_configured');
    },

    // The vendor takes no events.
    async reportEvent() {},

    async list() {
      return [];
    },

    check: createCheck(vendor, clients, ask),
  };
}

/** A project that does not exist is looked for only after the key was accepted. */
async function ask(client: Outbound, signal: AbortSignal): Promise<boolean> {
  const name = 'GET /v1/projects/{projectId}';
  const { status, body } = await client.call({ name, to: path`/v1/projects/${nobody}`, expects: [404], signal });
  return status === 200 || (typeof body === 'object' && body !== null && 'code' in body);
}
