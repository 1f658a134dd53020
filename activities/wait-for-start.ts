import { system } from '../adapters/database/audit.ts';
import { finishWaiting, recordAttempt } from '../adapters/database/steps.ts';
import { transition } from '../adapters/database/transitions.ts';
import { comesFrom } from '../domain/lifecycle.ts';
import type { DocumentRef } from '../workflows/messages.ts';
import type { ActivityDeps } from './deps.ts';
import { toFailure } from './failure.ts';

/** Shows the document as ingested while it waits to be started. @returns false where the run is over. */
export function createHold(deps: ActivityDeps) {
  return async (ref: DocumentRef): Promise<boolean> => deps.db.withTenant(ref.tenantId, async (scope) => {
    const held = await transition(scope, { documentId: ref.documentId, run: ref.run, from: comesFrom.ingested, to: 'ingested', actor: system });
    if (held) await recordAttempt(scope, ref, { name: 'wait-start', attempt: 1, worker: 'a person', queuedAt: null, startedAt: new Date() });
    return held;
  }).catch((error: unknown) => { throw toFailure(error); });
}

export function createResume(deps: ActivityDeps) {
  return async (ref: DocumentRef): Promise<void> => {
    await deps.db.withTenant(ref.tenantId, (scope) => finishWaiting(scope, ref, 'wait-start', new Date())).catch((error: unknown) => { throw toFailure(error); });
  };
}
