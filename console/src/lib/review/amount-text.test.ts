import { expect, it } from 'vitest';
import { decimalSignIn, readAmount } from './amount-text.ts';

it.each([
  ['12.750,00', ',', '12750.00'],
  ['12,750.00', ',', '12750.00'],
  ['$ 1.234', ',', '1234'],
  ['1.234', '.', '1.234'],
  ['1,234', '.', '1234'],
  ['1.234.567', '.', '1234567'],
  ['12750.5', ',', '12750.5'],
  ['ARS 0,50', ',', '0.50'],
  ['(1.000,00)', ',', '-1000.00'],
  ['500,00-', ',', '-500.00'],
  ['007', ',', '7'],
] as const)('%s with %s is %s', (text, sign, amount) => {
  expect(readAmount(text, sign)).toBe(amount);
});

it.each(['', 'Total', 'Factura 12', '1.2.3,4,5', '1234567890123456'])('%s is no amount', (text) => {
  expect(readAmount(text, ',')).toBeNull();
});

it('learns the decimal sign from a page', () => {
  expect(decimalSignIn([{ text: '1.234,50' }, { text: '21,00' }, { text: '3.00' }])).toBe(',');
  expect(decimalSignIn([{ text: 'Total' }])).toBeNull();
});
