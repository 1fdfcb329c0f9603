// A reporter for Playwright.

import { tally } from './tally.mjs';

export default class {
  #root;
  #broken = 0;
  onBegin(_config, suite) {
    this.#root = suite;
  }
  onError() {
    this.#broken += 1;
  }
  onEnd() {
    const counts = { passed: 0, failed: this.#broken, skipped: 0 };
    for (const test of this.#root?.allTests() ?? []) {
      const outcome = test.outcome();
      counts[outcome === 'skipped' ? 'skipped' : outcome === 'unexpected' ? 'failed' : 'passed'] += 1;
    }
    tally(counts);
  }
  printsToStdio() {
    return false;
  }
}
