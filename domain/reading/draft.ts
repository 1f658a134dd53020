import type { Field, FieldName, FieldSource, LineItem, Reason, TaxLine } from '../../contract/extraction.ts';
import type { Box } from '../../contract/page.ts';

/** A chosen value with the evidence from which its confidence comes. */
export interface FieldDraft {
  value: string;
  source: FieldSource;
  page: number | null;
  box: Box | null;
  /** Named evidence, each 0..1 or a small count; the calibration model turns them into a confidence. */
  evidence: Record<string, number>;
}

/** A reading before its confidences are worked out. */
export interface Draft {
  isInvoice: boolean;
  fields: Partial<Record<FieldName, FieldDraft>>;
  taxes: TaxLine[];
  lineItems: LineItem[];
  reasons: Reason[];
  /** For fields that were not found: how sure it is that the document does not state them, 0..1. */
  absent: Partial<Record<FieldName, number>>;
  reader: string;
}

export function toField(draft: FieldDraft, confidence: number): Field {
  return { value: draft.value, confidence: Math.round(confidence * 10_000) / 10_000, source: draft.source, page: draft.page, box: draft.box };
}
