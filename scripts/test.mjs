// `npm test`: every check and every test, one after the other, each with its time; the last line adds them up.
// `npm test -- lint server` runs the named steps only, and of the tests the named folders of test/.

import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { ensureChromium, findFirefox, findWebKit, WEBKIT_HELP } from './browser.mjs';
import { isStale } from './stale.mjs';
import { bin, ROOT, run, seconds } from './steps.mjs';

/** Folders of test/ whose tests run in a page, and the one of whole journeys; all others run in Node. */
const IN_PAGE = ['elements', 'views', 'embed', 'guest'];
const JOURNEYS = 'e2e';
/** Milliseconds: far beyond what they take, so that only what hangs is ended. */
const JOURNEYS_LIMIT = 20 * 60_000;

const named = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const folders = globSync('test/*/', { cwd: ROOT }).map((path) => path.split(/[\\/]/)[1]);
const namedFolders = named.filter((name) => folders.includes(name));

/** Test files of the folders that `belongs` tells, or of those among them that were named. */
function files(belongs, ending) {
  const wanted = folders.filter(belongs);
  const some = wanted.filter((folder) => namedFolders.includes(folder));
  return (some.length > 0 ? some : wanted)
    .flatMap((folder) => globSync(`test/${folder}/**/*${ending}`, { cwd: ROOT }))
    .sort();
}

const nodeFiles = files((folder) => folder !== JOURNEYS && !IN_PAGE.includes(folder), '.test.ts');
const pageFiles = files((folder) => IN_PAGE.includes(folder), '.test.ts');
const journeyFiles = files((folder) => folder === JOURNEYS, '.spec.ts');

const TALLY = join(mkdtempSync(join(tmpdir(), 'guestpass-test-')), 'tally');
const succeeds = async (command, args, options) => (await run(command, args, options)).code === 0;
const withTally = { env: { GUESTPASS_TALLY: TALLY } };

/** Playwright says FORCE_COLOR to its workers, and Node complains of NO_COLOR beside it. */
const forWorkers = process.stdout.isTTY ? {} : { NO_COLOR: undefined, FORCE_COLOR: '0' };

function nodeTests() {
  const reporters = ['spec', './scripts/tally-node.mjs'].flatMap((name) => [
    `--test-reporter=${name}`,
    '--test-reporter-destination=stdout',
  ]);
  const options = ['--import', 'tsx', '--test', '--test-concurrency=2', '--test-timeout=120000', ...reporters];
  const env = { ...withTally.env, ...(wantsEngine('webkit') ? { GUESTPASS_WEBKIT: '1' } : {}) };
  return succeeds(process.execPath, [...options, ...nodeFiles], { env });
}

const pageTests = (engine, wrap = []) => {
  const [command, ...args] = [...wrap, bin('wtr'), '--files', ...pageFiles];
  return succeeds(command, args, { env: { ...withTally.env, ENGINE: engine } });
};

/** Chromium decides; the other engines run when they are asked for, by name or all together. */
const wantsEngine = (engine) => named.includes(engine) || process.env.GUESTPASS_ENGINES === 'all';
const firefox = findFirefox();
const webkit = findWebKit();
const display = process.env.DISPLAY ? [] : ['xvfb-run', '-a'];

/** `act` resolves with false or throws when it failed; `absent` is why a step is skipped. */
const steps = [
  { name: 'browser', act: async () => console.log(`browser: ${await ensureChromium()}`) },
  { name: 'build', act: async () => ((await isStale()) ? build() : console.log('build: dist/ is up to date')) },
  { name: 'format', act: () => succeeds(bin('biome'), ['format', '--max-diagnostics=20']) },
  { name: 'lint', act: () => succeeds(bin('oxlint'), ['--type-aware', '--deny-warnings']) },
  { name: 'types', act: () => succeeds(bin('tsc'), ['--noEmit']) },
  { name: 'node', needs: ['build'], tests: nodeFiles, act: nodeTests },
  { name: 'elements', needs: ['browser'], tests: pageFiles, act: () => pageTests('chromium') },
  {
    name: 'firefox',
    tests: pageFiles,
    absent: !wantsEngine('firefox')
      ? 'ask for it by npm test -- firefox'
      : firefox
        ? undefined
        : 'firefox-esr is not here',
    act: () => pageTests('firefox'),
  },
  {
    name: 'webkit',
    tests: pageFiles,
    absent: !wantsEngine('webkit') ? 'ask for it by npm test -- webkit' : webkit ? undefined : WEBKIT_HELP,
    act: () => pageTests('webkit', display),
  },
  {
    name: 'e2e',
    needs: ['browser', 'build'],
    tests: journeyFiles,
    act: () =>
      succeeds(bin('playwright'), ['test'], { env: { ...withTally.env, ...forWorkers }, limit: JOURNEYS_LIMIT }),
  },
  { name: 'size', needs: ['build'], act: () => succeeds(process.execPath, ['scripts/size.mjs']) },
  { name: 'package', needs: ['build'], act: () => succeeds(process.execPath, ['scripts/package.mjs']) },
];

/** The steps that were named, those that a named folder's tests run in, and what they need. */
function chosen() {
  const present = steps.filter((one) => one.tests === undefined || one.tests.length > 0);
  if (named.length === 0) return present;
  const unknown = named.filter((name) => !folders.includes(name) && !steps.some((one) => one.name === name));
  if (unknown.length > 0) {
    console.error(`No step and no folder of test/ is called ${unknown.join(', ')}.`);
    console.error(`Steps: ${steps.map((one) => one.name).join(', ')}. Folders: ${folders.join(', ')}.`);
    process.exit(2);
  }
  const wanted = new Set(named);
  for (const folder of namedFolders) {
    if (folder === JOURNEYS) continue;
    wanted.add(IN_PAGE.includes(folder) ? 'elements' : 'node');
  }
  for (const one of steps) if (wanted.has(one.name)) for (const need of one.needs ?? []) wanted.add(need);
  return present.filter((one) => wanted.has(one.name));
}

/** What the runner of this step counted; a step with no runner, or one that died before its report, counts as one. */
function countsOf(succeeded) {
  const lines = existsSync(TALLY) ? readFileSync(TALLY, 'utf8').trim().split('\n') : [];
  rmSync(TALLY, { force: true });
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const line of lines) for (const [key, value] of Object.entries(JSON.parse(line))) counts[key] += value;
  if (lines.length === 0 && succeeded) counts.passed = 1;
  if (!succeeded && counts.failed === 0) counts.failed = 1;
  return counts;
}

const total = { passed: 0, failed: 0, skipped: 0 };
const began = performance.now();
const list = chosen();
const broken = [];

for (const [index, { name, act, absent }] of list.entries()) {
  if (absent) {
    console.log(`\n── ${index + 1}/${list.length} ${name}: left out, ${absent}`);
    total.skipped += 1;
    continue;
  }
  console.log(`\n── ${index + 1}/${list.length} ${name}`);
  const begun = performance.now();
  const succeeded = await Promise.resolve(act()).then(
    (answer) => answer !== false,
    (error) => {
      console.error(error instanceof Error ? error.message : error);
      return false;
    },
  );
  const counts = countsOf(succeeded);
  for (const key of Object.keys(total)) total[key] += counts[key];
  console.log(`── ${name}: ${succeeded ? 'passed' : 'FAILED'} (${seconds(performance.now() - begun)})`);
  if (!succeeded) broken.push(name);
  if (!succeeded && name === 'build') break;
}

console.log(`\n${seconds(performance.now() - began)}${broken.length > 0 ? `, failed: ${broken.join(', ')}` : ''}`);
console.log(`guestpass: ${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 ? 1 : 0;
