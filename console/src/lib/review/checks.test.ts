import { expect, it } from 'vitest';
import type { LineItem, TaxLine } from '../contract.ts';
import { checkItem, checkItems, checkTax, checkTotal, sum } from './checks.ts';

const item = (quantity: string | null, unitPrice: string | null, amount: string | null): LineItem => ({ description: 'x', quantity, unitPrice, taxRate: null, amount });
const vat = (base: string, rate: string, amount: string): TaxLine => ({ kind: 'vat', label: null, base, rate, amount });

it('adds without binary dust', () => {
  expect(sum(['0.1', '0.2', null])).toBe('0.30');
});

it('holds net plus taxes against the total', () => {
  expect(checkTotal('1000.00', [vat('1000', '21', '210.00')], null, '1210.00')).toMatchObject({ holds: true });
  expect(checkTotal('1000.00', [], '210.00', '1310.00')).toMatchObject({ holds: false, expected: '1210.00', difference: '100.00' });
  expect(checkTotal(null, [], '210.00', '1310.00')).toBeNull();
});

it('holds the items against the net amount or the total', () => {
  const items = [item('1', '600', '600'), item('2', '305', '610')];
  expect(checkItems(items, '1000', '1210')).toMatchObject({ holds: true, expected: '1210.00' });
  expect(checkItems(items, '1210', null)).toMatchObject({ holds: true });
  expect(checkItems(items, '1000', '1500')).toMatchObject({ holds: false, difference: '210.00' });
  expect(checkItems([], '1000', '1210')).toBeNull();
});

it('checks one item and one tax', () => {
  expect(checkItem(item('3', '33.33', '99.99'))).toMatchObject({ holds: true });
  expect(checkItem(item('3', '33.33', '89.99'))).toMatchObject({ holds: false });
  expect(checkItem(item(null, '33.33', '89.99'))).toBeNull();
  expect(checkTax(vat('1000', '10.5', '105'))).toMatchObject({ holds: true });
  expect(checkTax(vat('1000', '21', '105'))).toMatchObject({ holds: false });
});
