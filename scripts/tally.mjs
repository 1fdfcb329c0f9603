// What each test runner counted, so that the last line of `npm test` can add it up. A runner's reporter appends a line of
// JSON to the file that GUESTPASS_TALLY names; without it, it says nothing.

import { appendFileSync } from 'node:fs';

/** @param {{ passed: number, failed: number, skipped: number }} counts */
export function tally(counts) {
  const file = process.env['GUESTPASS_TALLY'];
  if (file) appendFileSync(file, `${JSON.stringify(counts)}\n`);
}
