import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import * as z from 'zod/mini';
import { GuestpassError } from '../../contract/errors.js';
import { type Kind, ResourceId } from '../../contract/resource.js';
import { Graph, type View } from '../../contract/view.js';
import { ownLinks } from './enforcement.js';
import {
  type AssetBytes,
  type RangeRequest,
  RangeNotSatisfiable,
  type ResourceKey,
  type Source,
  type SourceResource,
} from './source.js';

/** Which files are renders, and what a guest gets of each. */
const renderTypes = {
  pdf: { view: 'document', contentType: 'application/pdf' },
  mp4: { view: 'video', contentType: 'video/mp4' },
  webm: { view: 'video', contentType: 'video/webm' },
  m3u8: { view: 'video', contentType: 'application/vnd.apple.mpegurl' },
  mp3: { view: 'audio', contentType: 'audio/mpeg' },
  png: { view: 'image', contentType: 'image/png' },
  jpg: { view: 'image', contentType: 'image/jpeg' },
  webp: { view: 'image', contentType: 'image/webp' },
  svg: { view: 'image', contentType: 'image/svg+xml' },
} as const satisfies Record<string, { view: SourceResource['view']; contentType: string }>;
type RenderExtension = keyof typeof renderTypes;

/** The file types that can be renders, without the dot. */
export const renderExtensions: readonly string[] = Object.keys(renderTypes);

/** The file beside a resource, `{id}.json`, says what the file itself cannot. Unknown fields are passed over. */
const Sidecar = z.object({
  name: z.optional(z.string()),
  description: z.optional(z.nullable(z.string())),
  status: z.optional(z.enum(['succeeded', 'queued', 'rendering', 'failed'])),
  owner: z.optional(z.string()),
  alt: z.optional(z.string()),
  poster: z.optional(z.string()),
  captions: z.optional(z.array(z.object({ src: z.string(), lang: z.string(), label: z.string() }))),
  idleVideo: z.optional(z.string()),
  createdAt: z.optional(z.string()),
  completedAt: z.optional(z.nullable(z.string())),
});
type Sidecar = z.infer<typeof Sidecar>;

const assetTypes: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(renderTypes).map(([extension, { contentType }]) => [extension, contentType])),
  jpeg: 'image/jpeg',
  vtt: 'text/vtt; charset=utf-8',
  ts: 'video/mp2t',
  m4s: 'video/iso.segment',
  json: 'application/json; charset=utf-8',
};

/** Names of files in the folder: no separators, no leading dot, so that nothing outside it can be named. */
const fileName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,200}$/;

/**
 * Resources that are files: `{folder}/{kind}/{id}.{ext}`, with an optional `{id}.json` beside. Looked up anew each time,
 * so a file that appears while the server runs is found.
 */
export function folderSource({
  folder,
  workspacesFolder,
}: {
  readonly folder: string;
  readonly workspacesFolder?: string;
}): Source {
  const rootOf = (workspace: string): string | null => {
    if (workspace === 'default') return folder;
    return workspacesFolder && fileName.test(workspace) ? join(workspacesFolder, workspace, 'resources') : null;
  };
  const directory = (key: Pick<ResourceKey, 'workspace' | 'kind'>): string | null => {
    const root = rootOf(key.workspace);
    return root === null ? null : join(root, key.kind);
  };

  const lookUp = async (key: ResourceKey): Promise<Found | null> => {
    const within = directory(key);
    if (within === null || !ResourceId.safeParse(key.id).success) return null;
    return key.kind === 'render' ? findRender(within, key.id) : findJson(within, key.kind, key.id);
  };
  const require = async (key: ResourceKey): Promise<Found> => {
    const found = await lookUp(key);
    if (!found) throw new GuestpassError('not_found', { detail: `There is no ${key.kind} with the id ${key.id}.` });
    return found;
  };

  return {
    name: 'folder',
    kinds: ['render', 'persona', 'project'],
    links: 'own',
    enforcement: ownLinks,
    upstream: null,
    takesEvents: false,

    async find(key) {
      return (await lookUp(key))?.resource ?? null;
    },

    async view(key) {
      const found = await require(key);
      if (found.resource.status !== 'ready') throw new GuestpassError('not_ready');
      return { resource: found.resource, view: await viewOf(key.kind, found) };
    },

    async read(key, asset, range) {
      const found = await require(key);
      const within = directory(key);
      if (within === null || !fileName.test(asset) || !assetsOf(found, asset)) return null;
      return readFileAsset(
        join(within, asset),
        asset === found.file ? filenameOf(found.resource.title, asset) : asset,
        range,
      );
    },

    async startSession() {
      throw new GuestpassError('live_not_configured');
    },
    async reportEvent() {
      // Nobody to tell: the events stand in our own store.
    },

    async list(workspace) {
      const lists = await Promise.all(
        (['render', 'persona', 'project'] as const).map(async (kind) => {
          const within = directory({ workspace, kind });
          const ids = within === null ? [] : await idsIn(within);
          const found = await Promise.all(
            ids.map(async (id) => ({ kind, id, found: await lookUp({ workspace, kind, id }) })),
          );
          return found.flatMap((entry) => (entry.found ? [{ kind, id: entry.id, ...entry.found.resource }] : []));
        }),
      );
      return lists.flat();
    },

    async check() {
      try {
        return (await stat(folder)).isDirectory() ? null : `${folder} is not a folder.`;
      } catch {
        return `The folder of resources ${folder} cannot be read.`;
      }
    },
  };
}

interface Found {
  readonly resource: SourceResource;
  readonly sidecar: Sidecar;
  /** Name of the file that holds the resource; null for a render that is not there yet. */
  readonly file: string | null;
}

async function findRender(within: string, id: string): Promise<Found | null> {
  const extensions = Object.keys(renderTypes).filter((extension): extension is RenderExtension =>
    Object.hasOwn(renderTypes, extension),
  );
  const sidecar = await readSidecar(join(within, `${id}.json`));
  for (const extension of extensions) {
    const file = `${id}.${extension}`;
    const info = await stat(join(within, file)).catch(() => null);
    if (info?.isFile())
      return {
        sidecar: sidecar ?? {},
        file,
        resource: resourceOf(id, sidecar ?? {}, renderTypes[extension].view, info.mtimeMs, true),
      };
  }
  // Queued, rendering or failed: known by its sidecar alone.
  return sidecar?.status
    ? { sidecar, file: null, resource: resourceOf(id, sidecar, 'document', Date.now(), false) }
    : null;
}

async function findJson(within: string, kind: Exclude<Kind, 'render'>, id: string): Promise<Found | null> {
  const file = `${id}.json`;
  const info = await stat(join(within, file)).catch(() => null);
  const sidecar = info?.isFile() ? await readSidecar(join(within, file)) : null;
  if (!info || !sidecar) return null;
  return {
    sidecar,
    file,
    resource: resourceOf(id, sidecar, kind === 'persona' ? 'persona' : 'graph', info.mtimeMs, true),
  };
}

function resourceOf(
  id: string,
  sidecar: Sidecar,
  view: SourceResource['view'],
  modifiedAt: number,
  present: boolean,
): SourceResource {
  const status = sidecar.status ?? 'succeeded';
  const createdAt = sidecar.createdAt === undefined ? Number.NaN : Date.parse(sidecar.createdAt);
  const completedAt = sidecar.completedAt ? Date.parse(sidecar.completedAt) : Number.NaN;
  const ready = status === 'succeeded' && present;
  return {
    title: sidecar.name ?? id,
    description: sidecar.description ?? null,
    view,
    status: ready ? 'ready' : status === 'failed' ? 'failed' : 'pending',
    sharedBy: sidecar.owner ?? null,
    createdAt: Number.isNaN(createdAt) ? Math.trunc(modifiedAt) : createdAt,
    completedAt: ready ? (Number.isNaN(completedAt) ? Math.trunc(modifiedAt) : completedAt) : null,
  };
}

/** Null when there is none; one that is not JSON of the right form counts as not there, so that a half-written file does no harm. */
async function readSidecar(file: string): Promise<Sidecar | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    const parsed = Sidecar.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

async function viewOf(kind: Kind, { resource, sidecar, file }: Found): Promise<View> {
  if (file === null) throw new GuestpassError('not_ready');
  if (kind === 'persona') {
    return {
      type: 'persona',
      name: resource.title,
      description: resource.description,
      poster: sidecar.poster ?? null,
      idleVideo: sidecar.idleVideo ?? null,
      live: false,
      minutes: null,
    };
  }
  if (kind === 'project') return { type: 'graph', asset: file, origin: 'center' };
  const extension = extensionOf(file);
  const contentType = assetTypes[extension] ?? 'application/octet-stream';
  const filename = filenameOf(resource.title, file);
  switch (resource.view) {
    case 'document':
      return { type: 'document', asset: file, size: null, filename };
    case 'image':
      return { type: 'image', asset: file, contentType, filename, alt: sidecar.alt ?? null };
    case 'video':
    case 'audio': {
      const captions = (sidecar.captions ?? []).map(({ src, lang, label }) => ({ asset: src, lang, label }));
      return {
        type: resource.view,
        asset: file,
        contentType,
        hls: extension === 'm3u8',
        poster: sidecar.poster ?? null,
        captions,
        filename,
      };
    }
    default:
      throw new Error(`A render has no ${resource.view} view.`);
  }
}

function extensionOf(file: string): string {
  return file.slice(file.lastIndexOf('.') + 1);
}

/** What a saved file is called: the title, as far as file systems take it. */
function filenameOf(title: string, file: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are exactly what is taken out
  const plain = title
    .replace(/[\\/:*?"<>|\u0000-\u001f]+/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, 120);
  return `${plain || 'file'}.${extensionOf(file)}`;
}

/** Only what the view names is served; of a stream also its segments, which lie beside it under its id. */
function assetsOf({ file, sidecar }: Found, asset: string): boolean {
  if (asset === file || asset === sidecar.poster || asset === sidecar.idleVideo) return true;
  if ((sidecar.captions ?? []).some(({ src }) => src === asset)) return true;
  return (
    file !== null &&
    file.endsWith('.m3u8') &&
    asset.startsWith(`${file.slice(0, -'.m3u8'.length)}.`) &&
    /\.(ts|m4s|m3u8|mp4)$/.test(asset)
  );
}

async function readFileAsset(path: string, filename: string, asked: RangeRequest | null): Promise<AssetBytes | null> {
  const info = await stat(path).catch(() => null);
  if (!info?.isFile()) return null;
  const { size } = info;
  const contentType = assetTypes[extensionOf(path).toLowerCase()] ?? 'application/octet-stream';
  const facts = {
    contentType,
    size,
    etag: `${size.toString(36)}-${Math.trunc(info.mtimeMs).toString(36)}`,
    filename,
  };
  if (path.endsWith('.json')) return readGraph(path, facts);
  const range = asked ? clip(asked, size) : null;
  const stream = createReadStream(path, range ?? {});
  // oxlint-disable-next-line typescript/consistent-type-assertions -- Node's and the DOM's stream types are the same thing
  return { ...facts, range, body: Readable.toWeb(stream) as unknown as ReadableStream<Uint8Array> };
}

/** A project's file may hold more than guests should see: only the graph's own fields pass. */
async function readGraph(path: string, facts: Omit<AssetBytes, 'range' | 'body'>): Promise<AssetBytes> {
  let graph: Graph;
  try {
    graph = Graph.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    throw new GuestpassError('upstream_invalid', { detail: 'The graph cannot be read.', cause });
  }
  const bytes = new TextEncoder().encode(JSON.stringify(graph));
  return { ...facts, size: bytes.length, etag: null, range: null, body: new Blob([bytes]).stream() };
}

function clip(asked: RangeRequest, size: number): { start: number; end: number } {
  const start = 'suffix' in asked ? Math.max(0, size - asked.suffix) : asked.from;
  const end = 'suffix' in asked || asked.to === null ? size - 1 : Math.min(asked.to, size - 1);
  if (start > end || ('suffix' in asked && asked.suffix === 0)) throw new RangeNotSatisfiable(size);
  return { start, end };
}

async function idsIn(within: string): Promise<readonly string[]> {
  const names = await readdir(within).catch(() => []);
  const ids = names.flatMap((name) => {
    const id = name.slice(0, name.lastIndexOf('.'));
    return ResourceId.safeParse(id).success ? [id] : [];
  });
  return [...new Set(ids)].sort();
}
