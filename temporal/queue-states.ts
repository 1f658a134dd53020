import type { Client } from '@temporalio/client';
import type { QueueState } from '../contract/operations.ts';
import { taskQueues } from '../workflows/messages.ts';

export interface Poll {
  queue: string;
  /** `<role>@<host>:<pid>` for our workers. */
  identity: string;
  at: Date;
}

/** Temporal is taken to be away where it does not answer within this. */
const answerMs = 2000;
/** A worker asks again at least once a minute, the length of a long poll. */
const freshMs = 90_000;
const types = { workflow: 1, activity: 2 } as const;
const asked = [
  [taskQueues.orchestration, 'workflow'], [taskQueues.orchestration, 'activity'], [taskQueues.cpu, 'activity'], [taskQueues.http, 'workflow'], [taskQueues.http, 'activity'],
] as const;

/** How each queue stands, and who asked it for work within the last five minutes; null where Temporal does not answer. */
export async function readQueueStates(client: Client, namespace: string): Promise<{ queues: QueueState[]; polls: Poll[] } | null> {
  try {
    const answers = await client.connection.withDeadline(Date.now() + answerMs, () => Promise.all(asked.map(async ([queue, tasks]) => ({
      queue, tasks, answer: await client.workflowService.describeTaskQueue({ namespace, taskQueue: { name: queue }, taskQueueType: types[tasks], reportStats: true }),
    }))));
    return {
      queues: answers.map(({ queue, tasks, answer: { pollers, stats } }) => {
        const times = pollers.map(({ lastAccessTime }) => secondsOf(lastAccessTime) * 1000);
        const last = Math.max(0, ...times);
        return {
          queue, tasks,
          backlog: Number(stats?.approximateBacklogCount ?? 0),
          oldestSeconds: secondsOf(stats?.approximateBacklogAge),
          addedPerSecond: stats?.tasksAddRate ?? 0,
          dispatchedPerSecond: stats?.tasksDispatchRate ?? 0,
          workers: times.filter((at) => Date.now() - at < freshMs).length,
          lastPollAt: last > 0 ? new Date(last).toISOString() : null,
        };
      }),
      polls: answers.flatMap(({ queue, answer }) => answer.pollers.map(({ identity, lastAccessTime }) => ({ queue, identity: identity ?? '', at: new Date(secondsOf(lastAccessTime) * 1000) }))),
    };
  } catch {
    return null;
  }
}

/** Fields of the default value are absent from a decoded message; long ones are objects. */
const secondsOf = (time: { seconds?: unknown; nanos?: number | null } | null | undefined): number => Number(time?.seconds ?? 0) + (time?.nanos ?? 0) / 1e9;
