import type { DocumentStatus } from '../contract/document.ts';

/** The pipeline still has something to do, or waits for a person. */
export const activeStatuses = ['received', 'preprocessing', 'ingested', 'extracting', 'in_review'] as const satisfies DocumentStatus[];
/** Nothing more happens by itself; a reprocess starts a new run. */
export const settledStatuses = ['approved', 'rejected', 'failed', 'cancelled'] as const satisfies DocumentStatus[];

/** Where a document may come from on its way to each status of one run. Entering a status again is a repeated activity, not an error. */
export const comesFrom = {
  preprocessing: ['received', 'preprocessing'],
  ingested: ['preprocessing', 'ingested'],
  extracting: ['preprocessing', 'ingested', 'extracting'],
  in_review: ['extracting', 'in_review'],
  approved: ['extracting', 'in_review', 'approved'],
  rejected: ['in_review', 'rejected'],
  failed: ['received', 'preprocessing', 'ingested', 'extracting', 'in_review', 'failed'],
  cancelled: activeStatuses,
} as const satisfies Partial<Record<DocumentStatus, readonly DocumentStatus[]>>;
