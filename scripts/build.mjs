// Builds everything in dist/. Entries whose source is not there are left out.
// It is written beside dist/ and put in its place at the end, so that a server that runs from it never finds half of it.

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { build as viteBuild } from 'vite';
import { compressAll } from './compress.mjs';
import { writeEditorData } from './editor-data.mjs';
import { writeManifest } from './manifest.mjs';
import { stamp } from './stale.mjs';
import { bin, quietly, ROOT, step } from './steps.mjs';

const DIST = join(ROOT, 'dist');
const FRESH = join(ROOT, `dist.${process.pid}`);
const fresh = (...path) => join(FRESH, ...path);

/** Each bundle's mode in vite.config.ts, its folder and what it starts from. */
const BUNDLES = [
  { mode: 'guest', folder: 'guest', entries: ['src/guest/main.ts', 'src/guest/frame.ts'] },
  { mode: 'elements', folder: 'guest', entries: ['src/elements/bundle.ts'] },
  { mode: 'embed', folder: 'embed', entries: ['src/embed/loader.ts'] },
  { mode: 'orb', folder: 'embed', entries: ['src/embed/orb.ts'] },
  { mode: 'trouble', folder: 'embed', entries: ['src/embed/trouble.ts'] },
];

/** `tsc` without its checks: those are the step `types`, and a build need not wait for them. */
async function compile() {
  await quietly(bin('tsc'), ['-p', 'tsconfig.build.json', '--noCheck', '--outDir', FRESH]);
  if (existsSync(fresh('server/cli.js'))) await chmod(fresh('server/cli.js'), 0o755);
}

async function bundle({ mode, folder }) {
  await viteBuild({
    root: ROOT,
    configFile: join(ROOT, 'vite.config.ts'),
    mode,
    build: { outDir: fresh(folder), emptyOutDir: false },
  });
}

/** A copy that carries the version, and the hash that a host page pins it by. */
async function pinEmbed() {
  const loader = fresh('embed/embed.js');
  if (!existsSync(loader)) return 'no loader yet';
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  const file = `embed@${version}.js`;
  await copyFile(loader, fresh('embed', file));
  const digest = createHash('sha384').update(await readFile(loader));
  const record = { version, file, integrity: `sha384-${digest.digest('base64')}` };
  await writeFile(fresh('embed/integrity.json'), `${JSON.stringify(record, null, 2)}\n`);
  return file;
}

/** Builds all it can, and resolves with the steps that failed: one broken part need not keep the others from the rest. */
async function buildFresh() {
  const failed = [];
  const attempt = (title, action) =>
    step('build', title, action).catch((error) => {
      console.error(stripVTControlCharacters(error instanceof Error ? error.message : String(error)));
      failed.push(title);
    });
  await attempt('modules and their types', compile);
  for (const one of BUNDLES) {
    if (!one.entries.some((entry) => existsSync(join(ROOT, entry)))) continue;
    await attempt(`bundle ${one.mode}`, () => bundle(one));
  }
  await attempt('pinned embed', pinEmbed);
  await attempt('elements manifest', () => writeManifest(FRESH));
  await attempt('data for editors', async () => {
    if (!existsSync(fresh('custom-elements.json'))) return 'no manifest yet';
    return writeEditorData(FRESH, JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')));
  });
  await attempt('compressed copies', () => compressAll([fresh('guest'), fresh('embed')]));
  return failed;
}

/** Throws when a part did not build; what did is in dist/ all the same, and counts as stale. */
export async function build() {
  const mark = await stamp();
  try {
    await mkdir(FRESH, { recursive: true });
    const failed = await buildFresh();
    if (failed.length === 0) await writeFile(fresh('.built'), mark);
    await rm(DIST, { recursive: true, force: true });
    await rename(FRESH, DIST);
    if (failed.length > 0) throw new Error(`build: ${failed.join(', ')} failed`);
  } finally {
    await rm(FRESH, { recursive: true, force: true });
  }
}

if (process.argv[1] === import.meta.filename) {
  await build().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
