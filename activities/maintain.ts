import { heartbeat } from '@temporalio/activity';
import { noteMended } from '../adapters/metrics.ts';
import type { MaintenanceJob } from '../workflows/messages.ts';
import type { ActivityDeps } from './deps.ts';
import { toFailure } from './failure.ts';
import { reconcile } from './maintenance/reconcile.ts';
import { retain } from './maintenance/retain.ts';
import { sweepObjects } from './maintenance/sweep-objects.ts';

const jobs: Record<MaintenanceJob, (deps: ActivityDeps) => Promise<Record<string, number>>> = { reconcile, retain, 'sweep-objects': (deps) => sweepObjects(deps) };

/** @returns what was mended or removed, by kind. */
export function createMaintain(deps: ActivityDeps) {
  return async (job: MaintenanceJob): Promise<Record<string, number>> => {
    const beat = setInterval(() => heartbeat(), 5000);
    try {
      const done = await jobs[job](deps);
      const told = Object.entries(done).filter(([, count]) => count > 0);
      for (const [kind, count] of told) if (job !== 'retain') noteMended(kind, count);
      if (told.length > 0) deps.log.warn({ job, ...done }, 'maintenance found work');
      return done;
    } catch (error) {
      deps.log.warn({ err: error, job }, 'maintenance failed');
      throw toFailure(error);
    } finally {
      clearInterval(beat);
    }
  };
}
