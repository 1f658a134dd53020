import Big from 'big.js';

/**
 * The block that Ley 27.743 ("Régimen de Transparencia Fiscal al Consumidor") puts on a factura B to final consumers since 2025: it states
 * "IVA Contenido", which is part of the total and no VAT to be credited.
 */
const transparencyMarker = /iva\s+contenido|transparencia\s+fiscal|27[.\s]?743/i;

const RATES = ['21', '10.5'];

/** VAT inside a total that includes it: total × r ÷ (100 + r). */
export const containedVat = (total: string, rate: string): string => new Big(total).times(rate).div(new Big(rate).plus(100)).toFixed(2);

/** Whether an amount is the VAT contained in a total, at one rate, within five cents. */
export const isContainedVat = (amount: string, total: string): boolean =>
  new Big(amount).gt(0) && RATES.some((rate) => new Big(amount).minus(containedVat(total, rate)).abs().lte('0.05'));

/**
 * Where the block is on the page and the amount taken for the total is the VAT contained in the largest amount, that one is the total:
 * on a factura B the total often has no label, and the only labelled amount is the VAT within it. Null where the guard does not apply.
 */
export function totalBehindContainedVat(taken: string, amounts: string[], pageText: string): string | null {
  if (!transparencyMarker.test(pageText)) return null;
  const largest = amounts.reduce((max, amount) => (new Big(amount).gt(max) ? amount : max), '0');
  return new Big(largest).gt(taken) && isContainedVat(taken, largest) ? largest : null;
}
