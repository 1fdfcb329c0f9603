// custom-elements.json: what the elements are, for editors, documentation and the test that holds them to it.

import { readdirSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { bin, quietly, ROOT } from './steps.mjs';

const isPublic = (member) =>
  (member.privacy === undefined || member.privacy === 'public') && !member.static && !member.name.startsWith('#');

/** What only the class itself uses is no part of what the manifest promises, and events are those that it documents. */
function onlyPublic(manifest) {
  for (const declaration of manifest.modules.flatMap((module) => module.declarations ?? [])) {
    if (declaration.members) declaration.members = declaration.members.filter(isPublic);
    const fields = new Set(declaration.members?.map(({ name }) => name));
    // The analyzer takes a reactive state for an attribute.
    declaration.attributes &&= declaration.attributes.filter(({ fieldName }) => !fieldName || fields.has(fieldName));
    declaration.events &&= declaration.events.filter(({ description }) => description);
  }
  return manifest;
}

/** The modules of the package are in dist/, as JavaScript. */
const published = (manifest) =>
  JSON.parse(JSON.stringify(manifest).replace(/"(\/?)src\/([^"]+)\.ts"/g, '"$1dist/$2.js"'));

/** Writes `custom-elements.json` into `folder`. */
export async function writeManifest(folder) {
  const sources = readdirSync(join(ROOT, 'src/elements'), { recursive: true });
  if (!sources.some((name) => name.endsWith('.ts'))) return 'no element yet';
  await mkdir(folder, { recursive: true });
  const outdir = relative(ROOT, folder);
  await quietly(bin('cem'), ['analyze', '--outdir', outdir]);
  const file = join(folder, 'custom-elements.json');
  const manifest = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, `${JSON.stringify(published(onlyPublic(manifest)), null, 2)}\n`);
  const tags = manifest.modules.flatMap((module) => module.declarations ?? []).filter((one) => one.tagName);
  return `${tags.length} elements`;
}

if (process.argv[1] === import.meta.filename) console.log(`manifest: ${await writeManifest(join(ROOT, 'dist'))}`);
