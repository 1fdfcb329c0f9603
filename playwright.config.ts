import { defineConfig, devices } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium, findFirefox, findHeadless } from './scripts/browser.mjs';

const inChromium = (executablePath: string | undefined) => ({
  ...devices['Desktop Chrome'],
  // As a page in a window has it, and one without a window has not.
  permissions: ['clipboard-write'],
  launchOptions: { executablePath: executablePath ?? '', args: CHROMIUM_ARGS, chromiumSandbox: false },
});
/** What depends on the browser around the page: other people's sites, where it blocks storage, and the demo as a newcomer sees it. */
const needsWindows = /e2e\/(embed|demo)\/.+\.spec\.ts$/;
const firefox = process.env['GUESTPASS_ENGINES'] === 'all' ? findFirefox() : undefined;

/**
 * Whole journeys through real servers on several origins: Chromium always; Firefox, when it is there, with `GUESTPASS_ENGINES=all`. Tests start the
 * servers they need by themselves, on free ports.
 */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env['CI']),
  // A journey drives several servers and a browser: on a busy machine one may miss its time. What fails again is broken.
  retries: 2,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  outputDir: 'test-results',
  reporter: [['list'], ['./scripts/tally-playwright.mjs']],
  // Recording each journey costs a third of a small machine's time: only what failed once is recorded.
  use: { trace: 'on-first-retry' },
  projects: [
    { name: 'chromium', testMatch: needsWindows, use: inChromium(findChromium()) },
    { name: 'headless', testIgnore: needsWindows, use: inChromium(findHeadless()) },
    ...(firefox === undefined
      ? []
      : [
          {
            name: 'firefox',
            use: {
              browserName: 'firefox' as const,
              channel: 'moz-firefox',
              viewport: { width: 1280, height: 720 },
              launchOptions: {
                executablePath: firefox,
                // Without it, clicks in a frame of another origin land nowhere.
                firefoxUserPrefs: { 'fission.webContentIsolationStrategy': 0 },
              },
            },
          },
        ]),
  ],
});
