// Tests of what runs in a page: Chromium unless ENGINE says `firefox` or `webkit`.

import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { seleniumLauncher } from '@web/test-runner-selenium';
import { build } from 'esbuild';
import { Builder, Capabilities } from 'selenium-webdriver';
import { CHROMIUM_ARGS, findFirefox, findHeadless, findWebKit, WEBKIT_HELP } from './scripts/browser.mjs';
import { pdfAssetsMiddleware } from './scripts/pdf-assets.mjs';
import { tally } from './scripts/tally.mjs';

const here = (path) => new URL(path, import.meta.url).pathname;

async function freePort() {
  const server = createServer();
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

async function webkit() {
  const { driver, browser } = findWebKit() ?? {};
  if (!driver) throw new Error(WEBKIT_HELP);
  const port = await freePort();
  const process_ = spawn(driver, [`--port=${port}`, '--host=127.0.0.1'], { stdio: 'ignore' });
  process.on('exit', () => process_.kill());
  const capabilities = new Capabilities({
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
  });
  return seleniumLauncher({
    driverBuilder: new Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities(capabilities),
  });
}

const engines = {
  chromium: () =>
    playwrightLauncher({
      product: 'chromium',
      launchOptions: { executablePath: findHeadless(), args: CHROMIUM_ARGS },
    }),
  firefox: () =>
    playwrightLauncher({
      product: 'firefox',
      launchOptions: { channel: 'moz-firefox', executablePath: findFirefox() },
    }),
  webkit,
};

const count = (suite, counts) => {
  for (const test of suite?.tests ?? []) counts[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed'] += 1;
  for (const inner of suite?.suites ?? []) count(inner, counts);
};

const tallyReporter = () => ({
  onTestRunFinished({ sessions }) {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    for (const session of sessions) {
      const before = counts.failed;
      count(session.testResults, counts);
      // A file that did not load has no failed test, and has failed.
      if (!session.passed && counts.failed === before) counts.failed += 1;
    }
    tally(counts);
  },
});

/** `?inline` and `?url`, the two of Vite's import suffixes that src/ uses. */
const viteSuffixes = {
  name: 'vite-suffixes',
  async serve(context) {
    const [, suffix] = /\?(inline|url)$/.exec(context.url) ?? [];
    if (!suffix) return undefined;
    const path = decodeURIComponent(context.path);
    const text = suffix === 'url' ? path : await readFile(here(`.${path}`), 'utf8');
    return { body: `export default ${JSON.stringify(text)};`, type: 'js' };
  },
};

/** The personas' SDK as one module: it imports a CommonJS package, which a browser cannot. */
const SDK = '/node_modules/@anam-ai/js-sdk/dist/module/index.js';
const bundledSdk = {
  name: 'bundled-sdk',
  async serve(context) {
    if (context.path !== SDK) return undefined;
    const options = { entryPoints: [here(`.${SDK}`)], bundle: true, format: 'esm', write: false, logLevel: 'error' };
    return { body: (await build(options)).outputFiles[0].text, type: 'js' };
  },
};

const engine = process.env.ENGINE ?? 'chromium';
if (!engines[engine]) throw new Error(`ENGINE is ${engine}: chromium, firefox or webkit.`);

export default {
  files: ['test/elements/**/*.test.ts', 'test/views/**/*.test.ts', 'test/embed/**/*.test.ts'],
  nodeResolve: { exportConditions: ['development', 'browser'] },
  middleware: [pdfAssetsMiddleware],
  plugins: [viteSuffixes, bundledSdk, esbuildPlugin({ ts: true, target: 'es2022', tsconfig: here('./tsconfig.json') })],
  browsers: [await engines[engine]()],
  // WebKitGTK's driver has one session, and two cores are busy with two pages.
  concurrency: engine === 'webkit' ? 1 : 2,
  filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 180_000,
  testFramework: { config: { timeout: '30000' } },
  reporters: [defaultReporter({ reportTestProgress: false }), tallyReporter()],
};
