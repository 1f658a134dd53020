import { expect, it } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

const now = Date.parse('2026-03-06T12:00:00Z');

it.each<[Record<string, string>, number | null]>([
  [{ 'retry-after': '7' }, 7000],
  [{ 'retry-after': '0.5' }, 500],
  [{ 'retry-after': 'Fri, 06 Mar 2026 12:00:30 GMT' }, 30_000],
  [{ 'retry-after': 'Fri, 06 Mar 2026 11:00:00 GMT' }, 0],
  [{ 'retry-after-ms': '1500', 'retry-after': '9' }, 1500],
  [{ 'retry-after': 'soon' }, null],
  [{}, null],
])('%j asks for %s ms', (headers, wait) => {
  expect(retryAfterMs(new Headers(headers), now)).toBe(wait);
});

it('no headers ask for nothing', () => {
  expect(retryAfterMs(undefined, now)).toBeNull();
});
