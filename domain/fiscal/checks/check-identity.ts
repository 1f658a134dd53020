import type { Reason } from '../../../contract/extraction.ts';
import { isCuit } from '../cuit.ts';
import { lettersOn } from '../comprobante-types.ts';
import { lettersOfIssuer, lettersOfRecipient, vatCondition } from '../vat-conditions.ts';
import { failed, type FiscalFacts } from './facts.ts';

/** RG 1415: the letter in the box and the code below it say the same; since RG 5762 codes 51 to 53 carry letter A. */
export function checkLetter({ type, letter, issueDate }: FiscalFacts): Reason[] {
  if (type === null || letter === null || type.letter === null) return [];
  const printed = letter.trim().toUpperCase();
  if (lettersOn(type, issueDate).some((possible) => possible === printed)) return [];
  return [failed('letter_mismatch', 'invoiceTypeCode', `Code ${type.code} is ${type.name}, the letter is ${printed}.`, { blocking: true })];
}

/** The letter follows from the VAT conditions of both sides (RG 1415, RG 5003). */
export function checkConditions({ type, issuerCondition, recipientCondition }: FiscalFacts): Reason[] {
  const letter = type?.letter;
  if (type == null || letter == null) return [];
  const issuer = issuerCondition === null ? null : vatCondition(issuerCondition);
  const recipient = recipientCondition === null ? null : vatCondition(recipientCondition);
  const reasons: Reason[] = [];
  if (issuer !== null && lettersOfIssuer(issuer)?.includes(letter) === false) reasons.push(failed('letter_mismatch', 'invoiceType', `${issuer.name} does not issue ${type.name}.`));
  if (recipient !== null && !lettersOfRecipient(recipient).includes(letter)) reasons.push(failed('letter_mismatch', 'invoiceType', `${recipient.name} does not get ${type.name}.`));
  return reasons;
}

/** Every issuer has a CUIT; letters A and M go to buyers with one (RG 1415), so that their VAT credit can be checked. */
export function checkTaxIds({ type, issuerTaxId, recipientTaxId }: FiscalFacts): Reason[] {
  const reasons: Reason[] = [];
  if (issuerTaxId !== null && !isCuit(issuerTaxId)) reasons.push(failed('tax_id_check_failed', 'issuerTaxId', 'The issuer’s CUIT does not pass its check digit.', { blocking: true }));
  const wantsCuit = type?.letter === 'A' || type?.letter === 'M';
  if (wantsCuit && recipientTaxId !== null && !isCuit(recipientTaxId)) reasons.push(failed('tax_id_check_failed', 'recipientTaxId', `The buyer of a ${type.name} has a CUIT; this one does not pass its check digit.`));
  if (issuerTaxId !== null && recipientTaxId !== null && digitsOf(issuerTaxId) === digitsOf(recipientTaxId)) {
    reasons.push(failed('tax_id_check_failed', 'recipientTaxId', 'Issuer and recipient have the same tax id.'));
  }
  return reasons;
}

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** Five digits of point of sale, 1 to 99998, and eight of number, from 1 (RG 4290, WSFE). */
export function checkNumber({ pointOfSale, number }: FiscalFacts): Reason[] {
  const parts = number?.split(/\D+/).filter(Boolean) ?? [];
  const sequence = parts.at(-1);
  const point = parts.length > 1 ? parts[0] : (pointOfSale ?? undefined);
  const reasons: Reason[] = [];
  if (number !== null && (sequence === undefined || sequence.replace(/^0+/, '').length > 8 || Number(sequence) < 1)) reasons.push(failed('number_invalid', 'invoiceNumber', `${number} is no number of a voucher.`));
  if (point !== undefined && (!/^\d+$/.test(point) || Number(point) < 1 || Number(point) > 99_998)) reasons.push(failed('number_invalid', 'pointOfSale', `${point} is no point of sale.`));
  if (pointOfSale !== null && point !== undefined && Number(point) !== Number(pointOfSale)) reasons.push(failed('number_invalid', 'pointOfSale', `The number says point of sale ${point}, the page ${pointOfSale}.`));
  return reasons;
}
