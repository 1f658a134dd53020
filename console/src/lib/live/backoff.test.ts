import { expect, it } from 'vitest';
import { backoffMs } from './backoff.ts';

it.each([[1, 1, 1000], [1, 0, 500], [3, 1, 4000], [40, 1, 30_000]])('after %i failures with %d: %i ms', (failures, random, ms) => {
  expect(backoffMs(failures, random)).toBe(ms);
});
