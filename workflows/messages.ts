// Ids, task queues, signals' payloads and what the outbox carries: the words between API, relay, workers and workflows.
// Plain data alone, so that workflow code, which must stay deterministic and small, can import it.

export const taskQueues = { orchestration: 'orchestration', cpu: 'cpu', http: 'http' } as const;

/** One run of one document's pipeline. */
export interface DocumentRef {
  tenantId: string;
  documentId: string;
  run: number;
}

/** One run of one delivery. */
export interface DeliveryRef {
  tenantId: string;
  deliveryId: string;
  run: number;
}

/** `document-<id>` for the first run; each reprocess runs under an id of its own, so that each is started exactly once. */
export const documentWorkflowId = ({ documentId, run }: Pick<DocumentRef, 'documentId' | 'run'>): string =>
  run === 1 ? `document-${documentId}` : `document-${documentId}-run-${run}`;

export const deliveryWorkflowId = ({ deliveryId, run }: Pick<DeliveryRef, 'deliveryId' | 'run'>): string =>
  run === 1 ? `webhook-${deliveryId}` : `webhook-${deliveryId}-run-${run}`;

/** How new runs go about it: deliveries are tried within the workflow task where the receiver answers quickly, documents are opened and read in one task. */
export const atOnce = 'at-once';

export const signalNames = { start: 'start', review: 'review', cancel: 'cancel', retryNow: 'retryNow' } as const;

/** Where a document may stand when its workflow is gone. */
export type LostAt = 'received' | 'preprocessing' | 'ingested' | 'extracting' | 'in_review';

/** What is done now and then, by schedules. */
export const maintenanceJobs = ['reconcile', 'sweep-objects', 'retain'] as const;
export type MaintenanceJob = (typeof maintenanceJobs)[number];

export type OutboxMessage =
  | { kind: 'process'; ref: DocumentRef; autoProcess: boolean; isPreprocessed?: boolean; from?: LostAt; decisionId?: string | null }
  | { kind: 'start'; ref: DocumentRef }
  | { kind: 'review'; ref: DocumentRef; decisionId: string }
  | { kind: 'cancel'; ref: DocumentRef }
  | { kind: 'deliver'; ref: DeliveryRef }
  | { kind: 'retry-now'; ref: DeliveryRef }
  | { kind: 'erase-objects'; prefix: string };
