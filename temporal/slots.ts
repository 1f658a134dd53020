import type { Worker } from '@temporalio/worker';
import type { WorkerQueue } from '../contract/operations.ts';

/**
 * The worker of deliveries: as many at once as there may be receivers that take their second to answer. A quick attempt holds the slot of its
 * workflow task, so both are as many.
 */
export const deliverySlots = { maxCachedWorkflows: 500, maxConcurrentWorkflowTaskExecutions: 300, maxConcurrentLocalActivityExecutions: 300 } as const;

/** How many of a worker's slots are taken, as it tells itself. */
export function slotsOf(worker: Worker): Omit<WorkerQueue, 'lastPollAt'> {
  const { taskQueue, workflowBundle, workflowsPath, maxConcurrentWorkflowTaskExecutions = 0, maxConcurrentActivityTaskExecutions = 0 } = worker.options;
  const { numInFlightWorkflowActivations, numInFlightNonLocalActivities } = worker.getStatus();
  return {
    queue: taskQueue,
    workflowTasks: workflowBundle || workflowsPath ? { used: numInFlightWorkflowActivations, total: maxConcurrentWorkflowTaskExecutions } : null,
    activities: { used: numInFlightNonLocalActivities, total: maxConcurrentActivityTaskExecutions },
  };
}
