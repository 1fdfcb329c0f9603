// Beside each text file that browsers load, the build leaves a copy in brotli, as small as it gets: the server sends that
// and spends nothing on it. A large library takes seconds to compress and hardly ever changes, so results are kept by
// content in node_modules/.cache.

import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { ROOT } from './steps.mjs';

const COMPRESSIBLE = /\.(js|mjs|css|json|svg|wasm|txt)$/;
const CACHE = join(ROOT, 'node_modules/.cache/guestpass/brotli');

const compress = promisify(brotliCompress);

/** `bytes` in brotli at its best quality. */
export async function brotli(bytes) {
  const kept = join(CACHE, createHash('sha256').update(bytes).digest('hex'));
  const known = await readFile(kept).catch(() => undefined);
  if (known) return known;
  const small = await compress(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  await mkdir(CACHE, { recursive: true });
  await writeFile(kept, small);
  return small;
}

/** Writes `FILE.br` for every file in `folders` that gets smaller by it. */
export async function compressAll(folders) {
  const lists = await Promise.all(
    folders.map((folder) => readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])),
  );
  const files = lists.flat().filter((entry) => entry.isFile() && COMPRESSIBLE.test(entry.name));
  await Promise.all(
    files.map(async (entry) => {
      const file = join(entry.parentPath, entry.name);
      const bytes = await readFile(file);
      const small = await brotli(bytes);
      if (small.length < bytes.length) await writeFile(`${file}.br`, small);
    }),
  );
  return `${files.length} files`;
}
