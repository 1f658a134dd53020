import { absolute, isNear, percentOf, type Amount } from '../values/amount.ts';
import type { Scan } from '../scan/scan.ts';
import type { AmountToken } from '../values/scan-amounts.ts';
import { plausibleRates } from './amount-roles.ts';

/** A row of a tax summary: a rate with a base and the tax that follows from it. */
export interface VatRow {
  rate: Amount;
  base: AmountToken;
  tax: AmountToken;
}

const cents = 200n;

function rowOf(rate: AmountToken, amounts: AmountToken[]): VatRow | null {
  for (const base of amounts) {
    for (const tax of amounts) {
      if (base === tax || tax.value === base.value || base.value === 0n) continue;
      if (rate.value === 0n ? tax.value !== 0n : tax.value === 0n || tax.value > 0n !== base.value > 0n || !isNear(percentOf(base.value, rate.value), tax.value, cents)) continue;
      return { rate: rate.value, base, tax };
    }
  }
  return null;
}

/**
 * Rows such as "S = 6%   50.47   3.03" or "21 %   41,31   8,68   49,99", found by arithmetic, whatever their heads say.
 * Zero rates count only beside other rows, where they complete the sum.
 */
export function findVatRows(scan: Scan, tableLines: ReadonlySet<number>): VatRow[] {
  const rows: VatRow[] = [];
  for (const line of scan.layout.lines) {
    if (tableLines.has(line.index)) continue;
    const own = scan.amounts.filter((amount) => amount.line === line.index);
    const signed = own.filter((amount) => amount.isPercent && amount.value < 400_000n);
    const rates = signed.length > 0 ? signed : own.filter((amount) => amount.currency === null && amount.value > 0n && plausibleRates.has(amount.value));
    for (const rate of rates) {
      const money = own.filter((amount) => amount !== rate && !amount.isPercent && amount.decimals <= 2 && amount.isFormatted);
      // An amount that happens to be a rate ("5.00") proves nothing beside small sums: bare rates need a base worth more.
      if (money.length < 2 || money.length > 7 || rates.length > 2) continue;
      const row = rowOf(rate, signed.length > 0 ? money : money.filter((amount) => absolute(amount.value) > 1000n));
      if (!row) continue;
      rows.push(row);
      break;
    }
  }
  return rows.some((row) => row.rate > 0n) ? rows : [];
}
