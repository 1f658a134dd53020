import { proxyActivities } from '@temporalio/workflow';
import type { DatabaseActivities } from '../activities/create-activities.ts';
import { taskQueues, type MaintenanceJob } from './messages.ts';

const activities = proxyActivities<Pick<DatabaseActivities, 'maintain'>>({
  taskQueue: taskQueues.orchestration,
  startToCloseTimeout: '2 hours',
  heartbeatTimeout: '30 seconds',
  // What fails now is tried again by the schedule.
  retry: { maximumAttempts: 3, initialInterval: '5 seconds' },
});

/** One round of a job, started by its schedule. @returns what was mended or removed, by kind. */
export async function maintain(job: MaintenanceJob): Promise<Record<string, number>> {
  return activities.maintain(job);
}
