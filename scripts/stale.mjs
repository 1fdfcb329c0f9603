// Whether dist/ was built from the sources as they are now.

import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './steps.mjs';

const INPUTS = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'vite.config.ts'];

/** A hash over the names, sizes and times of all that the build reads. */
export async function stamp() {
  const hash = createHash('sha256');
  const folders = await Promise.all(
    ['src', 'scripts'].map(async (folder) => {
      const entries = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true });
      return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    }),
  );
  for (const file of [...INPUTS.map((name) => join(ROOT, name)), ...folders.flat().sort()]) {
    const { size, mtimeMs } = await stat(file);
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

export async function isStale() {
  const built = await readFile(join(ROOT, 'dist/.built'), 'utf8').catch(() => '');
  return built !== (await stamp());
}
