import { expect, it } from 'vitest';
import { firstDay } from './recent-days.ts';

it('counts today as one of the days', () => {
  expect(firstDay(Date.parse('2026-03-14T23:59:00Z'))).toBe('2026-03-01');
});
