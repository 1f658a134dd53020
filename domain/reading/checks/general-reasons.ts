import { keyFields, type FieldName, type LineItem, type Reason } from '../../../contract/extraction.ts';
import { isDateNearCae } from '../../fiscal/authorization.ts';
import type { Draft } from '../draft.ts';
import type { WordReading } from '../fields/read-words.ts';
import { fold, similarity } from '../layout/fold.ts';
import { kindOf } from '../kind/kind-of.ts';
import { reason } from '../reasons.ts';
import type { ReadingContext } from '../reading.ts';
import type { Scan } from '../scan/scan.ts';
import { formatDecimal, isNear, parseDecimal } from '../values/amount.ts';
import { daysBetween } from '../values/calendar.ts';

const alphanumeric = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '').replace(/^0+/, '');

/** Without a total, a day and a currency there is nothing to book; in Argentina every voucher has its number and CUIT too. */
function missing(draft: Draft, country: string | null): Reason[] {
  const always: readonly FieldName[] = country === 'AR' ? keyFields : ['issueDate', 'currency', 'totalAmount'];
  return keyFields.filter((name) => !draft.fields[name]).map((name) => reason('field_missing', name, { blocking: always.includes(name), message: `${name} was not found.` }));
}

function dates(draft: Draft, today: string): Reason[] {
  const issue = draft.fields.issueDate;
  const due = draft.fields.dueDate;
  const reasons: Reason[] = [];
  if (issue && daysBetween(issue.value, today) < -2) reasons.push(reason('date_implausible', 'issueDate', { blocking: true, message: 'The issue date is in the future.' }));
  if (issue && (issue.evidence['order'] ?? 1) < 0.7 && issue.evidence['code'] === undefined) reasons.push(reason('date_ambiguous', 'issueDate', { blocking: (issue.evidence['order'] ?? 1) < 0.5 }));
  // One of the two days is wrong; a code proves the issue date right.
  if (issue && due && due.value < issue.value) reasons.push(reason('date_implausible', 'dueDate', { blocking: issue.evidence['code'] === undefined, message: 'The payment is due before the invoice was issued.' }));
  return reasons;
}

/** Quantity times price is the amount: the item was read right. */
function multipliesOut({ quantity, unitPrice, amount }: LineItem): boolean {
  const [q, p, a] = [quantity, unitPrice, amount].map((text) => parseDecimal(text ?? ''));
  return q != null && p != null && a != null && isNear((q * p) / 10_000n, a, 200n);
}

function amounts(words: WordReading, draft: Draft): Reason[] {
  const { hypothesis, margin, rivalTotal, totalToken } = words.amounts;
  const reasons: Reason[] = [];
  // Money of the countries that invoices come from has two decimals at most: the third is a slip of OCR, or a group of thousands.
  if (totalToken?.decimals === 3) reasons.push(reason('field_ambiguous', 'totalAmount', { blocking: true }));
  if (rivalTotal !== null) reasons.push(reason('totals_several', 'totalAmount', { blocking: true, message: `The page calls ${formatDecimal(rivalTotal)} the total, not ${draft.fields.totalAmount?.value}.` }));
  if (!hypothesis || draft.fields.totalAmount?.evidence['code'] !== undefined) return reasons;
  const labelled = (name: FieldName): number => draft.fields[name]?.evidence['label'] ?? 0;
  if (hypothesis.closure === 'none' && labelled('netAmount') > 0.5 && labelled('taxAmount') > 0.5) reasons.push(reason('sum_mismatch', 'totalAmount', { blocking: true }));
  if (margin < 0.6) reasons.push(reason('totals_several', 'totalAmount', { blocking: margin < 0.25 }));
  if (draft.lineItems.length > 0 && !hypothesis.itemsAgree) {
    const isUnproved = hypothesis.closure === 'none' || hypothesis.closure === 'net';
    reasons.push(reason('line_items_mismatch', null, { blocking: isUnproved && draft.lineItems.every(multipliesOut) }));
  }
  return reasons;
}

/** Every Argentine voucher has a point of sale and a number (RG 1415), and its CAE was given about when it was issued. */
function argentine(draft: Draft): Reason[] {
  const { invoiceNumber, issueDate, cae } = draft.fields;
  const reasons: Reason[] = [];
  if (invoiceNumber && invoiceNumber.evidence['code'] === undefined && invoiceNumber.evidence['history'] === undefined && !/^\d{4,5}-\d{3,8}$/.test(invoiceNumber.value)) reasons.push(reason('number_invalid', 'invoiceNumber', { blocking: true, message: `${invoiceNumber.value} has no point of sale and number.` }));
  const isNear = cae && issueDate ? isDateNearCae(cae.value, issueDate.value) : null;
  if (isNear === false && issueDate?.evidence['code'] === undefined) reasons.push(reason('date_implausible', 'issueDate', { blocking: true, message: 'The CAE was given in another week than that of the issue date.' }));
  return reasons;
}

function ocr(draft: Draft): Reason[] {
  return keyFields.flatMap((name) => {
    const score = draft.fields[name]?.evidence['ocr'] ?? 1;
    return score < 0.8 && draft.fields[name]?.evidence['code'] === undefined ? [reason('ocr_uncertain', name, { blocking: score < 0.5 })] : [];
  });
}

function addressee(draft: Draft, context: ReadingContext): Reason[] {
  const { client } = context;
  if (!client) return [];
  const ids = [draft.fields.recipientTaxId?.value, draft.fields.issuerTaxId?.value].filter((value) => value !== undefined);
  const names = [draft.fields.recipientName?.value, draft.fields.issuerName?.value].filter((value) => value !== undefined);
  const isClient = ids.some((id) => alphanumeric(id) === alphanumeric(client.taxId)) || names.some((name) => similarity(fold(name), fold(client.name)) > 0.8);
  // An invoice to nobody in particular says nothing against the client.
  if (isClient || (!draft.fields.recipientTaxId && !draft.fields.recipientName)) return [];
  return [reason('not_addressed_to_client', null, { blocking: true })];
}

/** Numbers and authorisations of zeros, and names in square brackets: a form's example, not an invoice. */
function placeholders(draft: Draft): Reason[] {
  const { invoiceNumber, cae, issuerName, issuerTaxId } = draft.fields;
  const isZero = (text: string | undefined): boolean => text !== undefined && /^[0-]+$/.test(text);
  const isExample = isZero(invoiceNumber?.value) || isZero(cae?.value) || isZero(issuerTaxId?.value) || /^\[.*\]$|^x{3,}$|lorem ipsum/i.test(issuerName?.value ?? '');
  return isExample ? [reason('placeholder_data', null, { blocking: true })] : [];
}

function taxIds(draft: Draft): Reason[] {
  return (['issuerTaxId', 'recipientTaxId'] as const).flatMap((name) =>
    (draft.fields[name]?.evidence['check'] === -1 ? [reason('tax_id_check_failed', name, { blocking: name === 'issuerTaxId' })] : []));
}

/** A document of another kind may have all that an invoice has: number, day, sum and tax. What it calls itself decides. */
function kinds(scan: Scan, words: WordReading): Reason[] {
  return kindOf(scan, words) === 'invoice' ? [] : [reason('not_invoice', null, { blocking: true, message: 'What the page calls itself does not say that it is an invoice.' })];
}

/** What makes a reading of words doubtful, whatever the country. */
export function generalReasons(draft: Draft, scan: Scan, words: WordReading): Reason[] {
  const currency = draft.fields.currency;
  const isVague = currency !== undefined && currency.evidence['code'] === undefined && (currency.evidence['margin'] ?? 1) < 0.15;
  return [
    ...(scan.country === 'AR' ? argentine(draft) : []), ...missing(draft, scan.country), ...dates(draft, scan.context.today), ...amounts(words, draft), ...ocr(draft), ...taxIds(draft), ...placeholders(draft), ...addressee(draft, scan.context), ...kinds(scan, words),
    ...(isVague ? [reason('currency_ambiguous', 'currency', { blocking: true })] : []),
  ];
}

export const withoutRepeats = (reasons: Reason[]): Reason[] => {
  const kept = new Map<string, Reason>();
  for (const one of reasons) {
    const key = `${one.code} ${one.field ?? ''}`;
    const known = kept.get(key);
    if (!known || (one.blocking && !known.blocking)) kept.set(key, one);
  }
  return [...kept.values()];
};
