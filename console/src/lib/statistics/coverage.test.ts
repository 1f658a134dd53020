import { expect, it } from 'vitest';
import { coverageOf } from './coverage.ts';

const period = (uploaded: number) => ({ uploaded, approved: 0, rejected: 0, failed: 0, reviewed: 0, autoApproved: null, medianSeconds: null, medianReviewSeconds: null });
const day = { uploaded: 0, approved: 0, inReview: 0, reviewed: 0, failed: 0 };
const statistics = (now: number, before: number) => ({
  days: 2, current: period(now), previous: period(before), byDay: [{ day: '2026-03-05', ...day }, { day: '2026-03-06', ...day }],
  review: { open: 0, oldestSeconds: null, claimed: 0, created: 0, withdrawn: 0 },
});

it.each([
  [0, 0, '2026-01-01T00:00:00Z', 'empty'],
  [3, 0, '2026-03-06T10:00:00Z', 'partial'],
  [3, 0, '2026-03-04T10:00:00Z', 'uncomparable'],
  [0, 2, '2026-01-01T00:00:00Z', 'whole'],
  [3, 0, null, 'whole'],
] as const)('%i now, %i before, since %s: %s', (now, before, since, coverage) => {
  expect(coverageOf(statistics(now, before), since)).toBe(coverage);
});
