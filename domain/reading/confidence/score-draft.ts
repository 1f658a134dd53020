import { fieldNames, keyFields, type Extraction, type Fields } from '../../../contract/extraction.ts';
import { toField, type Draft, type FieldDraft } from '../draft.ts';
import { readerVersion } from '../version.ts';

/** The probability that a value is right, from its evidence. */
export function fieldConfidence(field: FieldDraft): number {
  if (field.evidence['structured'] !== undefined) return 0.6 + 0.395 * field.evidence['structured'];
  if (field.evidence['code'] !== undefined) return 0.97;
  return 0.5;
}

/** Turns evidence into confidences; the document's is that every key field is right. */
export function scoreDraft(draft: Draft): Extraction {
  const fields: Fields = {};
  for (const name of fieldNames) {
    const field = draft.fields[name];
    if (field) fields[name] = toField(field, fieldConfidence(field));
  }
  const confidence = draft.isInvoice ? keyFields.reduce((product, name) => product * (fields[name]?.confidence ?? 0.5), 1) : 0;
  return { isInvoice: draft.isInvoice, confidence, fields, taxes: draft.taxes, lineItems: draft.lineItems, reasons: draft.reasons, reader: draft.reader, version: readerVersion };
}
