import type { FieldName, Reason, ReasonCode } from '../../contract/extraction.ts';

const messages: Record<ReasonCode, string> = {
  field_missing: 'A field that every invoice needs was not found.',
  field_ambiguous: 'Several values compete for this field.',
  field_low_confidence: 'The evidence for this field is weak.',
  ocr_uncertain: 'The characters were hard to read.',
  tax_id_check_failed: 'The tax id does not pass its check digit.',
  sum_mismatch: 'Net, taxes and other parts do not add up to the total.',
  tax_mismatch: 'The tax does not follow from its base and rate.',
  line_items_mismatch: 'The items do not add up to the total.',
  date_implausible: 'The date is implausible.',
  date_ambiguous: 'Day and month could be read either way.',
  currency_ambiguous: 'The currency is not certain.',
  code_mismatch: 'The code on the page says otherwise than the page.',
  code_damaged: 'The code on the page is damaged.',
  structure_mismatch: 'The page shows otherwise than the e-invoice inside the file.',
  letter_mismatch: 'Letter, code and taxes do not fit together.',
  authorization_invalid: 'The authorisation number or its date is not valid.',
  number_invalid: 'The number is not one that an invoice can have.',
  vat_contained: 'VAT is contained in the total and stated for information.',
  duplicate_fiscal: 'An invoice with this issuer, type and number exists already.',
  duplicate_file: 'The same file was uploaded before.',
  duplicate_near: 'A very similar invoice exists already.',
  not_invoice: 'This is not an invoice.',
  not_addressed_to_client: 'Neither issuer nor recipient is the client.',
  page_unreadable: 'A page could not be read.',
  several_invoices: 'The file holds several invoices.',
  totals_several: 'Several amounts could be the total.',
  ai_unaligned: 'The AI gave a value that does not stand on the page.',
  ai_disagrees: 'The AI reads otherwise.',
  ai_failed: 'The AI did not answer.',
  placeholder_data: 'The data are placeholders.',
};

/** A reason with its English sentence; `message` replaces it where there is something more precise to say. */
export function reason(code: ReasonCode, field: FieldName | null, options: { blocking?: boolean; message?: string } = {}): Reason {
  return { code, field, blocking: options.blocking ?? false, message: options.message ?? messages[code] };
}
