import { expect, it } from 'vitest';
import { costOf } from './price.ts';

it.each([
  [{ inputTokens: 1_000_000, outputTokens: 0 }, { input: '0.25', output: '2' }, '0.25'],
  [{ inputTokens: 1200, outputTokens: 300 }, { input: '0.25', output: '2' }, '0.0009'],
  [{ inputTokens: 1, outputTokens: 0 }, { input: '0.01', output: '2' }, '0.00000001'],
  [{ inputTokens: 0, outputTokens: 0 }, { input: '0.25', output: '2' }, '0'],
  [{ inputTokens: null, outputTokens: 5 }, { input: '0.25', output: '2' }, null],
  [{ inputTokens: 5, outputTokens: 5 }, { input: undefined, output: '2' }, null],
])('%j at %j costs %s', (tokens, prices, cost) => {
  expect(costOf(tokens, prices)).toBe(cost);
});
