import { expect, it } from 'vitest';
import { parseDecimal, type Amount } from '../values/amount.ts';
import { solveTotals, type SumProblem } from './solve-totals.ts';

const d = (text: string): Amount => parseDecimal(text) ?? 0n;

const problem = (overrides: Partial<SumProblem>): SumProblem => ({ totals: [], nets: [], vats: [], extras: [], others: [], rates: [], rows: [], itemSum: null, ...overrides });
const totals = (...values: [string, number][]): SumProblem['totals'] => values.map(([value, weight]) => ({ value: d(value), weight }));

it('prefers the total that net and VAT make, though another amount has the better label', () => {
  const [best] = solveTotals(problem({ totals: totals(['610.00', 3.2], ['110.00', 2.8]), nets: [{ value: d('100.00'), claim: 0.8 }], vats: [{ value: d('10.00'), claim: 0.8, rate: null }] }));
  expect(best).toMatchObject({ total: d('110.00'), closure: 'parts' });
});

it('adds perceptions and takes discounts away', () => {
  const [best] = solveTotals(problem({
    totals: totals(['1233.00', 3]), nets: [{ value: d('1000.00'), claim: 0.9 }], vats: [{ value: d('210.00'), claim: 0.9, rate: d('21') }],
    extras: [{ value: d('30.00'), claim: 0.8 }, { value: d('-7.00'), claim: 0.6 }, { value: d('500.00'), claim: 0.3 }],
  }));
  expect(best).toMatchObject({ total: d('1233.00'), closure: 'parts', isRateRight: true });
  expect(best?.extras.map((part) => part.value)).toEqual([d('30.00'), d('-7.00')]);
});

it('sums several rates', () => {
  const [best] = solveTotals(problem({ totals: totals(['1315.50', 3]), nets: [{ value: d('1000.00'), claim: 0.9 }, { value: d('100.00'), claim: 0.3 }], vats: [{ value: d('210.00'), claim: 0.8, rate: d('21') }, { value: d('105.50'), claim: 0.8, rate: d('10.5') }] }));
  expect(best?.vat).toBe(d('315.50'));
});

it('finds the tax by its rate where no label links to it', () => {
  const [best] = solveTotals(problem({ totals: totals(['121.00', 3]), nets: [{ value: d('100.00'), claim: 0.8 }], others: [d('100.00'), d('21.00'), d('121.00')], rates: [d('21')] }));
  expect(best).toMatchObject({ closure: 'parts', vat: d('21.00') });
});

it('knows a tax that is contained in the total', () => {
  const [best] = solveTotals(problem({ totals: totals(['106.00', 3]), vats: [{ value: d('6.00'), claim: 0.8, rate: d('6') }] }));
  expect(best).toMatchObject({ closure: 'rate', net: null, vat: d('6.00') });
});

it('takes the sum of a tax summary, not one of its rows', () => {
  const rows = [{ base: d('100.00'), tax: d('19.00'), rate: d('19') }, { base: d('50.00'), tax: d('3.50'), rate: d('7') }];
  const [best] = solveTotals(problem({ totals: totals(['119.00', 3], ['172.50', 1.5]), nets: rows.map((row) => ({ value: row.base, claim: 0.7 })), vats: rows.map((row) => ({ value: row.tax, claim: 0.7, rate: row.rate })), rows }));
  expect(best?.total).toBe(d('172.50'));
});

it('allows two cents of rounding and no more', () => {
  const near = problem({ totals: totals(['121.02', 3]), nets: [{ value: d('100.00'), claim: 0.9 }], vats: [{ value: d('21.00'), claim: 0.9, rate: null }] });
  expect(solveTotals(near)[0]?.closure).toBe('parts');
  expect(solveTotals({ ...near, totals: totals(['121.03', 3]) })[0]?.closure).toBe('none');
});
