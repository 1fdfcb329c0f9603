// A reporter for node:test. Counts tests, not the suites around them.

import { tally } from './tally.mjs';

export default async function* report(events) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    // A failing suite with no failing test of its own (a hook that threw, a file that did not load) is one failure.
    const isSuite = data.details?.type === 'suite';
    if (type === 'test:fail' && (!isSuite || data.details.error?.failureType !== 'subtestsFailed')) counts.failed += 1;
    else if (type === 'test:pass' && !isSuite) counts[data.skip || data.todo ? 'skipped' : 'passed'] += 1;
  }
  tally(counts);
  yield '';
}
