import { expect, it } from 'vitest';
import { limitsOf, newLimits, toLimits } from './link-limits.ts';

it('leaves to the defaults what was not chosen', () => {
  expect(toLimits(newLimits)).toEqual({});
});

it('a link keeps its limits through the form', () => {
  const expiresAt = new Date('2026-03-06T23:59:59').toISOString();
  for (const link of [{ expiresAt, maxFiles: 200, autoProcess: true }, { expiresAt: null, maxFiles: null, autoProcess: false }]) expect(toLimits(limitsOf(link))).toEqual(link);
});
