import type { ReasonCode } from '../contract.ts';
import { m } from '../paraglide/messages.js';

// A code of the contract without a sentence here does not compile.
const sentences: Record<ReasonCode, () => string> = {
  field_missing: m['reasons.field_missing'],
  field_ambiguous: m['reasons.field_ambiguous'],
  field_low_confidence: m['reasons.field_low_confidence'],
  ocr_uncertain: m['reasons.ocr_uncertain'],
  tax_id_check_failed: m['reasons.tax_id_check_failed'],
  sum_mismatch: m['reasons.sum_mismatch'],
  tax_mismatch: m['reasons.tax_mismatch'],
  line_items_mismatch: m['reasons.line_items_mismatch'],
  date_implausible: m['reasons.date_implausible'],
  date_ambiguous: m['reasons.date_ambiguous'],
  currency_ambiguous: m['reasons.currency_ambiguous'],
  code_mismatch: m['reasons.code_mismatch'],
  code_damaged: m['reasons.code_damaged'],
  structure_mismatch: m['reasons.structure_mismatch'],
  letter_mismatch: m['reasons.letter_mismatch'],
  authorization_invalid: m['reasons.authorization_invalid'],
  number_invalid: m['reasons.number_invalid'],
  vat_contained: m['reasons.vat_contained'],
  duplicate_fiscal: m['reasons.duplicate_fiscal'],
  duplicate_file: m['reasons.duplicate_file'],
  duplicate_near: m['reasons.duplicate_near'],
  not_invoice: m['reasons.not_invoice'],
  not_addressed_to_client: m['reasons.not_addressed_to_client'],
  page_unreadable: m['reasons.page_unreadable'],
  several_invoices: m['reasons.several_invoices'],
  totals_several: m['reasons.totals_several'],
  ai_unaligned: m['reasons.ai_unaligned'],
  ai_disagrees: m['reasons.ai_disagrees'],
  ai_failed: m['reasons.ai_failed'],
  placeholder_data: m['reasons.placeholder_data'],
};

export const reasonText = (code: ReasonCode): string => sentences[code]();
