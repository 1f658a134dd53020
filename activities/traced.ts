import { activityInfo, heartbeat } from '@temporalio/activity';
import type { Scope } from '../adapters/database/database.ts';
import { recordAttempt, type AttemptStart } from '../adapters/database/steps.ts';
import { noteStep } from '../adapters/metrics.ts';
import type { StepError, StepName } from '../contract/trace.ts';
import { documentWorkflowId, type DocumentRef } from '../workflows/messages.ts';
import type { ActivityDeps } from './deps.ts';
import { toFailure, toStepError } from './failure.ts';

interface Report {
  reader?: string | null;
  costUsd?: string | null;
  /** A step that failed while the pipeline goes on, or is tried again later. */
  error?: StepError;
}

export interface Ended<T> extends Report {
  result: T;
}

function attemptOf(deps: ActivityDeps, name: StepName, isQueued = true): AttemptStart {
  const { attempt, currentAttemptScheduledTimestampMs } = activityInfo();
  return { name, attempt, worker: deps.worker, queuedAt: isQueued ? new Date(currentAttemptScheduledTimestampMs) : null, startedAt: new Date() };
}

function ended(deps: ActivityDeps, ref: DocumentRef, { name, attempt, queuedAt, startedAt }: AttemptStart): void {
  const ms = Date.now() - startedAt.getTime();
  noteStep(name, 'done', queuedAt && startedAt.getTime() - queuedAt.getTime(), ms);
  deps.log.info({ ...ref, workflowId: documentWorkflowId(ref), step: name, attempt, ms }, 'step done');
}

async function failed(deps: ActivityDeps, ref: DocumentRef, start: AttemptStart, error: unknown): Promise<never> {
  noteStep(start.name, 'failed', start.queuedAt && start.startedAt.getTime() - start.queuedAt.getTime(), Date.now() - start.startedAt.getTime());
  deps.log.warn({ err: error, ...ref, workflowId: documentWorkflowId(ref), step: start.name, attempt: start.attempt }, 'step failed');
  await deps.db.withTenant(ref.tenantId, (scope) => recordAttempt(scope, ref, start, { finishedAt: new Date(), error: toStepError(error) })).catch(() => undefined);
  throw toFailure(error);
}

/** A step that is one transaction: its trace row is written by the same one, and a repeated attempt writes nothing twice. */
export async function tracedTransaction<T>(deps: ActivityDeps, ref: DocumentRef, name: StepName, work: (scope: Scope) => Promise<Ended<T>>): Promise<T> {
  const start = attemptOf(deps, name);
  try {
    const answer = await deps.db.withTenant(ref.tenantId, async (scope) => {
      const { result, ...report } = await work(scope);
      await recordAttempt(scope, ref, start, { finishedAt: new Date(), ...report });
      return result;
    });
    ended(deps, ref, start);
    return answer;
  } catch (error) {
    return failed(deps, ref, start, error);
  }
}

interface LongStep<S, T> {
  /** false: it follows another step within the same task, so it waited in no queue. */
  isQueued?: boolean;
  /** Runs in the transaction that writes the attempt's start; null: there is nothing to do any more. */
  begin(scope: Scope): Promise<S | null>;
  work(state: S): Promise<T>;
  /** Runs in the transaction that writes the attempt's end. */
  end(scope: Scope, outcome: T): Promise<Report>;
}

/** A step that takes its time outside any transaction, heartbeating so that a dead worker is noticed within seconds. @returns what the work gave; null where there was nothing to do. */
export async function tracedWork<S, T>(deps: ActivityDeps, ref: DocumentRef, name: StepName, step: LongStep<S, T>): Promise<T | null> {
  const start = attemptOf(deps, name, step.isQueued);
  const beat = setInterval(() => heartbeat(), 1000);
  try {
    const state = await deps.db.withTenant(ref.tenantId, async (scope) => {
      const begun = await step.begin(scope);
      if (begun !== null) await recordAttempt(scope, ref, start);
      return begun;
    });
    if (state === null) return null;
    const outcome = await step.work(state);
    await deps.db.withTenant(ref.tenantId, async (scope) => {
      const report = await step.end(scope, outcome);
      await recordAttempt(scope, ref, start, { finishedAt: new Date(), ...report });
    });
    ended(deps, ref, start);
    return outcome;
  } catch (error) {
    return failed(deps, ref, start, error);
  } finally {
    clearInterval(beat);
  }
}
