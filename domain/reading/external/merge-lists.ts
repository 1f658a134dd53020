import type { LineItem, TaxLine } from '../../../contract/extraction.ts';
import type { Draft } from '../draft.ts';
import type { Scan } from '../scan/scan.ts';
import { absolute, isNear, parseDecimal, sumOf, type Amount } from '../values/amount.ts';
import { isPrintedAmount } from './align.ts';
import type { ExternalValues } from './external-values.ts';
import { amountReadings } from './value-readings.ts';

const text = (written: string | null, most: number): string | null => written?.replace(/[\p{C}\s]+/gu, ' ').trim().slice(0, most) || null;

/** The reading that stands on the page, else the likeliest. */
const amountOf = (written: string | null, seen: Scan): string | null => {
  const readings = amountReadings(written ?? '', seen);
  return readings.find((value) => isPrintedAmount(seen, value)) ?? readings[0] ?? null;
};

const isOnPage = (amounts: (string | null)[], seen: Scan): boolean => amounts.every((amount) => amount === null || parseDecimal(amount) === 0n || isPrintedAmount(seen, amount));

/** Whether amounts make one of the wanted sums, a cent of rounding allowed for each. */
function makes(amounts: (string | null)[], wanted: (string | undefined)[]): boolean {
  const known = amounts.map((amount) => parseDecimal(amount ?? ''));
  if (known.length === 0 || known.includes(null)) return false;
  const sum = absolute(sumOf(known as Amount[]));
  return wanted.some((value) => isNear(sum, absolute(parseDecimal(value ?? '') ?? -1n), 100n * BigInt(Math.max(2, known.length))));
}

const vatAmounts = (taxes: TaxLine[]): (string | null)[] => taxes.filter(({ kind }) => kind === 'vat').map(({ amount }) => amount);

/** The local tax lines, unless there are none or they do not make the VAT while the external reader's do and stand on the page. */
export function mergeTaxes(draft: Draft, fields: Draft['fields'], values: ExternalValues, seen: Scan): TaxLine[] {
  const theirs = values.taxes.slice(0, 50).map(({ kind, label, rate, base, amount }): TaxLine =>
    ({ kind, label: text(label, 80), rate: rateOf(rate, seen), base: amountOf(base, seen), amount: amountOf(amount, seen) }));
  if (theirs.length === 0 || !isOnPage(theirs.map(({ amount }) => amount), seen)) return draft.taxes;
  const vat = [fields.taxAmount?.value];
  return draft.taxes.length === 0 || (!makes(vatAmounts(draft.taxes), vat) && makes(vatAmounts(theirs), vat)) ? theirs : draft.taxes;
}

const rateOf = (written: string | null, seen: Scan): string | null => amountReadings(written?.replace('%', '') ?? '', seen)[0]?.replace(/\.?0+$/, '') || null;

/** The local items, unless there are none or they do not make net or total while the external reader's do and stand on the page. */
export function mergeItems(draft: Draft, fields: Draft['fields'], values: ExternalValues, seen: Scan): LineItem[] {
  const theirs = values.lineItems.slice(0, 500).flatMap(({ description, quantity, unitPrice, taxRate, amount }): LineItem[] => {
    const named = text(description, 300);
    return named === null ? [] : [{ description: named, quantity: amountOf(quantity, seen), unitPrice: amountOf(unitPrice, seen), taxRate: rateOf(taxRate, seen), amount: amountOf(amount, seen) }];
  });
  if (theirs.length === 0 || !isOnPage(theirs.map(({ amount }) => amount), seen)) return draft.lineItems;
  const sums = [fields.netAmount?.value, fields.totalAmount?.value];
  const amounts = (items: LineItem[]): (string | null)[] => items.map(({ amount }) => amount);
  return draft.lineItems.length === 0 || (!makes(amounts(draft.lineItems), sums) && makes(amounts(theirs), sums)) ? theirs : draft.lineItems;
}
