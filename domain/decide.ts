import type { Extraction } from '../contract/extraction.ts';

export interface Thresholds {
  /** At or above it a document is approved without a person, 0..1. */
  approval: number;
}

export const defaultThresholds: Thresholds = { approval: 0.95 };

export interface Decision {
  decision: 'approved' | 'review';
  /** True where the confidence alone was too low, whatever the reasons. */
  belowThreshold: boolean;
  /** True where a blocking reason stands, whatever the confidence. */
  blocked: boolean;
}

/** Approved: an invoice, at or above the threshold, and with no blocking reason. Everything else needs a person. */
export function decide(extraction: Extraction, thresholds: Thresholds = defaultThresholds): Decision {
  const belowThreshold = extraction.confidence < thresholds.approval;
  const blocked = !extraction.isInvoice || extraction.reasons.some((reason) => reason.blocking);
  return { decision: belowThreshold || blocked ? 'review' : 'approved', belowThreshold, blocked };
}
