// What visitors download, in bytes of brotli at its best quality, against budgets.json:
// `goal` is what we want; a part that misses it needs a `ceiling` that it stays under and the `reason`, so that it can
// neither grow in silence nor be forgotten; `never` is what no reason excuses.

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { build } from 'vite';
import { GUEST_ENTRIES, pageBuild } from '../vite.config.ts';
import { brotli } from './compress.mjs';
import { ROOT } from './steps.mjs';

const source = (path) => join(ROOT, path);
const BUTTON = 'src/elements/share-button/define.ts';
const DIALOG = 'src/elements/share-dialog/define.ts';
const GUEST = 'src/guest/main.ts';
const LIT = [/^lit($|\/)/, /^@lit\//];
/** Each view's library, of which its own weight is told apart. */
const LIBRARIES = [/^pdfjs-dist/, /^media-chrome/, /^hls\.js/, /^@dagrejs\//, /^@anam-ai\//];

/** A build in memory: its files by name. */
async function bundle(input, external) {
  if (!Object.values(input).every((file) => existsSync(source(file)))) return undefined;
  const config = pageBuild(input, external);
  const result = await build({ ...config, root: ROOT, configFile: false, build: { ...config.build, write: false } });
  return new Map(result.output.map((file) => [file.fileName, file]));
}

/** All that the chunk `name` needs before it runs: itself, what it imports, and their CSS. */
function closure(files, name, seen = new Set()) {
  const file = files.get(name);
  if (!file || seen.has(name)) return seen;
  seen.add(name);
  for (const css of file.viteMetadata?.importedCss ?? []) seen.add(css);
  for (const imported of file.imports ?? []) closure(files, imported, seen);
  return seen;
}

const chunkOf = (files, path) => [...files.values()].find((file) => file.facadeModuleId === source(path))?.fileName;

/** Bytes of the files named, less those of `without`, each compressed by itself as it is sent. */
async function weigh(files, names, without = new Set()) {
  const weights = [...names]
    .filter((name) => !without.has(name) && files.has(name))
    .map(async (name) => {
      const { code, source: asset } = files.get(name);
      return (await brotli(Buffer.from(code ?? asset))).length;
    });
  return (await Promise.all(weights)).reduce((sum, weight) => sum + weight, 0);
}

async function file(path) {
  const full = join(ROOT, 'dist', path);
  return existsSync(full) ? (await brotli(await readFile(full))).length : undefined;
}

async function entry(path, external) {
  const files = await bundle({ entry: path }, external);
  return files && weigh(files, closure(files, chunkOf(files, path)));
}

async function dialogBeyondButton() {
  const files = await bundle({ button: BUTTON, dialog: DIALOG });
  return files && weigh(files, closure(files, chunkOf(files, DIALOG)), closure(files, chunkOf(files, BUTTON)));
}

/** `guestHtml()` in this module gives the page as the server writes it, for a share of an image. */
const HTML = source('scripts/guest-html.mjs');

/**
 * The guest page's HTML, CSS and JavaScript: all that a guest of an open link waits for before the view is fetched. What
 * shows a state's card is none of it: it comes once the view stands, or with the page that begins with a card.
 */
async function guestPage(files) {
  if (!(files instanceof Map)) return files;
  const html = existsSync(HTML) ? await (await import(HTML)).guestHtml() : '';
  const document = html ? (await brotli(Buffer.from(html))).length : 0;
  return document + (await weigh(files, closure(files, chunkOf(files, GUEST))));
}

/** What the page fetches when the view stands, or when there is trouble before, in one language. */
async function cards(files) {
  if (!(files instanceof Map)) return files;
  const parts = [
    'src/guest/card-face.ts',
    'src/guest/card-style.ts',
    'src/theme/strings/guest.ts',
    'src/client/problem.ts',
  ];
  const names = new Set(parts.flatMap((path) => [...closure(files, chunkOf(files, path))]));
  return weigh(files, names, closure(files, chunkOf(files, GUEST)));
}

/** Of a library that only some browsers need, for some recordings. */
const isRare = (chunk) => chunk.moduleIds.some((id) => id.includes('/node_modules/hls.js/'));

/** These chunks, and all parts of views that those beyond `without` import lazily; translations are no parts. */
function withParts(files, names, without) {
  const all = new Set(names);
  // A set is walked to its end, whatever is added meanwhile.
  for (const name of all)
    for (const later of without.has(name) ? [] : (files.get(name)?.dynamicImports ?? [])) {
      const part = files.get(later);
      if (part?.facadeModuleId?.startsWith(source('src/views/')) && !isRare(part)) closure(files, later, all);
    }
  return all;
}

/** A view's bytes beyond what the guest page has loaded before it: what its guest waits for, or `all` that it brings. */
async function view(files, kind, { all = false } = {}) {
  if (!(files instanceof Map)) return files;
  const folder = source(`src/views/${kind}/`);
  const isOwn = (chunk) => chunk?.facadeModuleId?.startsWith(folder) ?? false;
  const chunks = [...files.values()].filter((one) => one.type === 'chunk');
  // Chunks that the view itself loads later are not what the guest waits for.
  const first = chunks.filter((one) => !isOwn(one)).flatMap((one) => one.dynamicImports);
  const starts = [...new Set(first)].filter((name) => isOwn(files.get(name)));
  if (starts.length === 0) return undefined;
  const names = new Set(starts.flatMap((name) => [...closure(files, name)]));
  const before = closure(files, chunkOf(files, GUEST));
  return weigh(files, all ? withParts(files, names, before) : names, before);
}

/** Why a part could not be measured; it says so in its own line, and the others keep theirs. */
const broken = (error) => stripVTControlCharacters(error instanceof Error ? error.message : String(error)).trim();

async function measure() {
  // Cut into chunks as they are served: what the frame has too is a chunk beside the page's own.
  const page = await bundle(GUEST_ENTRIES).catch(broken);
  const bare = await bundle(GUEST_ENTRIES, LIBRARIES).catch(broken);
  return {
    'embed.js': await file('embed/embed.js'),
    'orb.js': await file('embed/orb.js'),
    'share-button with Lit': await entry(BUTTON).catch(broken),
    'share-button, Lit external': await entry(BUTTON, LIT).catch(broken),
    'share-dialog beyond the button': await dialogBeyondButton().catch(broken),
    'guest page before its view': await guestPage(page),
    'guest page after its view': await cards(page),
    'image view': await view(bare, 'image'),
    'image view, with its controls': await view(bare, 'image', { all: true }),
    'media view': await view(bare, 'media'),
    'media view, with its controls': await view(bare, 'media', { all: true }),
    'document view': await view(bare, 'document'),
    'graph view': await view(bare, 'graph'),
    'persona view': await view(bare, 'persona'),
    'graph view with its library': await view(page, 'graph', { all: true }),
    'media view with its library': await view(page, 'media', { all: true }),
  };
}

/** What to say of one part, and whether it is well. */
function judge(bytes, { goal, ceiling, reason, never }) {
  if (bytes === undefined) return { well: true, says: 'not built yet' };
  if (typeof bytes === 'string') return { well: false, says: `does not build: ${bytes}` };
  if (never !== undefined && bytes > never) return { well: false, says: `may never be over ${never}` };
  if (bytes <= goal) return { well: true, says: '' };
  if (ceiling === undefined || !reason) return { well: false, says: 'over, with no ceiling and no reason' };
  if (bytes > ceiling) return { well: false, says: `over its ceiling of ${ceiling} too` };
  return { well: true, says: `over, but under its ceiling of ${ceiling}: ${reason}` };
}

if (!existsSync(HTML))
  console.log('size: the guest page is weighed without its HTML, for there is no scripts/guest-html.mjs');
const budgets = JSON.parse(await readFile(source('budgets.json'), 'utf8'));
const measured = await measure();
for (const name of Object.keys(measured)) if (!budgets[name]) throw new Error(`budgets.json says nothing of ${name}`);
let failed = false;
for (const [name, budget] of Object.entries(budgets)) {
  const bytes = measured[name];
  const { well, says } = judge(bytes, budget);
  failed ||= !well;
  console.log(
    `${well ? ' ' : '✗'} ${name.padEnd(32)} ${String(typeof bytes === 'number' ? bytes : '–').padStart(6)} / ${budget.goal} B  ${says}`,
  );
}
process.exitCode = failed ? 1 : 0;
