import type { Extraction } from '../contract/extraction.ts';

export interface Thresholds {
  /** At or above it a document is approved without a person, 0..1. */
  approval: number;
  /** Below it the external AI is asked; 0 never asks. */
  external: number;
}

export const defaultThresholds: Thresholds = { approval: 0.95, external: 0.9 };

export interface Decision {
  decision: 'approved' | 'review';
  /** True where the confidence alone was too low, whatever the reasons. */
  belowThreshold: boolean;
  /** True where a blocking reason stands, whatever the confidence. */
  blocked: boolean;
}

/** Approved: an invoice, at or above the threshold, and with no blocking reason. Everything else needs a person. */
export function decide(extraction: Extraction, thresholds: Pick<Thresholds, 'approval'> = defaultThresholds): Decision {
  const belowThreshold = extraction.confidence < thresholds.approval;
  const blocked = !extraction.isInvoice || extraction.reasons.some((reason) => reason.blocking);
  return { decision: belowThreshold || blocked ? 'review' : 'approved', belowThreshold, blocked };
}
