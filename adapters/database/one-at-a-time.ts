import type { Database } from './database.ts';

/** Does the work unless another process does it at this moment. `lockId`: the same for everybody who does this. */
export async function oneAtATime({ system }: Database, lockId: number, timeoutMs: number, work: () => Promise<void>): Promise<void> {
  await system.$transaction(async (tx) => {
    const [lock] = await tx.$queryRaw<{ taken: boolean }[]>`SELECT pg_try_advisory_xact_lock(${lockId}::bigint) AS taken`;
    if (lock?.taken) await work();
  }, { timeout: timeoutMs });
}
