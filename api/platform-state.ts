import { listProcesses, silentMs } from '../adapters/database/processes.ts';
import type { Operations } from '../contract/operations.ts';
import { readQueueStates } from '../temporal/queue-states.ts';
import type { ApiDeps } from './deps.ts';

/** Machines, processes and queues, by what the processes report and what Temporal says of who asks it for work. */
export async function readPlatform({ db, temporal, temporalUi }: Pick<ApiDeps, 'db' | 'temporal' | 'temporalUi'>): Promise<Pick<Operations, 'hosts' | 'processes' | 'queues'>> {
  const [rows, states] = await Promise.all([listProcesses(db), readQueueStates(temporal, temporalUi.namespace)]);
  const now = Date.now();
  const reported = rows.toSorted((a, b) => b.seenAt.localeCompare(a.seenAt));
  const hosts = new Map(reported.map(({ host, machine, seenAt }) => [host, { machine, seenAt }] as const).toReversed());
  return {
    hosts: [...hosts.values()].filter(({ seenAt }) => now - Date.parse(seenAt) < silentMs).map(({ machine }) => machine).sort((a, b) => a.host.localeCompare(b.host)),
    processes: rows.map(({ machine: _, queues, ...row }) => ({
      ...row,
      isFresh: now - Date.parse(row.seenAt) < silentMs,
      queues: queues.map((queue) => {
        const polls = (states?.polls ?? []).filter((poll) => poll.queue === queue.queue && poll.identity.endsWith(`@${row.host}:${row.pid}`)).map(({ at }) => at.getTime());
        return { ...queue, lastPollAt: polls.length > 0 ? new Date(Math.max(...polls)).toISOString() : null };
      }),
    })),
    queues: states?.queues ?? null,
  };
}
