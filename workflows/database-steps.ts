import { patched, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { DatabaseActivities } from '../activities/create-activities.ts';
import { taskQueues } from './messages.ts';
import { isPermanent, stepFault } from './step-fault.ts';

const queued = proxyActivities<DatabaseActivities>({
  taskQueue: taskQueues.orchestration,
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '500 milliseconds', maximumInterval: '10 seconds' },
});

const atOnce = proxyLocalActivities<DatabaseActivities>({ startToCloseTimeout: '10 seconds', retry: { maximumAttempts: 1 } });

type Step<K extends keyof DatabaseActivities> = DatabaseActivities[K];

/**
 * The database's steps, each within the workflow task itself, which saves two trips to the server; where the database is away, by the queue, which tries
 * for as long as it takes. `isPatched`: for a run that may have begun before they were.
 */
export function databaseSteps(isPatched: boolean): { [K in 'hold' | 'resume' | 'score' | 'settle' | 'announce' | 'fail']: Step<K> } {
  const step = <A extends unknown[], R>(quick: (...args: A) => Promise<R>, slow: (...args: A) => Promise<R>) => async (...args: A): Promise<R> => {
    if (isPatched && !patched('steps-at-once')) return slow(...args);
    try {
      return await quick(...args);
    } catch (error) {
      const fault = stepFault(error);
      if (!fault || isPermanent(fault)) throw error;
      return slow(...args);
    }
  };
  return {
    hold: step(atOnce.hold, queued.hold), resume: step(atOnce.resume, queued.resume), score: step(atOnce.score, queued.score),
    settle: step(atOnce.settle, queued.settle), announce: step(atOnce.announce, queued.announce), fail: step(atOnce.fail, queued.fail),
  };
}
