import type { Scan } from '../scan/scan.ts';
import { absolute, type Amount } from '../values/amount.ts';
import type { MoneyToken } from './amount-roles.ts';

/** Labels of an exchange rate, as keys of the label index. */
const rateLabel = /^(?:tlpodecamblo|cotlzaclon|tc|exchangerate|exchrate|camblo|dovlzkuru|kur|wechselkurs|kurs|hesaplanankur|koers|cotlzaclondolar|tauxdechange)/;

/** Numbers that a label calls an exchange rate, in ten-thousandths. */
export function exchangeRates(scan: Scan): Amount[] {
  return scan.labels.filter((label) => rateLabel.test(label.key)).flatMap((label) => {
    const next = scan.amounts.find((amount) => amount.line === label.line && amount.from >= label.to);
    return next && next.value > 10_000n ? [next.value] : [];
  });
}

/** Amounts that are another amount of the page times the exchange rate it prints: the same sums told once more in the books' currency. */
export function convertedValues(scan: Scan, tokens: MoneyToken[]): Set<Amount> {
  const converted = new Set<Amount>();
  const rates = exchangeRates(scan);
  if (rates.length === 0) return converted;
  const values = [...new Set(tokens.map((money) => money.token.value))].filter((value) => value > 100n);
  for (const rate of rates) {
    for (const original of values) {
      const product = (original * rate) / 10_000n;
      for (const value of values) {
        // The printed rate is rounded: one part in ten thousand.
        if (value !== original && absolute(value - product) <= product / 10_000n + 100n) converted.add(value);
      }
    }
  }
  return converted;
}
