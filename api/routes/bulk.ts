import type { Scope } from '../../adapters/database/database.ts';
import { cancelDocument, eraseDocument, reprocessDocument, startDocument } from '../../adapters/database/document-acts.ts';
import { decideReviewTask, type Outcome } from '../../adapters/database/reviews.ts';
import type { BulkResult, DocumentBulk } from '../../contract/bulk.ts';
import type { Actor } from '../../contract/common.ts';
import { AppError } from '../../contract/errors.ts';
import type { Handlers, TenantCall } from '../mount.ts';

const documentActs: Record<DocumentBulk['action'], (scope: Scope, id: string, actor: Actor) => Promise<unknown>> = {
  start: startDocument, reprocess: reprocessDocument, cancel: cancelDocument, erase: eraseDocument,
};

export const bulkHandlers: Handlers<'changeDocuments' | 'decideReviewTasks'> = {
  async changeDocuments({ body }, call) {
    return each(call, body.ids, (scope, id) => documentActs[body.action](scope, id, call.caller.actor));
  },
  async decideReviewTasks({ body }, call) {
    const outcome: Outcome = body.action === 'approve' ? { outcome: 'approved', corrections: {} } : { outcome: 'rejected', reason: body.reason };
    return each(call, body.ids, (scope, id) => decideReviewTask(scope, id, call.caller.actor, outcome));
  },
};

/** One transaction each, one after the other: those before a fault stand. What nobody expected ends the request. */
async function each({ deps, caller }: TenantCall, ids: string[], work: (scope: Scope, id: string) => Promise<unknown>): Promise<BulkResult> {
  const results: BulkResult['results'] = [];
  for (const id of new Set(ids)) {
    const error = await deps.db.withTenant(caller.tenantId, (scope) => work(scope, id)).then(() => null, (fault: unknown) => {
      if (fault instanceof AppError && fault.status < 500) return { code: fault.code, message: fault.message };
      throw fault;
    });
    results.push({ id, error });
  }
  return { results };
}
