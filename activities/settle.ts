import type { Scope } from '../adapters/database/database.ts';
import { system } from '../adapters/database/audit.ts';
import { columnsOf } from '../adapters/database/documents.ts';
import { noteSettled } from '../adapters/metrics.ts';
import { finishWaiting } from '../adapters/database/steps.ts';
import { transition } from '../adapters/database/transitions.ts';
import type { Actor } from '../contract/common.ts';
import type { Extraction } from '../contract/extraction.ts';
import type { Corrections } from '../contract/review.ts';
import { applyCorrections } from '../domain/corrections.ts';
import { comesFrom } from '../domain/lifecycle.ts';
import type { Prisma } from '../prisma/client/client.ts';
import type { DocumentRef } from '../workflows/messages.ts';
import type { ActivityDeps } from './deps.ts';
import { tracedTransaction, type Ended } from './traced.ts';

export type Settled = 'approved' | 'rejected' | 'over';

/** Carries out the decision: the pipeline's own where there is no `decisionId`, else that person's, with the corrections applied and kept. */
export function createSettle(deps: ActivityDeps) {
  return async (ref: DocumentRef, decisionId: string | null): Promise<Settled> => {
    const settled = await tracedTransaction<Settled>(deps, ref, 'settle', (scope) => settle(scope, ref, decisionId));
    if (settled !== 'over') noteSettled(settled);
    return settled;
  };
}

async function settle(scope: Scope, ref: DocumentRef, decisionId: string | null): Promise<Ended<Settled>> {
  const settledAt = new Date();
  if (!decisionId) {
    const approved = await transition(scope, { documentId: ref.documentId, run: ref.run, from: comesFrom.approved, to: 'approved', actor: system, set: { settledAt } });
    return { result: approved ? 'approved' : 'over' };
  }
  const decision = await scope.tx.reviewDecision.findUnique({ where: { id: decisionId } });
  if (!decision) return { result: 'over' };
  const to = decision.outcome === 'approved' ? 'approved' : 'rejected';
  const corrected = to === 'approved' ? await correct(scope, ref, decision.corrections as Corrections) : {};
  const moved = await transition(scope, {
    documentId: ref.documentId, run: ref.run, from: comesFrom[to], to, actor: decision.decidedBy as Actor, set: { ...corrected, settledAt }, detail: { decisionId },
  });
  if (!moved) return { result: 'over' };
  await finishWaiting(scope, ref, 'review', decision.createdAt);
  return { result: to };
}

async function correct({ tx, tenantId }: Scope, { documentId, run }: DocumentRef, corrections: Corrections): Promise<Prisma.DocumentUncheckedUpdateManyInput> {
  if (Object.keys(corrections).length === 0) return {};
  const { extraction } = await tx.document.findUniqueOrThrow({ where: { id: documentId }, select: { extraction: true } });
  const reading = extraction as unknown as Extraction;
  const corrected = applyCorrections(reading, corrections);
  const data = corrected as unknown as Prisma.InputJsonObject;
  const key = { documentId, run, origin: 'human' };
  await tx.extraction.upsert({ where: { documentId_run_origin: key }, create: { ...key, tenantId, data }, update: { data } });
  return columnsOf(corrected);
}
