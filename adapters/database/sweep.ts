import type { Database } from './database.ts';

/** Any number that is the same for everybody who sweeps. */
const lockId = 721_503_119;

/** Removes what has expired or is told long ago. Does nothing while another process does it. */
export async function sweep({ system }: Database): Promise<void> {
  await system.$transaction(async (tx) => {
    const [lock] = await tx.$queryRaw<{ taken: boolean }[]>`SELECT pg_try_advisory_xact_lock(${lockId}::bigint) AS taken`;
    if (!lock?.taken) return;
    await tx.$executeRaw`DELETE FROM changes WHERE created_at < now() - interval '1 hour'`;
    await tx.$executeRaw`DELETE FROM notifications WHERE created_at < now() - interval '90 days'`;
    await tx.$executeRaw`DELETE FROM idempotency_keys WHERE created_at < now() - interval '7 days'`;
    await tx.$executeRaw`DELETE FROM verifications WHERE expires_at < now()`;
    await tx.$executeRaw`DELETE FROM processes WHERE seen_at < now() - interval '1 day'`;
    await tx.$executeRaw`DELETE FROM size_samples WHERE at < now() - interval '400 days'`;
    await tx.$executeRaw`DELETE FROM attempt_counts WHERE until < now()`;
    await tx.$executeRaw`DELETE FROM sessions WHERE expires_at < now()`;
  }, { timeout: 120_000 });
}
