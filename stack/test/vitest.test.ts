import { expect, it } from 'vitest';
import { countsOf } from './vitest.mjs';

it.each([
  ['all pass', { numPassedTests: 5, numFailedTests: 0 }, true, { passed: 5, failed: 0, skipped: 0 }],
  ['some fail', { numPassedTests: 5, numFailedTests: 2, numPendingTests: 1 }, false, { passed: 5, failed: 2, skipped: 1 }],
  ['a file cannot be loaded', { numPassedTests: 5, numFailedTests: 0 }, false, { passed: 5, failed: 1, skipped: 0 }],
  ['there is no report', undefined, false, { passed: 0, failed: 1, skipped: 0 }],
])('%s', (_case, report, succeeded, expected) => {
  expect(countsOf(report, succeeded)).toEqual(expected);
});
