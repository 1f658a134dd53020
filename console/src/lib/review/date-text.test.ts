import { expect, it } from 'vitest';
import { readDay } from './date-text.ts';

it.each([
  ['06/03/2026', '2026-03-06'],
  ['6-3-26', '2026-03-06'],
  ['06.03.2026', '2026-03-06'],
  ['2026-03-06', '2026-03-06'],
  ['06032026', '2026-03-06'],
  ['6 de marzo de 2026', '2026-03-06'],
  ['06-Ago-2026', '2026-08-06'],
  ['Mar 6, 2026', '2026-03-06'],
  ['6 Sept 2026', '2026-09-06'],
])('%s', (text, day) => {
  expect(readDay(text)).toBe(day);
});

it.each(['', '31/02/2026', '2026-13-01', 'marzo', '12', '6 de foo de 2026'])('%s is no date', (text) => {
  expect(readDay(text)).toBeNull();
});
