import type { Worker, WorkerOptions } from '@temporalio/worker';
import type { WorkerQueue } from '../contract/operations.ts';

/**
 * The worker of deliveries: as many at once as there may be receivers that take their second to answer. A quick attempt holds the slot of its
 * workflow task, so both are as many.
 */
export const deliverySlots = { maxCachedWorkflows: 500, maxConcurrentWorkflowTaskExecutions: 300, maxConcurrentLocalActivityExecutions: 300 } as const;

/** How many of a worker's slots are taken, as it tells itself. How many there are is known from what it was made with alone: it keeps a tuner instead. */
export function slotsOf(worker: Pick<Worker, 'getStatus'>, options: WorkerOptions): Omit<WorkerQueue, 'lastPollAt'> {
  const { taskQueue, workflowBundle, workflowsPath, maxConcurrentWorkflowTaskExecutions = 0, maxConcurrentActivityTaskExecutions = 0 } = options;
  const { numInFlightWorkflowActivations, numInFlightNonLocalActivities } = worker.getStatus();
  return {
    queue: taskQueue,
    workflowTasks: workflowBundle || workflowsPath ? { used: numInFlightWorkflowActivations, total: maxConcurrentWorkflowTaskExecutions } : null,
    activities: { used: numInFlightNonLocalActivities, total: maxConcurrentActivityTaskExecutions },
  };
}
