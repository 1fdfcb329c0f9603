// Finds the browsers that tests run in, and brings a Chromium when there is none.

import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';
import { bin, run } from './steps.mjs';

/** Root may not use Chromium's sandbox; the rest keeps a test browser from talking to anyone. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const runnable = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The file of a program on the PATH, or `undefined`. */
export const onPath = (...names) =>
  names.flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name))).find(runnable);

const MAC_CHROME = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** CHROME_PATH, then what the system has, then what Playwright downloaded. `undefined` when there is none. */
export function findChromium() {
  const { CHROME_PATH } = process.env;
  if (CHROME_PATH) {
    if (!runnable(CHROME_PATH)) throw new Error(`CHROME_PATH is ${CHROME_PATH}, which is no program.`);
    return CHROME_PATH;
  }
  const playwrights = chromium.executablePath();
  return (
    onPath('chromium', 'chromium-headless-shell', 'google-chrome', 'google-chrome-stable', 'chromium-browser') ??
    [MAC_CHROME, playwrights].find(runnable)
  );
}

/** Chromium without its windows: it opens a page in a third of the time, and blocks no third party's storage. Else the whole one. */
export const findHeadless = () =>
  process.env.CHROME_PATH ? findChromium() : (onPath('chromium-headless-shell') ?? findChromium());

/** Firefox ESR, whose version Playwright can drive over WebDriver BiDi. */
export const findFirefox = () => onPath('firefox-esr');

/** Said wherever WebKit was asked for and is absent. */
export const WEBKIT_HELP =
  'WebKit needs WebKitGTK with its driver, and a display (Debian: apt-get install webkit2gtk-driver xvfb gstreamer1.0-libav)';

/** WebKitGTK: its driver and its browser. It needs a display, so Xvfb too. */
export function findWebKit() {
  const driver = onPath('WebKitWebDriver');
  const libraries = '/usr/lib';
  const browser = readdirSync(libraries, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name.includes('-linux-'))
    .map((entry) => join(libraries, entry.name, 'webkit2gtk-4.1/MiniBrowser'))
    .find(runnable);
  return driver && browser && (process.env.DISPLAY || onPath('xvfb-run')) ? { driver, browser } : undefined;
}

const HELP = 'Tests need Chromium. Install it (Debian: apt-get install chromium) or set CHROME_PATH to its program.';

/** Finds Chromium, or installs it: from Debian's packages as root, else by Playwright. Resolves with a sentence on it. */
export async function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  if (process.getuid?.() === 0 && onPath('apt-get')) {
    console.log('browser: no Chromium here, installing Debian’s');
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-q'], { env, quiet: true });
    const packages = ['chromium', 'chromium-headless-shell'];
    await run('apt-get', ['install', '-qq', '-y', '--no-install-recommends', ...packages], { env, quiet: true });
  } else {
    console.log('browser: no Chromium here, installing Playwright’s');
    await run(bin('playwright'), ['install', 'chromium']);
  }
  const installed = findChromium();
  if (!installed) throw new Error(HELP);
  return `${installed}, just installed`;
}
