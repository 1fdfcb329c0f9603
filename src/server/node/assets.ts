import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import type { AssetFile, Assets } from '../app.js';
import { ConfigError } from '../sources/addresses.js';

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  wasm: 'application/wasm',
  bcmap: 'application/octet-stream',
  pfb: 'application/octet-stream',
  ttf: 'font/ttf',
  woff2: 'font/woff2',
};

const Chunk = z.object({
  file: z.string(),
  name: z.optional(z.string()),
  isEntry: z.optional(z.boolean()),
  css: z.optional(z.array(z.string())),
  imports: z.optional(z.array(z.string())),
});
type Chunk = z.infer<typeof Chunk>;
const Manifest = z.record(z.string(), Chunk);
/** Of the builds whose files lie in one folder: see vite.config.ts. */
const manifests = { guest: 'manifest.json', elements: 'elements.json' } as const;
const Integrity = z.object({ version: z.string(), integrity: z.string() });

/** The built browser files of this package, read once. `folder` is its dist/, unless the files were moved elsewhere. */
export function fileAssets(folder: string = fileURLToPath(new URL('../../', import.meta.url))): Assets {
  if (!existsSync(join(folder, 'guest', manifests.guest))) {
    throw new ConfigError([`The browser files are not in ${folder}: run "npm run build" first.`]);
  }
  const pages = readFolder(join(folder, 'guest'));
  const embeds = readFolder(join(folder, 'embed'));
  const { version, integrity } = Integrity.parse(parseFile(join(folder, 'embed', 'integrity.json')));

  const { entry, part } = readBuild(join(folder, 'guest', manifests.guest));
  const entries = { main: entry('main'), frame: entry('frame') };
  const elements = moduleOf(readBuild(join(folder, 'guest', manifests.elements)).entry('elements'));

  return {
    find: (path) => pages.get(path) ?? null,
    entry: (page) => entries[page],
    part,
    named: (name) => embeds.get(name) ?? (name === 'elements.js' ? elements : null),
    version,
    integrity,
  };
}

interface Build {
  /** What must be loaded first. */
  entry(name: string): ReturnType<Assets['entry']>;
  part(source: string): readonly string[];
}

function readBuild(file: string): Build {
  const manifest = Manifest.parse(parseFile(file));
  /** The chunk and all that it imports, so that no request waits for another. */
  const closure = (chunk: Chunk | undefined, name: string): readonly Chunk[] => {
    if (!chunk) throw new Error(`The build has nothing named ${name}: run the build again.`);
    const needed = new Set([chunk]);
    for (const one of needed) for (const key of one.imports ?? []) if (manifest[key]) needed.add(manifest[key]);
    return [...needed];
  };
  /** A page asks for the same few each time it is written. */
  const parts = new Map<string, readonly string[]>();
  return {
    entry(name) {
      const found = Object.values(manifest).find((chunk) => chunk.isEntry && chunk.name === name);
      const chunks = closure(found, name);
      const [script = '', ...preload] = chunks.map((chunk) => chunk.file);
      return { script, styles: chunks.flatMap((chunk) => chunk.css ?? []), preload };
    },
    part(source) {
      const files = parts.get(source) ?? closure(manifest[source], source).map((chunk) => chunk.file);
      parts.set(source, files);
      return files;
    },
  };
}

/**
 * `/elements.js`, whose name never changes: it imports the built entry by its hashed name, so that each module is there
 * once, under one address. What the entry needs stands beside it, and is fetched with it rather than after it.
 */
function moduleOf({ script, preload }: ReturnType<Assets['entry']>): AssetFile {
  const body = new TextEncoder().encode([...preload, script].map((file) => `import"./assets/${file}";\n`).join(''));
  const etag = createHash('sha256').update(body).digest('base64url');
  return { body, brotli: null, contentType: 'text/javascript; charset=utf-8', etag };
}

function isManifest(name: string): boolean {
  return Object.values(manifests).some((manifest) => manifest === name);
}

function parseFile(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function readFolder(folder: string): ReadonlyMap<string, AssetFile> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      const extension = entry.name.slice(entry.name.lastIndexOf('.') + 1);
      const contentType = types[extension];
      if (!contentType || isManifest(entry.name)) return [];
      const body = new Uint8Array(readFileSync(path));
      const etag = createHash('sha256').update(body).digest('base64url');
      const compressed = `${path}.br`;
      const brotli = existsSync(compressed) ? new Uint8Array(readFileSync(compressed)) : null;
      return [[path.slice(folder.length + 1).replaceAll('\\', '/'), { body, brotli, contentType, etag }] as const];
    }),
  );
}
