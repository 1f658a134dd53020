import type { EventType } from '../../contract/webhook.ts';
import { activeStatuses } from '../../domain/lifecycle.ts';
import type { LostAt } from '../../workflows/messages.ts';
import type { Scope } from './database.ts';
import { recordEvent } from './events.ts';
import { enqueue } from './outbox.ts';

export interface ActiveDocument {
  id: string;
  run: number;
  status: LostAt;
  autoProcess: boolean;
  updatedAt: Date;
  /** A person has decided, a while ago, and the document does not show it. */
  isDecided: boolean;
  decisionId: string | null;
}

/** Documents that a workflow should be working on, in the order of their ids. */
export async function listActive({ tx }: Scope, after: string | null, limit: number): Promise<ActiveDocument[]> {
  return tx.$queryRaw<ActiveDocument[]>`
    SELECT d.id, d.run, d.status::text, d.auto_process AS "autoProcess", d.updated_at AS "updatedAt", r.id AS "decisionId",
      coalesce(d.status = 'in_review' AND r.created_at < now() - interval '2 minutes', false) AS "isDecided"
    FROM documents d
    LEFT JOIN review_tasks t ON t.document_id = d.id AND t.run = d.run
    LEFT JOIN review_decisions r ON r.review_task_id = t.id
    WHERE d.status_text = ANY(${activeStatuses}) AND (${after}::uuid IS NULL OR d.id > ${after}::uuid)
    ORDER BY d.id LIMIT ${limit}`;
}

/** Has a workflow go on with a document where it stands; a decision of a person goes with it. @returns false where it has moved on meanwhile. */
export async function restart(scope: Scope, { id: documentId, run, status, autoProcess, decisionId }: ActiveDocument): Promise<boolean> {
  const { tx, tenantId } = scope;
  const ref = { tenantId, documentId, run };
  // From now on it is on its way again, for as long as the grace lasts.
  const { count } = await tx.document.updateMany({ where: { id: documentId, run, status }, data: { updatedAt: new Date() } });
  if (count === 0) return false;
  await enqueue(scope, { kind: 'process', ref, autoProcess, from: status, decisionId });
  if (decisionId) await enqueue(scope, { kind: 'review', ref, decisionId });
  if (autoProcess && status === 'ingested') await enqueue(scope, { kind: 'start', ref });
  return true;
}

/** Most of one tenant at a time. */
const untoldAtOnce = 500;
const daysBack = 30;

/** Writes the events of documents that were settled before the moment without one, with their deliveries. @returns how many. */
export async function tellUntold(scope: Scope, before: Date): Promise<number> {
  const { tx, tenantId } = scope;
  const rows = await tx.$queryRaw<{ id: string; run: number; status: 'approved' | 'rejected' | 'failed'; confidence: number | null; reviewTaskId: string | null; type: EventType }[]>`
    SELECT d.id, d.run, d.status::text, d.confidence::float8, d.review_task_id AS "reviewTaskId", x.type FROM documents d
    LEFT JOIN review_tasks t ON t.document_id = d.id AND t.run = d.run AND t.status IN ('approved', 'rejected'),
    LATERAL (SELECT CASE WHEN d.status = 'failed' THEN 'document.failed' WHEN d.status = 'rejected' THEN 'document.review_rejected' WHEN t.id IS NOT NULL THEN 'document.review_approved'
      ELSE 'document.processed' END AS type) x
    WHERE d.status_text IN ('approved', 'rejected', 'failed') AND d.created_at > now() - ${daysBack}::int * interval '1 day' AND d.settled_at < ${before}
      AND NOT EXISTS (SELECT 1 FROM events e WHERE e.dedupe_key = d.id || ':' || d.run || ':' || x.type)
    ORDER BY d.settled_at LIMIT ${untoldAtOnce}`;
  for (const { id, run, type, status, confidence, reviewTaskId } of rows) {
    const deliveries = await recordEvent(scope, { type, documentId: id, run, data: { documentId: id, status, confidence, reviewTaskId } });
    await enqueue(scope, ...deliveries.map((ref) => ({ kind: 'deliver' as const, ref: { ...ref, tenantId } })));
  }
  return rows.length;
}

/** Frees tasks that somebody held and left. */
export async function endStaleLeases({ tx }: Scope): Promise<number> {
  return tx.$executeRaw`
    UPDATE review_tasks SET claimed_by_id = NULL, claimed_by = NULL, claimed_until = NULL WHERE status = 'open' AND claimed_until < now() - interval '1 minute'`;
}
