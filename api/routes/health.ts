import { AppError } from '../../contract/errors.ts';
import type { Dependency } from '../../contract/health.ts';
import { taskQueues } from '../../workflows/messages.ts';
import type { ApiDeps } from '../deps.ts';
import type { Handlers } from '../mount.ts';
import packageJson from '../../package.json' with { type: 'json' };

/** A dependency that takes longer than this is down as far as a caller is concerned. */
const answerMs = 2000;

export const healthHandlers: Handlers<'getHealth' | 'getReadiness'> = {
  async getHealth() {
    return { status: 'ok', version: packageJson.version };
  },
  async getReadiness(_request, { deps }) {
    if (deps.isDraining()) throw new AppError('draining');
    const dependencies = await Promise.all([
      measure('database', () => deps.db.ping()),
      measure('objectStore', () => deps.objects.ping()),
      measure('temporal', () => pingTemporal(deps)),
      measure('workers', () => findWorkers(deps)),
    ]);
    const down = dependencies.filter((d) => d.status === 'down').map((d) => d.name);
    if (down.includes('database') || down.includes('objectStore')) throw new AppError('dependency_unavailable', { details: { dependencies } });
    return { status: down.length > 0 ? 'degraded' : 'ready', dependencies };
  },
};

async function measure(name: Dependency['name'], ask: () => Promise<unknown>): Promise<Dependency> {
  const startedAt = performance.now();
  const answered = await Promise.race([ask().then(() => true, () => false), new Promise<false>((resolve) => setTimeout(resolve, answerMs, false).unref())]);
  return answered ? { name, status: 'ok', latencyMs: Math.round(performance.now() - startedAt) } : { name, status: 'down', latencyMs: null };
}

async function pingTemporal({ temporal }: ApiDeps): Promise<void> {
  await temporal.connection.withDeadline(Date.now() + answerMs, () => temporal.connection.workflowService.getSystemInfo({}));
}

/** A poller that has not asked for work within this has died or is far too busy. */
const freshMs = 70_000;

async function findWorkers({ temporal, temporalUi }: ApiDeps): Promise<void> {
  const { pollers } = await temporal.connection.withDeadline(Date.now() + answerMs, () => temporal.connection.workflowService.describeTaskQueue({
    namespace: temporalUi.namespace, taskQueue: { name: taskQueues.orchestration }, taskQueueType: 1,
  }));
  const isFresh = (pollers ?? []).some((p) => Date.now() - Number(p.lastAccessTime?.seconds ?? 0) * 1000 < freshMs);
  if (!isFresh) throw new AppError('dependency_unavailable');
}
