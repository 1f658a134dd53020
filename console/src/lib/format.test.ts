import { expect, it } from 'vitest';
import { formatConfidence, formatDay, formatDecimal, formatDuration, formatMoney, formatRelative, formatSize } from './format.ts';

it('keeps every digit of a long amount', () => {
  expect(formatDecimal('123456789012345.67', 'es')).toBe('123.456.789.012.345,67');
  expect(formatMoney('12750', 'ARS', 'en')).toBe('ARS\u00a012,750.00');
  expect(formatMoney('-0.5', null, 'es')).toBe('-0,50');
});

it.each([
  [1, '100\u00a0%'], [0.9999, '99,9\u00a0%'], [0.98, '98\u00a0%'], [0.29, '29\u00a0%'], [0, '0\u00a0%'],
])('never rounds %s up', (share, text) => {
  expect(formatConfidence(share, 'es')).toBe(text);
});

it('gives the same day in every time zone', () => {
  expect(formatDay('2026-03-06', 'en')).toBe('Mar 06, 2026');
  expect(formatDay('2026-03-06', 'es')).toBe('06/03/2026');
  expect(formatDay('not a day', 'es')).toBe('not a day');
});

it('speaks relatively', () => {
  const now = Date.parse('2026-03-06T12:00:00Z');
  expect(formatRelative('2026-03-06T11:57:30Z', now, 'en')).toBe('2 minutes ago');
  expect(formatRelative('2026-03-08T12:00:00Z', now, 'es')).toBe('pasado mañana');
  expect([formatRelative('2026-03-06T12:00:06Z', now, 'es'), formatRelative('2026-03-06T12:01:00Z', now, 'es')]).toEqual(['ahora', 'dentro de 1 minuto']);
});

it.each([
  [340, '340 ms'], [2300, '2.3 s'], [72_000, '1 min 12 s'], [3_600_000, '1 h'], [200_000_000, '2 d 7 h'],
])('%i ms', (ms, text) => {
  expect(formatDuration(ms, 'en')).toBe(text);
});

it('sizes', () => {
  expect([0, 999, 12_345, 5_000_000].map((n) => formatSize(n, 'en'))).toEqual(['0 B', '999 B', '12.3 kB', '5 MB']);
});
