import Big from 'big.js';

/** Argentine VAT rates in per cent by the codes of WSFE (FEParamGetTiposIva) and Libro IVA ("Tablas del Sistema", alícuotas); 1 and 2 are not taxed and exempt. */
const vatRates: Record<number, string> = { 3: '0', 4: '10.5', 5: '21', 6: '27', 8: '5', 9: '2.5' };

const RATES = new Set(Object.values(vatRates));

/** Whether a decimal text is a legal rate, whatever its trailing zeros. */
export const isVatRate = (rate: string): boolean => /^\d{1,2}(\.\d{1,4})?$/.test(rate) && RATES.has(new Big(rate).toFixed());

/** VAT of a net amount, rounded half up to cents. */
export const vatOf = (net: string, rate: string): string => new Big(net).times(rate).div(100).toFixed(2);

/**
 * The legal rate that makes this VAT of this net, or null. Each line's rounding may shift the sum: two cents, or one in ten thousand of the VAT.
 */
export function rateOf(net: string, vat: string): string | null {
  for (const rate of ['21', '10.5', '27', '5', '2.5', '0']) {
    const difference = new Big(net).times(rate).div(100).minus(vat).abs();
    const allowed = Big(vat).abs().div(10_000);
    if (difference.lte(allowed.gt('0.02') ? allowed : '0.02')) return rate;
  }
  return null;
}
