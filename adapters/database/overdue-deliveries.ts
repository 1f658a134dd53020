import type { Scope } from './database.ts';

/** Most of one tenant at a time. */
const atOnce = 1000;

/**
 * Has deliveries started anew that are due for longer than `overdueMs` with nobody trying them: their workflow was ended by hand, or Temporal lost its last
 * moments in a power cut. Where the workflow is only late, nothing comes of it.
 * @returns how many.
 */
export async function reviveOverdue({ tx, tenantId }: Scope, overdueMs: number): Promise<number> {
  return tx.$executeRaw`
    WITH overdue AS (
      SELECT id FROM deliveries WHERE status = 'pending' AND next_attempt_at < now() - ${overdueMs}::float8 * interval '1 millisecond'
      ORDER BY next_attempt_at LIMIT ${atOnce} FOR UPDATE SKIP LOCKED
    ), due AS (
      UPDATE deliveries d SET next_attempt_at = now() FROM overdue o WHERE d.id = o.id RETURNING d.id, d.run
    )
    INSERT INTO outbox (tenant_id, message)
    SELECT ${tenantId}::uuid, jsonb_build_object('kind', 'deliver', 'ref', jsonb_build_object('tenantId', ${tenantId}::text, 'deliveryId', id, 'run', run)) FROM due`;
}
