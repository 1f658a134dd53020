import { expect, it } from 'vitest';
import { firstDay, periodOf } from './recent-days.ts';

it('counts today as one of the days', () => {
  expect(firstDay(Date.parse('2026-03-14T23:59:00Z'), 14)).toBe('2026-03-01');
});

it.each([['', 14], ['days=30', 30], ['days=5', 14], ['days=x', 14]])('%s is %i days', (search, days) => {
  expect(periodOf(new URLSearchParams(search))).toBe(days);
});
