import type { Database } from '../adapters/database/database.ts';
import { takeSizeSample } from '../adapters/database/size-samples.ts';
import { sweep } from '../adapters/database/sweep.ts';
import type { Log } from '../adapters/log.ts';
import type { OpenObjectStore } from '../adapters/object-store.ts';

const everyMs = 10 * 60_000;
/** The first time soon after the start. */
const firstMs = 5000;

/** Removes what nobody needs any more and measures what is stored, now and then, until closed. Any number of processes may. */
export function startHousekeeping({ db, objects, log }: { db: Database; objects: Pick<OpenObjectStore, 'measure'>; log: Log }): { close(): void } {
  const run = async () => {
    await sweep(db).catch((error: unknown) => log.warn({ err: error }, 'housekeeping failed'));
    await takeSizeSample(db, () => objects.measure()).catch((error: unknown) => log.warn({ err: error }, 'what is stored could not be measured'));
  };
  const first = setTimeout(() => void run(), firstMs);
  const timer = setInterval(() => void run(), everyMs);
  return {
    close() {
      clearTimeout(first);
      clearInterval(timer);
    },
  };
}
