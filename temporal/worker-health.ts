// `node temporal/worker-health.ts [--role R]`, beside a worker on the same host: exits 0 while it asks the server for work, 1 when it no longer does.
import { hostname } from 'node:os';
import { parseArgs } from 'node:util';
import { config } from '../config.ts';
import { taskQueues } from '../workflows/messages.ts';
import { openTemporalClient } from './connection.ts';

type Role = keyof typeof taskQueues;

/** A worker asks again at least once a minute, the length of a long poll; a frozen one so shows after two to three minutes. */
const staleMs = 90_000;
const activityQueue = 2;

const { role } = parseArgs({ options: { role: { type: 'string' } } }).values;
const roles = role ? [role as Role] : (Object.keys(taskQueues) as Role[]);
const temporal = config.temporal();
const client = openTemporalClient(temporal);
const fresh = await Promise.all(roles.map((name) => isPolled(taskQueues[name])));
await client.connection.close();
process.exit(fresh.every(Boolean) ? 0 : 1);

async function isPolled(taskQueue: string): Promise<boolean> {
  const { pollers } = await client.workflowService.describeTaskQueue({ namespace: temporal.namespace, taskQueue: { name: taskQueue }, taskQueueType: activityQueue });
  return (pollers ?? []).some(({ identity, lastAccessTime }) =>
    identity?.includes(`@${hostname()}:`) && Date.now() - Number(lastAccessTime?.seconds ?? 0) * 1000 < staleMs);
}
