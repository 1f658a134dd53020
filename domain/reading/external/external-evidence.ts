import { amountFields, dateFields, type FieldName } from '../../../contract/extraction.ts';
import { isTaxIdOf, taxIdKinds } from '../../fiscal/tax-ids/tax-id-kinds.ts';
import { dateOrderOf } from '../fields/date-order.ts';
import { fold } from '../layout/fold.ts';
import { legalForm } from '../lexicon/legal-forms.ts';
import { countryCurrency } from '../lexicon/currencies.ts';
import type { Scan } from '../scan/scan.ts';
import { closureOf } from './closure.ts';
import type { ExternalValues } from './external-values.ts';

/** Whether the check digit of the invoice's country, or of any, holds: 1 and -1; 0 where none applies. */
function checkOf(value: string, seen: Scan): number {
  const home = seen.country === null ? null : isTaxIdOf(seen.country, value);
  if (home === true || taxIdKinds(value).length > 0) return 1;
  return home === false && seen.country === 'AR' ? -1 : 0;
}

/** A numeric date that can be read both ways is as sure as the document's order of day and month. */
function orderOf(value: string, seen: Scan): number {
  const token = seen.dates.find((date) => date.readings.some((reading) => reading.iso === value));
  const reading = token?.readings.find((one) => one.iso === value);
  if (!token || token.readings.length < 2 || !reading) return 1;
  const { order, certainty } = dateOrderOf(seen);
  return reading.order === order ? certainty : 1 - certainty;
}

/** What speaks for or against a value of an external reader, in the words of the confidence model: the page and the rules, never the reader itself. */
export function evidenceOf(name: FieldName, value: string, values: ExternalValues, seen: Scan): Record<string, number> {
  if ((dateFields as readonly FieldName[]).includes(name)) return { order: orderOf(value, seen) };
  if ((amountFields as readonly FieldName[]).includes(name)) return closureOf(values, seen);
  switch (name) {
    case 'issuerTaxId': case 'recipientTaxId': return { check: checkOf(value, seen), shape: seen.taxIds.find((token) => token.value === value)?.shape ?? 1 };
    case 'invoiceNumber': return { shape: seen.country === 'AR' && /^\d{4,5}-\d{8}$/.test(value) ? 1 : 0 };
    case 'cae': return { shape: value.length === 14 ? 1 : 0 };
    case 'currency': return { country: seen.country !== null && countryCurrency[seen.country] === value ? 1 : 0 };
    case 'issuerName': case 'recipientName': return { form: legalForm.test(fold(value)) ? 1 : 0 };
    default: return {};
  }
}
