import { sweep } from '../adapters/database/sweep.ts';
import type { Database } from '../adapters/database/database.ts';
import type { Log } from '../adapters/log.ts';

const everyMs = 10 * 60_000;

/** Removes what nobody needs any more, now and then, until closed. Any number of processes may: one at a time does. */
export function startHousekeeping({ db, log }: { db: Database; log: Log }): { close(): void } {
  const run = () => void sweep(db).catch((error: unknown) => log.warn({ err: error }, 'housekeeping failed'));
  const timer = setInterval(run, everyMs);
  return { close: () => clearInterval(timer) };
}
