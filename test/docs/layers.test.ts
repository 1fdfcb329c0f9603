import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';

/**
 * The linter itself, with the project's own settings, over files that break one rule each (and some that break none),
 * in a copy of the project that holds nothing else.
 */
const root = resolve(import.meta.dirname, '../..');

/** The file's path in src/, its text, and what the linter must say of it; `undefined` when it must say nothing. */
type Row = readonly [path: string, text: string, rule: string | undefined];

const LAYERS = 'guestpass(layers)';

const rows: readonly Row[] = [
  // Contract and protocol: the bottom.
  ['contract/a.ts', "import * as z from 'zod/mini';\nexport const a = z.string();", undefined],
  ['contract/b.ts', "import { z } from 'zod';\nexport const a = z;", LAYERS],
  ['contract/c.ts', "export { a } from '../protocol/messages.js';", LAYERS],
  ['contract/d.ts', "export { a } from './a.js';", undefined],
  ['protocol/a.ts', "import type { a } from '../contract/a.js';\nexport type B = typeof a;", LAYERS],
  ['protocol/b.ts', "export { a } from './messages.js';", undefined],
  // Client and theme.
  ['client/a.ts', "export { a } from '../contract/a.js';", undefined],
  ['client/b.ts', "export { html } from 'lit';", LAYERS],
  ['theme/a.ts', "export { css } from 'lit';", undefined],
  ['theme/b.ts', "export { a } from '../client/a.js';", LAYERS],
  // Views: each has its own library, and no other view.
  ['views/graph/a.ts', "export * as dagre from '@dagrejs/dagre';", undefined],
  ['views/graph/b.ts', "export * as pdf from 'pdfjs-dist';", LAYERS],
  ['views/graph/c.ts', "export { a } from '../media/a.js';", LAYERS],
  ['views/graph/d.ts', "export { a } from '../view.js';", undefined],
  ['views/media/b.ts', "export const hls = () => import('hls.js');", undefined],
  ['views/image/b.ts', "export const hls = () => import('hls.js');", LAYERS],
  // Elements: views only lazily.
  ['elements/a.ts', "export const a = () => import('../views/graph/a.js');", undefined],
  ['elements/b.ts', "export { a } from '../views/graph/a.js';", LAYERS],
  ['elements/c.ts', "import type { a } from '../views/view.js';\nexport type B = typeof a;", undefined],
  ['elements/d.ts', "export { a } from '../server/shares/policy.js';", LAYERS],
  // What other people's pages load: the protocol, and types alone of the contract.
  ['embed/a.ts', "export { a } from '../protocol/messages.js';", undefined],
  ['embed/b.ts', "import type { a } from '../contract/a.js';\nexport type B = typeof a;", undefined],
  ['embed/c.ts', "export { a } from '../contract/a.js';", LAYERS],
  ['embed/d.ts', "export { computePosition } from '@floating-ui/dom';", LAYERS],
  ['embed/orb.ts', "export { computePosition } from '@floating-ui/dom';", undefined],
  // Guest and React.
  ['guest/a.ts', "export { a } from '../elements/a.js';", undefined],
  ['guest/b.ts', "export { a } from '../server/handler.js';", LAYERS],
  ['react/a.ts', "export { a } from '../elements/a.js';", undefined],
  ['react/b.ts', "export { a } from '../views/graph/a.js';", LAYERS],
  // The server: rules know no HTTP and no SQL, and only drivers and entries know Node.
  ['server/shares/a.ts', "export { a } from '../stores/store.js';", undefined],
  ['server/shares/b.ts', "export { a } from '../stores/sql.js';", LAYERS],
  ['server/shares/c.ts', "export { Hono } from 'hono';", LAYERS],
  ['server/shares/d.ts', "export { Kysely } from 'kysely';", LAYERS],
  ['server/shares/e.ts', "export { createHmac } from 'node:crypto';", LAYERS],
  ['server/shares/crypto.ts', "export { createHmac } from 'node:crypto';", undefined],
  ['server/routes/a.ts', "export { Hono } from 'hono';", undefined],
  ['server/routes/d.ts', "export { a } from '../shares/a.js';", undefined],
  ['server/routes/b.ts', "export { readFile } from 'node:fs/promises';", LAYERS],
  ['server/routes/c.ts', 'export const a = process.env;', 'eslint(no-restricted-globals)'],
  ['server/stores/sqlite.ts', "export { DatabaseSync } from 'node:sqlite';", undefined],
  ['server/stores/a.ts', "export { Hono } from 'hono';", LAYERS],
  ['server/node.ts', "export { createServer } from 'node:http';", undefined],
  ['server/handler.ts', "export { createServer } from 'node:http';", LAYERS],
  ['server/a.ts', "export { a } from '../elements/a.js';", LAYERS],
  // Style.
  ['theme/c.ts', 'export const a = (b: any) => String(b);', 'typescript(no-explicit-any)'],
  ['theme/d.ts', 'export const a = (b?: string) => b!.length;', 'typescript(no-non-null-assertion)'],
  ['theme/e.ts', 'export const a = (b: unknown) => b as string;', 'typescript(consistent-type-assertions)'],
  ['theme/f.ts', "export const a = ['b'] as const;", undefined],
  ['theme/g.ts', 'const a = 1;\nexport default a;', 'import(no-default-export)'],
  ['theme/h.ts', 'export const a = 1;\n'.padEnd(60) + '// a line\n'.repeat(400), 'eslint(max-lines)'],
  ['theme/utils.ts', 'export const a = 1;', 'guestpass(no-junk-drawer)'],
  [
    'theme/i.ts',
    'import { html } from \'lit\';\nexport const a = () => html`<p style="color: red"></p>`;',
    'guestpass(strict-csp)',
  ],
  ['theme/k.ts', "export const a = (b: Element) => {\n  b.innerHTML = '';\n};", 'guestpass(strict-csp)'],
  ['theme/circle-a.ts', "import { b } from './circle-b.js';\nexport const a = () => b;", 'import(no-cycle)'],
  ['theme/circle-b.ts', "import { a } from './circle-a.js';\nexport const b = () => a;", 'import(no-cycle)'],
];

interface Finding {
  readonly code: string;
  readonly filename: string;
}

function lint(folder: string): Map<string, string[]> {
  const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
  const { stdout } = spawnSync(process.execPath, [oxlint, '--format=json', 'src'], { cwd: folder, encoding: 'utf8' });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: Finding[] };
  const found = new Map<string, string[]>();
  for (const { code, filename } of diagnostics) {
    const path = filename.replace(/^.*?src\//, '');
    found.set(path, [...(found.get(path) ?? []), code]);
  }
  return found;
}

describe('the linter', () => {
  let folder = '';
  let found = new Map<string, string[]>();

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'guestpass-layers-'));
    // Copies: the rule finds src/ from where it lies itself.
    for (const name of ['.oxlintrc.json', 'scripts/lint', 'tsconfig.json', 'package.json']) {
      cpSync(join(root, name), join(folder, name), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    for (const [path, text] of rows) {
      const file = join(folder, 'src', path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${text}\n`);
    }
    found = lint(folder);
  });

  after(() => rmSync(folder, { recursive: true }));

  for (const [path, text, rule] of rows) {
    const what = text.length > 90 ? 'a long file' : text.replaceAll('\n', ' ');
    test(`${rule ? `refuses, by ${rule}` : 'allows'} in src/${path}: ${what}`, () => {
      assert.deepEqual([...new Set(found.get(path) ?? [])], rule ? [rule] : []);
    });
  }
});
