import type { Step, StepError, StepName } from '../../contract/trace.ts';
import type { DocumentRef } from '../../workflows/messages.ts';
import type { StepAttempt } from '../../prisma/client/client.ts';
import type { Scope } from './database.ts';

export interface AttemptStart {
  name: StepName;
  attempt: number;
  worker: string;
  queuedAt: Date | null;
  startedAt: Date;
}

export interface AttemptEnd {
  finishedAt: Date;
  reader?: string | null;
  costUsd?: string | null;
  error?: StepError;
}

/**
 * Writes an attempt's start, or start and end at once. Writing the same attempt again replaces it. Of a document that has been erased nothing is written: failing
 * would have the step tried again for ever.
 */
export async function recordAttempt({ tx, tenantId }: Scope, ref: DocumentRef, { name, attempt, worker, queuedAt, startedAt }: AttemptStart, end?: AttemptEnd): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO step_attempts AS a (tenant_id, document_id, run, name, attempt, worker, queued_at, started_at, finished_at, reader, cost_usd, error)
    SELECT ${tenantId}::uuid, d.id, ${ref.run}, ${name}, ${attempt}, ${worker}, ${queuedAt}::timestamptz, ${startedAt}::timestamptz, ${end?.finishedAt ?? null}::timestamptz, ${end?.reader ?? null}, ${end?.costUsd ?? null}::numeric,
      ${end?.error ? JSON.stringify(end.error) : null}::jsonb
    FROM documents d WHERE d.id = ${ref.documentId}::uuid
    ON CONFLICT (document_id, run, name, attempt) DO UPDATE SET worker = excluded.worker, queued_at = excluded.queued_at, started_at = excluded.started_at, finished_at = excluded.finished_at,
      reader = excluded.reader, cost_usd = excluded.cost_usd, error = coalesce(excluded.error, a.error)`;
}

/** Ends a step that waits for a person (`wait-start`, `review`), where it is still open. */
export async function finishWaiting({ tx }: Scope, ref: DocumentRef, name: StepName, finishedAt: Date): Promise<void> {
  await tx.stepAttempt.updateMany({ where: { documentId: ref.documentId, run: ref.run, name, finishedAt: null }, data: { finishedAt } });
}

/** All steps of all runs, in order, with their attempts folded into one line each. */
export async function listSteps({ tx }: Scope, documentId: string): Promise<Step[]> {
  const rows = await tx.stepAttempt.findMany({ where: { documentId }, orderBy: [{ run: 'asc' }, { startedAt: 'asc' }, { attempt: 'asc' }] });
  const groups = Map.groupBy(rows, (row) => `${row.run} ${row.name}`);
  return [...groups.values()].map(fold);
}

function fold(attempts: StepAttempt[]): Step {
  const first = attempts[0] as StepAttempt;
  const last = attempts.at(-1) as StepAttempt;
  const name = first.name as StepName;
  const error = (attempts.findLast((a) => a.error)?.error ?? null) as StepError | null;
  return {
    run: first.run,
    name,
    status: statusOf(last, name),
    startedAt: first.startedAt.toISOString(),
    finishedAt: last.finishedAt?.toISOString() ?? null,
    durationMs: last.finishedAt ? last.finishedAt.getTime() - last.startedAt.getTime() : null,
    queuedMs: last.queuedAt ? Math.max(0, last.startedAt.getTime() - last.queuedAt.getTime()) : null,
    attempts: last.attempt,
    worker: last.worker,
    reader: last.reader,
    costUsd: sumOf(attempts),
    error,
  };
}

function sumOf(attempts: StepAttempt[]): string | null {
  const costs = attempts.flatMap(({ costUsd }) => costUsd ?? []);
  return costs.length === 0 ? null : costs.reduce((sum, cost) => sum.plus(cost)).toFixed();
}

function statusOf(last: StepAttempt, name: StepName): Step['status'] {
  if (last.finishedAt) return last.error ? 'failed' : 'done';
  return name === 'review' || name === 'wait-start' ? 'waiting' : 'running';
}
