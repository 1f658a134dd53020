import { system } from '../adapters/database/audit.ts';
import { noteSettled } from '../adapters/metrics.ts';
import { transition } from '../adapters/database/transitions.ts';
import { errors, type ErrorCode } from '../contract/errors.ts';
import { comesFrom } from '../domain/lifecycle.ts';
import type { DocumentRef } from '../workflows/messages.ts';
import type { ActivityDeps } from './deps.ts';
import { toFailure } from './failure.ts';

/** Ends the run with a code that a person understands. @returns false where the run is over already. */
export function createFail(deps: ActivityDeps) {
  return async (ref: DocumentRef, code: string): Promise<boolean> => {
    const failureCode: ErrorCode = code in errors ? (code as ErrorCode) : 'pipeline_failed';
    const isFailed = await deps.db.withTenant(ref.tenantId, (scope) => transition(scope, {
      documentId: ref.documentId, run: ref.run, from: comesFrom.failed, to: 'failed', actor: system, set: { failureCode, settledAt: new Date() }, detail: { code: failureCode },
    })).catch((error: unknown) => { throw toFailure(error); });
    if (isFailed) noteSettled('failed');
    return isFailed;
  };
}
