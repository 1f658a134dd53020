import { ScheduleAlreadyRunning, type Client } from '@temporalio/client';
import type { Log } from '../adapters/log.ts';
import type { maintain } from '../workflows/index.ts';
import { maintenanceJobs, taskQueues, type MaintenanceJob } from '../workflows/messages.ts';

const intervals: Record<MaintenanceJob, '5 minutes' | '6 hours' | '1 hour'> = { reconcile: '5 minutes', 'sweep-objects': '6 hours', retain: '1 hour' };

const scheduleId = (job: MaintenanceJob): string => `maintain-${job}`;

/** Makes the schedules where they are missing, and has the reconciler look at once: whoever starts may come after a disaster. */
export async function ensureSchedules(client: Client, log: Log): Promise<void> {
  for (const job of maintenanceJobs) {
    await client.schedule.create<typeof maintain>({
      scheduleId: scheduleId(job),
      spec: { intervals: [{ every: intervals[job] }] },
      policies: { overlap: 'SKIP', catchupWindow: '1 minute' },
      action: { type: 'startWorkflow', workflowType: 'maintain', workflowId: `maintain-${job}`, args: [job], taskQueue: taskQueues.orchestration },
    }).catch((error: unknown) => {
      if (!(error instanceof ScheduleAlreadyRunning)) log.warn({ err: error, job }, 'the schedule could not be made');
    });
  }
  await client.schedule.getHandle(scheduleId('reconcile')).trigger().catch((error: unknown) => log.warn({ err: error }, 'the reconciler could not be started'));
}
