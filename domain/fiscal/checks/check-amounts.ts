import Big from 'big.js';
import type { Reason, TaxLine } from '../../../contract/extraction.ts';
import { discriminatesVat } from '../comprobante-types.ts';
import { isContainedVat } from '../vat-contained.ts';
import { isVatRate } from '../vat-rates.ts';
import { failed, type FiscalFacts } from './facts.ts';

/** Every line is rounded to cents before it is added: half a cent each, and never less than two cents. */
const tolerance = (terms: number): Big => new Big('0.005').times(Math.max(terms, 4));

const near = (a: Big, b: Big, allowed: Big): boolean => a.minus(b).abs().lte(allowed);

const add = (amounts: (string | null)[]): Big => amounts.reduce((sum, amount) => sum.plus(amount ?? 0), new Big(0));

/** Base × rate = VAT for each rate, at one of the legal rates ("Tablas del Sistema"). */
export function checkVatLines({ taxes }: FiscalFacts): Reason[] {
  return taxes.filter((tax) => tax.kind === 'vat').flatMap((tax) => vatLineProblems(tax));
}

function vatLineProblems({ rate, base, amount }: TaxLine): Reason[] {
  if (rate !== null && !isVatRate(rate)) return [failed('tax_mismatch', 'taxAmount', `${rate} % is no Argentine VAT rate.`)];
  if (rate === null || base === null || amount === null) return [];
  // Rounding per item may shift a long invoice's VAT: one in ten thousand of it.
  const allowed = new Big(amount).abs().div(10_000);
  const isRight = near(new Big(base).times(rate).div(100), new Big(amount), allowed.gt('0.03') ? allowed : new Big('0.03'));
  return isRight ? [] : [failed('tax_mismatch', 'taxAmount', `${rate} % of ${base} is not ${amount}.`)];
}

/** The VAT lines together are the VAT stated. */
export function checkVatTotal({ taxes, taxAmount }: FiscalFacts): Reason[] {
  const lines = taxes.filter((tax) => tax.kind === 'vat' && tax.amount !== null);
  if (taxAmount === null || lines.length === 0) return [];
  const isRight = near(add(lines.map((line) => line.amount)), new Big(taxAmount), tolerance(lines.length));
  return isRight ? [] : [failed('tax_mismatch', 'taxAmount', 'The VAT of the rates does not add up to the VAT stated.')];
}

/**
 * Net, not taxed and exempt, VAT, perceptions and other taxes make the total of a voucher that states them apart (RG 1415).
 * A withholding is the payer's and is not in it. B, C and E state a total alone.
 */
export function checkSum(facts: FiscalFacts): Reason[] {
  const { type, netAmount, taxAmount, totalAmount, exemptAmount, taxes } = facts;
  if (netAmount === null || totalAmount === null || (type !== null && discriminatesVat(type) === false)) return [];
  const others = taxes.filter((tax) => tax.kind !== 'vat' && tax.kind !== 'withholding').map((tax) => tax.amount);
  const parts = add([netAmount, exemptAmount, taxAmount, ...others]);
  const isRight = near(parts, new Big(totalAmount), tolerance(others.length + 4));
  return isRight ? [] : [failed('sum_mismatch', 'totalAmount', `The parts make ${parts.toFixed(2)}, the total is ${totalAmount}.`)];
}

/** VAT on a voucher that may not discriminate it: contained for information (Ley 27.743), or letter and amounts do not fit together. */
export function checkDiscrimination({ type, taxAmount, totalAmount }: FiscalFacts): Reason[] {
  if (type === null || taxAmount === null || discriminatesVat(type) !== false || new Big(taxAmount).eq(0)) return [];
  if (totalAmount !== null && isContainedVat(taxAmount, totalAmount)) {
    return [failed('vat_contained', 'taxAmount', 'VAT is contained in the total and stated for information; there is no credit of it.')];
  }
  return [failed('letter_mismatch', 'taxAmount', `${type.name} does not state VAT apart.`)];
}

/** Vouchers print positive amounts, credit notes too: the type gives the sign. A negative total is a discount read as total, or a copy of the books. */
export function checkSign({ type, totalAmount, netAmount }: FiscalFacts): Reason[] {
  if (type === null || totalAmount === null) return [];
  if (new Big(totalAmount).lt(0) && type.family !== 'nota-credito') return [failed('sum_mismatch', 'totalAmount', `${type.name} with a negative total.`, { blocking: true })];
  const isMixed = netAmount !== null && new Big(netAmount).times(totalAmount).lt(0);
  return isMixed ? [failed('sum_mismatch', 'netAmount', 'Net and total have opposite signs.')] : [];
}
