import { expect, it } from 'vitest';
import { formatDecimal } from './amount.ts';
import { readNumber } from './number-text.ts';

it.each([
  ['1.234,56', null, '1234.56'],
  ['1,234.56', null, '1234.56'],
  ['1 234,56', null, '1234.56'],
  ["1'234.56", null, '1234.56'],
  ['12,34,567.80', null, '1234567.80'],
  ['1.234.567', null, '1234567.00'],
  ['12.750.00', null, '12750.00'],
  ['12750', null, '12750.00'],
  ['12,5', null, '12.50'],
  ['1.250', ',', '1250.00'],
  ['1.250', '.', '1.25'],
  ['1,250', null, '1250.00'],
  ['0.000', null, '0.00'],
  [',50', null, '0.50'],
  ['3569,5012', null, '3569.5012'],
] as const)('reads %s with mark %s as %s', (text, mark, expected) => {
  expect(formatDecimal(readNumber(text, mark)?.value ?? -1n)).toBe(expected);
});

it.each(['2.3.2.8', '1.23.4', '31.10.2023', '12.', '', '1,2,3'])('does not take %s for a number', (text) => {
  expect(readNumber(text, null)).toBeNull();
});

it('says which decimal mark a text proves', () => {
  expect(readNumber('1.234,56', null)?.proves).toBe(',');
  expect(readNumber('1.234.567', null)?.proves).toBe(',');
  expect(readNumber('12.50', null)?.proves).toBe('.');
  expect(readNumber('1.250', null)?.proves).toBeNull();
});
