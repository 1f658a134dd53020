import { describe, expect, it } from 'vitest';
import { currencyCode } from './currency.ts';
import { dueDateInTerms } from './due-date-text.ts';
import { decimal, isoDate, minus, percent, sum } from './values.ts';

describe('decimal', () => {
  it.each([
    ['12750.00', '12750.00'], [' 0.5357 ', '0.5357'], ['+007.50', '7.50'], ['-0', '0'], ['-0.00', '0.00'], ['.5', '0.5'], ['5.', '5'], ['1.5E3', '1500'], ['1e-2', '0.01'], ['-12', '-12'],
    ['0.12345678', '0.123457'], ['2.0000000000', '2'], ['12,50', '12.50'], ['9007199254740993.07', null], ['900719925474099.07', '900719925474099.07'], ['99999999999999999', null],
    ['', null], ['abc', null], ['1.234,56', null], ['1 234', '1234'], ['1,234.5', null], ['NaN', null], ['0x10', null], ['--1', null], [undefined, null],
  ])('%s is %s', (text, expected) => expect(decimal(text)).toBe(expected));

  it('adds and takes off without floats', () => {
    expect([sum(['0.1', '0.2', null, undefined]), sum([null]), sum([]), minus('0.3', '0.1'), minus('5', null), percent('0.160000'), percent('0.025'), percent(null)]).toEqual(['0.3', null, null, '0.2', '5', '16', '2.5', null]);
  });
});

describe('isoDate', () => {
  it.each([
    ['2026-03-06', '2026-03-06'], ['2026-03-06Z', '2026-03-06'], ['2026-03-06+01:00', '2026-03-06'], ['2026-03-06T23:59:59-03:00', '2026-03-06'], ['20260306', '2026-03-06'], ['202603061230', '2026-03-06'],
    ['20260306123000', '2026-03-06'], ['06/03/2026', '2026-03-06'], ['6.3.2026', '2026-03-06'], ['2024-02-29', '2024-02-29'], ['2026-02-29', null], ['2026-13-01', null], ['202603', null], ['', null], [undefined, null], ['06/03/26', null],
  ])('%s is %s', (text, expected) => expect(isoDate(text)).toBe(expected));
});

it.each([['EUR', 'EUR'], [' usd ', 'USD'], ['DOLAR', 'USD'], ['DÓLAR', 'USD'], ['DOLAR USA', 'USD'], ['Pesos Mexicanos', 'MXN'], ['M.N.', 'MXN'], ['PESO CL', 'CLP'], ['EURO', 'EUR'], ['', null], ['???', null]])('currency %s is %s', (text, expected) => {
  expect(currencyCode(text)).toBe(expected);
});

describe('payment terms in words', () => {
  it.each([
    ['Bei Zahlung bis 15.05.2026 zwei Prozent Skonto, sonst bis 04.06.2026', '2026-06-04'],
    ['Payable by 2026-04-05 to our account', '2026-04-05'],
    ['Paiement au plus tard le 05/04/2026', '2026-04-05'],
    ['Pagamento entro il 05/04/2026', '2026-04-05'],
    ['Vencimiento: 05/04/2026', '2026-04-05'],
    ['Due date 2026-04-05', '2026-04-05'],
    ['Leistung vom 05.04.2026', null],
    ['fällig zum 01.02.2026', null],
    ['30 days net', null],
    ['bis 31.02.2026', null],
  ])('%s', (terms, expected) => expect(dueDateInTerms([terms], '2026-03-06')).toBe(expected));
});
