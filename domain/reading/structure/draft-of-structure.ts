import { fieldNames, type FieldName } from '../../../contract/extraction.ts';
import type { Certainty, InvoiceReading, Nature } from '../../formats/reading.ts';
import { structureAbsence } from '../confidence/absence.ts';
import type { Draft, FieldDraft } from '../draft.ts';
import { reason } from '../reasons.ts';

const invoiceNatures: Nature[] = ['invoice', 'credit-note', 'debit-note', 'receipt'];

const certainties: Record<Certainty, number> = { stated: 1, implied: 1, derived: 0.8, weak: 0.5 };

function toFieldDraft(value: string, certainty: Certainty): FieldDraft {
  return { value, source: certainty === 'derived' ? 'derived' : 'xml', page: null, box: null, evidence: { structured: certainties[certainty] } };
}

/** A structure's invoice as a draft. Its values are as sure as the sender's own books: only what is weak or derived is doubted. */
export function draftOfStructure(invoice: InvoiceReading): Draft {
  const fields: Partial<Record<FieldName, FieldDraft>> = {};
  for (const name of fieldNames) {
    const stated = invoice.fields[name];
    if (stated) fields[name] = toFieldDraft(stated.value, stated.certainty);
  }
  const isInvoice = invoiceNatures.includes(invoice.nature);
  const reasons = isInvoice ? [] : [reason('not_invoice', null, { blocking: true, message: `This is not an invoice but a ${invoice.nature}.` })];
  return { isInvoice, fields, taxes: invoice.taxes, lineItems: invoice.lineItems, reasons, absent: structureAbsence, reader: `xml:${invoice.format}` };
}
