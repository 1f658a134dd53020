import type { Extraction, Field, Fields } from '../contract/extraction.ts';
import { fieldNames } from '../contract/extraction.ts';
import type { Corrections } from '../contract/review.ts';

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
