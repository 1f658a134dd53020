import { describe, expect, it } from 'vitest';
import { isAuthorization, isDateNearCae, isDueDatePossible, weekOfCae } from './authorization.ts';

describe('authorisation', () => {
  it.each([['74180000000017', true], ['7418000000001', false], ['741800000000170', false], ['00000000000000', false], ['7418000000001A', false]])('%s: %s', (text, expected) => expect(isAuthorization(text)).toBe(expected));

  it.each([
    ['CAE', '2024-05-02', '2024-05-12', true],
    ['CAE', '2024-05-02', '2024-05-02', true],
    ['CAE', '2024-05-02', '2024-05-01', false],
    ['CAE', '2024-05-02', '2025-05-02', false],
    ['CAEA', '2024-05-02', '2024-05-15', true],
    ['CAI', '2024-05-02', '2025-05-01', true],
  ] as const)('%s of %s until %s: %s', (kind, issue, due, expected) => expect(isDueDatePossible(kind, issue, due)).toBe(expected));

  it.each([['74180000000017', '2024-04-29'], ['70010000000017', '2019-12-30'], ['69530000000017', '2019-12-30'], ['74990000000017', null], ['14180000000017', null]])('%s was given in the week of %s', (cae, monday) => expect(weekOfCae(cae)).toBe(monday));

  it('compares dates with the week', () => {
    expect([isDateNearCae('74180000000017', '2024-05-02'), isDateNearCae('74180000000017', '2024-02-05'), isDateNearCae('14180000000017', '2024-05-02')]).toEqual([true, false, null]);
  });
});
