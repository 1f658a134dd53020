import { expect, it } from 'vitest';
import { kindOf, readValue, showValue } from './field-values.ts';

it('shows and reads back the same value in both languages', () => {
  for (const locale of ['es', 'en'] as const) {
    const sign = locale === 'es' ? ',' : '.';
    expect(readValue('amount', showValue('amount', '1234567.89', locale), sign)).toEqual({ value: '1234567.89' });
    expect(readValue('date', showValue('date', '2026-03-06', locale), sign)).toEqual({ value: '2026-03-06' });
    expect(readValue('tax-id', showValue('tax-id', '30500010912', locale), sign)).toEqual({ value: '30500010912' });
  }
});

it.each([
  ['currency', 'U$S', 'USD'], ['currency', 'Dólares', 'USD'], ['currency', 'ars', 'ARS'],
  ['tax-id', 'CUIT: 30-50001091-2', '30500010912'], ['tax-id', 'ESB12345678', 'ESB12345678'],
  ['digits', '0003', '0003'], ['digits', '7512 3456 7890 12', '75123456789012'],
  ['text', '  Panadería   San Martín ', 'Panadería San Martín'],
] as const)('reads %s %s', (kind, text, value) => {
  expect(readValue(kind, text, ',')).toEqual({ value });
});

it.each([['amount', 'gratis'], ['date', 'ayer'], ['currency', 'plata'], ['tax-id', 'nadie'], ['digits', 'A-12']] as const)('says which kind %s %s is not', (kind, text) => {
  expect(readValue(kind, text, ',')).toEqual({ fault: kind });
});

it('knows the kind of each field', () => {
  expect(kindOf('totalAmount')).toBe('amount');
  expect(kindOf('issuerName')).toBe('text');
});
