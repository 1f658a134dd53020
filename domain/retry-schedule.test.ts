import { describe, expect, it } from 'vitest';
import { afterAttempt } from './retry-schedule.ts';

const schedule = [5, 300, 1800];
const now = Date.parse('2026-03-06T12:00:00Z');
const after = (status: number | null, number = 1, retryAfter?: string, random = 0.5, clientErrors = true) => afterAttempt({ status, retryAfter }, number, { seconds: schedule, clientErrors }, random, now);

describe('what follows an attempt', () => {
  it.each([
    ['2xx is done', 204, 1, { next: 'done' }],
    ['410 disables', 410, 1, { next: 'disable' }],
    ['a redirect is a failure', 302, 1, { next: 'retry', waitMs: 5000 }],
    ['so is any other 4xx', 404, 2, { next: 'retry', waitMs: 300_000 }],
    ['so is no answer', null, 3, { next: 'retry', waitMs: 1_800_000 }],
    ['after the last wait it is dead', 500, 4, { next: 'dead', reason: 'delivery_exhausted' }],
    ['an overloaded receiver gets a minute at least', 503, 1, { next: 'retry', waitMs: 60_000 }],
  ])('%s', (_what, status, number, expected) => expect(after(status, number)).toEqual(expected));

  it('waits with 20 % jitter either way', () => {
    expect([after(500, 2, undefined, 0), after(500, 2, undefined, 1)]).toEqual([{ next: 'retry', waitMs: 240_000 }, { next: 'retry', waitMs: 360_000 }]);
  });

  it.each([[400, 'dead'], [404, 'dead'], [422, 'dead'], [408, 'retry'], [425, 'retry'], [429, 'retry'], [302, 'retry'], [500, 'retry'], [410, 'disable'], [204, 'done']])(
    'where 4xx answers are the last word, %d: %s', (status, next) => expect(after(status, 1, undefined, 0.5, false).next).toBe(next));

  it.each([
    ['seconds', '900', 900_000], ['a date', 'Fri, 06 Mar 2026 12:20:00 GMT', 1_200_000], ['less than the schedule', '1', 300_000], ['nonsense', 'soon', 300_000],
    ['more than a day', '999999', 86_400_000], ['a date gone by', 'Fri, 06 Mar 2020 12:00:00 GMT', 300_000],
  ])('honours Retry-After in %s', (_what, header, waitMs) => expect(after(500, 2, header)).toEqual({ next: 'retry', waitMs }));
});
