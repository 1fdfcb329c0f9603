// Whether the package, as npm would publish it, can be used: its exports and types, and that it asks for all it imports.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bin, quietly, ROOT, run } from './steps.mjs';

const FOR_BUNDLERS = [
  './embed.js',
  './custom-elements.json',
  './vscode.html-custom-data.json',
  './web-types.json',
  './package.json',
];
/** Bundles carry their libraries inside. */
const BUNDLED = /^dist\/(guest|embed)\//;
const IMPORT =
  /(?:^|[\s;])(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|[\s;(=>])import\s*\(?\s*['"]([^'"]+)['"]/gm;

/** Lit's own parts. TypeScript names them in the declarations of what `html` and `css` return. */
const OF_LIT = new Set(['lit-html', '@lit/reactive-element', 'lit-element']);

const packageOf = (specifier) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** Packages that the published modules import and package.json does not list. */
function unlisted(files) {
  const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const listed = new Set([...Object.keys(dependencies), ...Object.keys(peerDependencies)]);
  const missing = new Set();
  for (const file of files.filter((path) => /\.(js|d\.ts)$/.test(path) && !BUNDLED.test(path))) {
    for (const [, from, bare] of readFileSync(join(ROOT, file), 'utf8').matchAll(IMPORT)) {
      const specifier = from ?? bare;
      if (/^(\.|node:)/.test(specifier) || listed.has(packageOf(specifier))) continue;
      if (file.endsWith('.d.ts') && OF_LIT.has(packageOf(specifier))) continue;
      missing.add(`${file} imports ${specifier}, which package.json does not list`);
    }
  }
  return [...missing];
}

async function check(tool, args) {
  const { code, output } = await run(bin(tool), args, { quiet: true });
  if (code === 0) return console.log(`package: ${tool} has nothing to say against it`);
  console.error(`${output}\npackage: ${tool} refuses it`);
  process.exitCode = 1;
}

const folder = mkdtempSync(join(tmpdir(), 'guestpass-pack-'));
try {
  const packed = await quietly('npm', [
    'pack',
    '--ignore-scripts',
    '--json',
    '--loglevel=silent',
    '--pack-destination',
    folder,
  ]);
  const [{ filename, files, size, unpackedSize }] = JSON.parse(packed.slice(packed.indexOf('[')));
  const kilobytes = (bytes) => `${Math.round(bytes / 1024)} KiB`;
  console.log(`package: ${files.length} files, ${kilobytes(size)} packed, ${kilobytes(unpackedSize)} unpacked`);
  const problems = unlisted(files.map(({ path }) => path));
  for (const problem of problems) console.error(`package: ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
  const tarball = join(folder, filename);
  await check('publint', ['--strict', '--pack', 'false']);
  await check('attw', [tarball, '--profile', 'esm-only', '--no-emoji', '--exclude-entrypoints', ...FOR_BUNDLERS]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
