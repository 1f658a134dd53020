import type { Actor } from '../../contract/common.ts';
import type { RetriedFailures, RetryFailures } from '../../contract/operations.ts';
import type { Scope } from './database.ts';

/** Most documents that one request takes; asking again takes the next. */
const atOnce = 5000;

/**
 * Reads again, under a new run, what stands as failed with the code; the oldest first. Documents, review tasks, audit and outbox change in one statement:
 * whoever else retries the same documents waits, and finds them on their way.
 */
export async function retryFailures({ tx, tenantId }: Scope, actor: Actor, { code, until, dryRun }: RetryFailures): Promise<RetriedFailures> {
  const moment = until === undefined ? new Date() : new Date(until);
  const [found] = await tx.$queryRaw<{ matching: number }[]>`SELECT count(*)::int AS matching FROM documents WHERE status_text = 'failed' AND failure_code = ${code} AND settled_at <= ${moment}`;
  const retried = dryRun ? 0 : await tx.$executeRaw`
    WITH chosen AS (
      SELECT id FROM documents WHERE status_text = 'failed' AND failure_code = ${code} AND settled_at <= ${moment} ORDER BY settled_at, id LIMIT ${atOnce} FOR UPDATE
    ), begun AS (
      UPDATE documents d SET status = 'received', run = d.run + 1, review_task_id = NULL, failure_code = NULL, settled_at = NULL, auto_process = true, updated_at = now()
      FROM chosen c WHERE d.id = c.id RETURNING d.id, d.run
    ), tasks AS (
      UPDATE review_tasks t SET status = 'withdrawn', decided_at = now() FROM chosen c WHERE t.document_id = c.id AND t.status = 'open'
    ), audited AS (
      INSERT INTO audit_entries (tenant_id, actor, action, subject, document_id, detail)
      SELECT ${tenantId}::uuid, ${JSON.stringify(actor)}::jsonb, 'document.status', 'document:' || id, id, jsonb_build_object('from', 'failed', 'to', 'received', 'run', run - 1, 'reprocess', true) FROM begun
    )
    INSERT INTO outbox (tenant_id, message)
    SELECT ${tenantId}::uuid, m FROM begun b, LATERAL (
      SELECT jsonb_build_object('kind', 'cancel', 'ref', jsonb_build_object('tenantId', ${tenantId}::text, 'documentId', b.id, 'run', b.run - 1)) AS m UNION ALL
      SELECT jsonb_build_object('kind', 'process', 'autoProcess', true, 'ref', jsonb_build_object('tenantId', ${tenantId}::text, 'documentId', b.id, 'run', b.run))) messages`;
  return { matching: found?.matching ?? 0, retried: retried / 2, until: moment.toISOString() };
}
