// The sums that a reviewer would do by hand, shown where they fail. They repeat no rule of the reader: they only add up what is on the screen.
import Big from 'big.js';
import type { LineItem, TaxLine } from '../contract.ts';

/** What two sides of a sum are and by how much they differ; all decimal texts. */
export interface SumCheck {
  expected: string;
  actual: string;
  difference: string;
  holds: boolean;
}

/** Rounding of printed amounts: a cent a row, at least two. */
const tolerance = (rows: number) => new Big('0.01').times(Math.max(rows, 2));

const decimal = /^-?\d+(\.\d+)?$/;
const toBig = (text: string | null | undefined) => (text && decimal.test(text) ? new Big(text) : null);

export function sum(amounts: readonly (string | null)[]): string {
  return amounts.reduce((total, amount) => total.plus(toBig(amount) ?? 0), new Big(0)).toFixed(2);
}

function compare(expected: Big, actual: Big, rows: number): SumCheck {
  const difference = actual.minus(expected);
  return { expected: expected.toFixed(2), actual: actual.toFixed(2), difference: difference.toFixed(2), holds: difference.abs().lte(tolerance(rows)) };
}

/** Net and taxes against the total; null where one of them is not known. */
export function checkTotal(net: string | null, taxes: readonly TaxLine[], tax: string | null, total: string | null): SumCheck | null {
  const [netAmount, totalAmount] = [toBig(net), toBig(total)];
  const taxAmount = taxes.length > 0 ? toBig(sum(taxes.map(({ amount }) => amount))) : toBig(tax);
  if (!netAmount || !totalAmount || !taxAmount) return null;
  return compare(netAmount.plus(taxAmount), totalAmount, taxes.length);
}

/** The sum of the items against the net amount or, where that fits better, the total: invoices print either. */
export function checkItems(items: readonly LineItem[], net: string | null, total: string | null): SumCheck | null {
  const added = toBig(sum(items.map(({ amount }) => amount)));
  const against = [toBig(net), toBig(total)].filter((side) => side !== null);
  if (!added || items.length === 0 || against.length === 0 || items.every(({ amount }) => amount === null)) return null;
  return against.map((side) => compare(side, added, items.length)).sort((a, b) => Number(new Big(a.difference).abs().minus(new Big(b.difference).abs())))[0]!;
}

/** Quantity times unit price against the amount of an item; null where one of them is not known. */
export function checkItem({ quantity, unitPrice, amount }: LineItem): SumCheck | null {
  const [count, price, stated] = [toBig(quantity), toBig(unitPrice), toBig(amount)];
  return count && price && stated ? compare(count.times(price), stated, 1) : null;
}

/** Base times rate against the amount of a tax; null where one of them is not known. */
export function checkTax({ base, rate, amount }: TaxLine): SumCheck | null {
  const [of, percent, stated] = [toBig(base), toBig(rate), toBig(amount)];
  return of && percent && stated ? compare(of.times(percent).div(100), stated, 1) : null;
}
