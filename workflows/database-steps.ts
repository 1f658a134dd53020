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

/** A step within the workflow task itself, which saves two trips to the server; where the database is away, by the queue, which tries for as long as it takes. */
function step<A extends unknown[], R>(quick: (...args: A) => Promise<R>, slow: (...args: A) => Promise<R>): (...args: A) => Promise<R> {
  return async (...args) => {
    if (!patched('steps-at-once')) return slow(...args);
    try {
      return await quick(...args);
    } catch (error) {
      const fault = stepFault(error);
      if (!fault || isPermanent(fault)) throw error;
      return slow(...args);
    }
  };
}

export const hold: Step<'hold'> = step(atOnce.hold, queued.hold);
export const resume: Step<'resume'> = step(atOnce.resume, queued.resume);
export const score: Step<'score'> = step(atOnce.score, queued.score);
export const settle: Step<'settle'> = step(atOnce.settle, queued.settle);
export const announce: Step<'announce'> = step(atOnce.announce, queued.announce);
export const fail: Step<'fail'> = step(atOnce.fail, queued.fail);
