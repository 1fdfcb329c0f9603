// The layers of src/ as a lint rule. The table is the one in ARCHITECTURE.md: which way imports may run, nothing else.
// A rule of its own and not `no-restricted-imports`, because that one sees the text of a specifier and not the file it
// means, and cannot tell a lazy `import()` or a type from the rest.

import { dirname, join, relative, resolve, sep } from 'node:path';

/**
 * For each layer: the layers and packages it may import, the ones it may only import lazily, and the ones it may import
 * types from. A path that several layers cover takes the longest. A layer may always import itself.
 */
export const LAYERS = {
  '.': { imports: ['elements', 'theme', 'contract', 'protocol', 'client'] },
  contract: { imports: ['zod/mini'] },
  protocol: { imports: [] },
  client: { imports: ['contract', 'protocol/no-ticket'] },
  theme: { imports: ['lit'] },
  views: { imports: ['theme', 'contract', 'protocol', 'lit'] },
  'views/document': { imports: ['theme', 'contract', 'protocol', 'lit', 'pdfjs-dist', 'views/*'] },
  'views/media': { imports: ['theme', 'contract', 'protocol', 'lit', 'media-chrome', 'hls.js', 'views/*'] },
  'views/image': { imports: ['theme', 'contract', 'protocol', 'lit', 'views/*'] },
  'views/graph': { imports: ['theme', 'contract', 'protocol', 'lit', '@dagrejs/dagre', 'views/*'] },
  'views/persona': { imports: ['theme', 'contract', 'protocol', 'lit', '@anam-ai/js-sdk', 'views/*'] },
  elements: {
    imports: ['theme', 'client', 'protocol', 'contract', 'lit', '@floating-ui/dom'],
    lazily: ['views', 'uqr'],
    types: ['views'],
  },
  embed: {
    imports: ['protocol', 'theme/strings/orb', 'theme/strings/trouble', 'theme/language', 'theme/fill'],
    types: ['contract', 'embed/orb'],
  },
  'embed/orb': { imports: ['protocol', 'embed', '@floating-ui/dom'], types: ['contract'] },
  // `virtual:` is the theme again: its tokens as a style sheet (scripts/page-tokens.mjs).
  guest: { imports: ['elements', 'views', 'client', 'protocol', 'theme', 'contract', 'lit', 'virtual:'] },
  react: { imports: ['elements', 'contract', 'client', 'react'] },
  // Its folders below say less; all else in server/ wires them.
  server: {
    imports: ['contract', 'theme', 'server', 'hono', '@hono/node-server', 'isbot', 'uuid', 'zod', 'zod/mini'],
    types: ['protocol'],
  },
  'server/shares': {
    imports: ['contract', 'server/crypto', 'server/stores/store', 'server/sources/*', 'uuid', 'zod/mini'],
  },
  'server/stores': { imports: ['contract', 'server/shares', 'kysely', 'pg', 'node:', 'uuid', 'zod/mini'] },
  'server/sources': { imports: ['contract', 'server/crypto', 'node:', 'zod/mini'] },
  'server/mail': { imports: ['contract', 'theme', 'server', 'nodemailer', 'node:'] },
  'server/webhooks': { imports: ['contract', 'server', 'uuid', 'zod/mini'] },
  'server/node': { imports: ['server', 'contract', '@hono/node-server', 'node:', 'zod/mini'] },
  'server/cli': { imports: ['server', 'contract', 'node:', 'zod/mini'] },
};

/** Any file of this name may import `node:crypto`: the one place in its folder that makes keys and hashes. */
const CRYPTO = /(^|\/)crypto$/;

const covers = (layer, path) => layer === '.' || path === layer || path.startsWith(`${layer}/`);

export function layerOf(path) {
  if (!path.includes('/')) return '.';
  return Object.keys(LAYERS)
    .filter((layer) => layer !== '.' && covers(layer, path))
    .sort((a, b) => b.length - a.length)[0];
}

/** `node:` is all of Node's modules, `views/*` the files of that folder and nothing deeper, `lit` itself and all below. */
function names(entry, target) {
  if (entry.endsWith(':')) return target.startsWith(entry);
  if (entry.endsWith('/*')) return target.slice(0, target.lastIndexOf('/') + 1) === entry.slice(0, -1);
  return covers(entry, target);
}

/** Whether `path` (in src/, without extension) may import `target` (another such path, or a package) in this manner. */
export function mayImport(path, target, manner, isPackage) {
  const layer = layerOf(path);
  if (layer === undefined) return false;
  if (isPackage && target === 'node:crypto' && CRYPTO.test(path)) return true;
  if (!isPackage && layer !== '.' && layerOf(target) === layer) return true;
  if (!isPackage && layer === '.' && !target.includes('/')) return true;
  const { imports, lazily = [], types = [] } = LAYERS[layer];
  const allowed = [
    ...imports,
    ...(manner === 'lazy' ? lazily : []),
    ...(manner === 'type' ? [...lazily, ...types] : []),
  ];
  return allowed.some((entry) => names(entry, target));
}

const SRC = resolve(import.meta.dirname, '../../src');

/** A path in src/ without its extension, `undefined` outside of src/. */
function inSrc(file) {
  const path = relative(SRC, file).split(sep).join('/');
  return path.startsWith('..') ? undefined : path.replace(/\.(d\.)?(ts|tsx|js|css)$/, '');
}

function check(context, node, source, manner) {
  if (typeof source?.value !== 'string') return;
  const specifier = source.value.replace(/\?.*$/, '');
  const path = inSrc(context.filename);
  if (path === undefined) return;
  const isPackage = !specifier.startsWith('.');
  const target = isPackage ? specifier : inSrc(join(dirname(context.filename), specifier));
  if (target !== undefined && mayImport(path, target, manner, isPackage)) return;
  const how = manner === 'lazy' ? ' (lazily)' : manner === 'type' ? ' (a type)' : '';
  context.report({
    node: source,
    message: `src/${path} may not import ${isPackage ? specifier : `src/${target ?? `../${specifier}`}`}${how}: see the layers in ARCHITECTURE.md.`,
  });
}

const isTypeOnly = (node) =>
  node.importKind === 'type' ||
  node.exportKind === 'type' ||
  (node.specifiers?.length > 0 &&
    node.specifiers.every((one) => one.importKind === 'type' || one.exportKind === 'type'));

const imports = {
  meta: { type: 'problem', schema: [] },
  create: (context) => ({
    ImportDeclaration: (node) => check(context, node, node.source, isTypeOnly(node) ? 'type' : 'now'),
    ExportNamedDeclaration: (node) => check(context, node, node.source, isTypeOnly(node) ? 'type' : 'now'),
    ExportAllDeclaration: (node) => check(context, node, node.source, isTypeOnly(node) ? 'type' : 'now'),
    ImportExpression: (node) => check(context, node, node.source, 'lazy'),
    TSImportType: (node) => check(context, node, node.source ?? node.argument, 'type'),
  }),
};

const JUNK = /(^|\/)(utils?|helpers?|common|core|lib)(\/|$|\.)/;

const noJunkDrawer = {
  meta: { type: 'problem', schema: [] },
  create: (context) => ({
    Program(node) {
      const path = inSrc(context.filename);
      if (path === undefined || !JUNK.test(path)) return;
      context.report({ node, message: `src/${path} is named after nothing: name it after what it is about.` });
    },
  }),
};

const WRITES_MARKUP = new Set(['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'srcdoc', 'write', 'writeln']);
const TEMPLATES = new Set(['html', 'svg']);

/** What our own Content-Security-Policy would block in the page, found before it gets there. */
const strictCsp = {
  meta: { type: 'problem', schema: [] },
  create: (context) => ({
    TaggedTemplateExpression(node) {
      if (!TEMPLATES.has(node.tag.name)) return;
      for (const text of node.quasi.quasis) {
        if (!/\sstyle\s*=/.test(text.value.raw)) continue;
        context.report({ node: text, message: 'A strict CSP blocks style attributes: use a class, or CSSOM.' });
      }
    },
    MemberExpression(node) {
      const { name } = node.property;
      const isDocument = node.object.name === 'document';
      if (!WRITES_MARKUP.has(name) || (name.startsWith('write') && !isDocument)) return;
      context.report({ node: node.property, message: `${name} writes markup, which Trusted Types block.` });
    },
  }),
};

export default {
  meta: { name: 'guestpass' },
  rules: { layers: imports, 'no-junk-drawer': noJunkDrawer, 'strict-csp': strictCsp },
};
