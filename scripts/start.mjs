// `npm start`: builds when the sources changed since the last build, then runs Guestpass with its demo.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { isStale } from './stale.mjs';
import { ROOT } from './steps.mjs';

if (await isStale()) await build();
const demo = ['demo/start.mjs', 'demo/start.js'].map((name) => join(ROOT, name)).find((file) => existsSync(file));
if (!demo) throw new Error('demo/start.mjs is missing.');
await import(pathToFileURL(demo).href);
