import { setTimeout as sleep } from 'node:timers/promises';
import { reviveOverdue } from '../../adapters/database/overdue-deliveries.ts';
import { endStaleLeases, listActive, restart, tellUntold, type ActiveDocument } from '../../adapters/database/lost-documents.ts';
import { documentWorkflowId } from '../../workflows/messages.ts';
import type { ActivityDeps } from '../deps.ts';

/** What changed within this is on its way. */
const graceMs = 2 * 60_000;
const page = 1000;
/** A delivery due for so long has lost its workflow: longer than a try with its retries takes on a busy machine. */
const overdueMs = 15 * 60_000;
/** A workflow tells of what it settled within this. */
const lastWordsMs = 5000;

/**
 * Finds what a crash, a lost Temporal or a restored backup has torn apart, and mends it: documents that nobody works on get a workflow that goes on where
 * they stand, workflows that wait for a document that is gone or settled end, decisions that nobody heard of are told, and so is what was settled
 * without an event; deliveries that nobody tries any more are tried; held tasks whose time is over are free again. It does nothing to what is well, however often it runs.
 */
export async function reconcile({ db, runs }: ActivityDeps): Promise<Record<string, number>> {
  const unclaimed = new Set<string>();
  for await (const id of runs.listRunning()) unclaimed.add(id);
  const done = { documents_restarted: 0, workflows_ended: 0, events_told: 0, deliveries_revived: 0, leases_ended: 0 };
  const before = new Date(Date.now() - graceMs);

  for (const { id: tenantId } of await db.system.tenant.findMany({ select: { id: true } })) {
    for (let after: string | null = null; ;) {
      const rows: ActiveDocument[] = await db.withTenant(tenantId, (scope) => listActive(scope, after, page));
      for (const row of rows) {
        const workflowId = documentWorkflowId({ documentId: row.id, run: row.run });
        const isKnown = unclaimed.delete(workflowId);
        if (row.updatedAt > before || (isKnown && !row.isDecided) || (!isKnown && !row.isDecided && await runs.isRunning(workflowId))) continue;
        if (await db.withTenant(tenantId, (scope) => restart(scope, row))) done.documents_restarted++;
      }
      after = rows.at(-1)?.id ?? null;
      if (rows.length < page) break;
    }
    done.events_told += await db.withTenant(tenantId, (scope) => tellUntold(scope, before));
    done.deliveries_revived += await db.withTenant(tenantId, (scope) => reviveOverdue(scope, overdueMs));
    done.leases_ended += await db.withTenant(tenantId, (scope) => endStaleLeases(scope));
  }

  // Most of these are about to end by themselves.
  if (unclaimed.size > 0) await sleep(lastWordsMs);
  for (const workflowId of unclaimed) {
    if (!(await runs.isRunning(workflowId))) continue;
    await runs.cancel(workflowId);
    done.workflows_ended++;
  }
  return done;
}
