import type { Extraction, Field, FieldName, Fields } from '../contract/extraction.ts';
import { amountFields, dateFields, fieldNames } from '../contract/extraction.ts';
import type { Corrections } from '../contract/review.ts';

const isOneOf = (names: readonly FieldName[], name: FieldName) => names.includes(name);

/** Which corrected values are not of their field's form, with what the form is. Empty where all are. */
export function correctionFaults({ fields = {} }: Corrections): { field: FieldName; expected: string }[] {
  return fieldNames.flatMap((field) => {
    const value = fields[field];
    if (value === undefined || value === null) return [];
    if (isOneOf(amountFields, field)) return /^-?\d{1,15}(\.\d{1,6})?$/.test(value) ? [] : [{ field, expected: 'a decimal such as 12750.00' }];
    if (isOneOf(dateFields, field)) return isDate(value) ? [] : [{ field, expected: 'a date such as 2026-03-06' }];
    if (field === 'currency') return /^[A-Z]{3}$/.test(value) ? [] : [{ field, expected: 'an ISO 4217 code such as ARS' }];
    return [];
  });
}

function isDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

/** The reading with a person's values in place of the read ones. A corrected or confirmed field is certain and its reasons are settled. */
export function applyCorrections(extraction: Extraction, { fields = {}, taxes, lineItems }: Corrections): Extraction {
  const corrected: Fields = { ...extraction.fields };
  for (const name of fieldNames) {
    const value = fields[name];
    if (value === undefined) continue;
    if (value === null) delete corrected[name];
    else corrected[name] = human(value, extraction.fields[name]);
  }
  return {
    ...extraction,
    fields: corrected,
    taxes: taxes ?? extraction.taxes,
    lineItems: lineItems ?? extraction.lineItems,
    reasons: extraction.reasons.filter((reason) => reason.field === null || fields[reason.field] === undefined),
  };
}

const human = (value: string, read: Field | undefined): Field => ({
  value, confidence: 1, source: 'human', page: read?.value === value ? read.page : null, box: read?.value === value ? read.box : null,
});

/** A later reading never overwrites what a person said. */
export function keepHumanValues(reading: Extraction, earlier: Extraction): Extraction {
  const kept = Object.fromEntries(Object.entries(earlier.fields).filter(([, field]) => field.source === 'human').map(([name, field]) => [name, field.value]));
  return applyCorrections(reading, { fields: kept });
}
