// `npm run bench` lists the measurements in bench/; `npm run bench -- NAME` runs one, on a fresh build.

import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from './build.mjs';
import { isStale } from './stale.mjs';
import { ROOT, run } from './steps.mjs';

const [name, ...rest] = process.argv.slice(2);
const found = globSync('bench/*.bench.{ts,mjs}', { cwd: ROOT }).sort();
const nameOf = (file) => basename(file).replace(/\.bench\.(ts|mjs)$/, '');
const file = found.find((one) => nameOf(one) === name);

if (!file) {
  console.log(name ? `No measurement is called ${name}.` : 'Measurements, each run with npm run bench -- NAME:');
  for (const one of found) console.log(`  ${nameOf(one)}`);
  process.exitCode = name ? 2 : 0;
} else {
  if (await isStale()) await build();
  const { code } = await run(process.execPath, ['--import', 'tsx', join(ROOT, file), ...rest], { limit: 3_600_000 });
  process.exitCode = code;
}
