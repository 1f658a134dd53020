import type { TaxLine } from '../../../contract/extraction.ts';
import type { Scan } from '../scan/scan.ts';
import { absolute, isNear, parseDecimal, percentOf, sumOf, type Amount } from '../values/amount.ts';
import { isPrintedAmount } from './align.ts';
import type { ExternalValues } from './external-values.ts';
import { amountReadings } from './value-readings.ts';

/** Cents that rounding may shift a sum of a few parts. */
const tolerance: Amount = 200n;

interface Sums {
  net: Amount | null;
  tax: Amount | null;
  total: Amount | null;
  /** Taxes beside VAT that are part of the total: all but withholdings, which the payer keeps. */
  others: Amount;
}

/** Net + VAT + other taxes = total; null where a part is not known, or where there is no tax and the sum says nothing. */
export function isClosed({ net, tax, total, others }: Sums): boolean | null {
  if (net === null || tax === null || total === null || tax === 0n) return null;
  return isNear(absolute(net) + absolute(tax) + others, absolute(total), tolerance);
}

export const othersOf = (taxes: Pick<TaxLine, 'kind' | 'amount'>[]): Amount =>
  sumOf(taxes.filter(({ kind }) => kind !== 'vat' && kind !== 'withholding').map(({ amount }) => absolute(parseDecimal(amount ?? '') ?? 0n)));

/** Whether an external reader's amounts prove one another. Only amounts that stand on the page count: invented ones may well add up. */
export function closureOf(values: ExternalValues, seen: Scan): { closure?: number; rate?: number } {
  const amount = (text: string | null | undefined): Amount | null => parseDecimal(amountReadings(text ?? '', seen).find((reading) => isPrintedAmount(seen, reading)) ?? '');
  const { netAmount, taxAmount, totalAmount } = values.fields;
  const sums = { net: amount(netAmount), tax: amount(taxAmount), total: amount(totalAmount) };
  const others = othersOf(values.taxes.map(({ kind, amount: text }) => ({ kind, amount: amountReadings(text ?? '', seen)[0] ?? null })));
  if (isClosed({ ...sums, others }) !== true || sums.net === null || sums.tax === null) return {};
  const { net, tax } = sums;
  const isRateRight = seen.amounts.some((token) => token.isPercent && isNear(absolute(percentOf(net, token.value)), absolute(tax), tolerance));
  return { closure: 1, rate: isRateRight ? 1 : 0 };
}
