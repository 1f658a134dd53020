import type { Database } from '../adapters/database/database.ts';
import { reviveOverdue } from '../adapters/database/overdue-deliveries.ts';
import type { Log } from '../adapters/log.ts';

const everyMs = 30 * 60_000;
/** Longer than a try with its retries takes on a busy machine. */
const overdueMs = 15 * 60_000;

/** Finds deliveries whose workflow is gone, at the start and now and then, until closed. Any number of processes may. */
export function startRevival({ db, log }: { db: Database; log: Log }): { close(): void } {
  const run = () => reviveOverdue(db, overdueMs).then(
    (revived) => { if (revived > 0) log.warn({ revived }, 'deliveries were overdue'); },
    (error: unknown) => log.warn({ err: error }, 'overdue deliveries could not be looked for'));
  void run();
  const timer = setInterval(() => void run(), everyMs);
  return { close: () => clearInterval(timer) };
}
