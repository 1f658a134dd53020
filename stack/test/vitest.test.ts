import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../paths.mjs';
import { countsOf, failuresOf } from './vitest.mjs';

it.each([
  ['all pass', { numPassedTests: 5, numFailedTests: 0 }, true, { passed: 5, failed: 0, skipped: 0 }],
  ['some fail', { numPassedTests: 5, numFailedTests: 2, numPendingTests: 1 }, false, { passed: 5, failed: 2, skipped: 1 }],
  ['a file cannot be loaded', { numPassedTests: 5, numFailedTests: 0 }, false, { passed: 5, failed: 1, skipped: 0 }],
  ['there is no report', undefined, false, { passed: 0, failed: 1, skipped: 0 }],
])('%s', (_case, report, succeeded, expected) => {
  expect(countsOf(report, succeeded)).toEqual(expected);
});

it('names what failed: a test by its file, a file that cannot be loaded by itself', () => {
  const ran = { name: join(root, 'a/one.test.ts'), status: 'failed', assertionResults: [{ status: 'passed', fullName: 'holds' }, { status: 'failed', fullName: 'adds up', failureMessages: ['Error: 3 is not 4\n    at somewhere'] }] };
  const broken = { name: join(root, 'two.test.ts'), status: 'failed', message: 'SyntaxError: no\nmore', assertionResults: [] };
  expect(failuresOf({ testResults: [ran, broken] })).toEqual(['a/one.test.ts > adds up: Error: 3 is not 4', 'two.test.ts: SyntaxError: no']);
  expect(failuresOf(undefined)).toEqual([]);
});
