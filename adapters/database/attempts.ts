import { createHash } from 'node:crypto';
import { AppError } from '../../contract/errors.ts';
import type { Database } from './database.ts';

export interface AttemptLimit {
  attempts: number;
  windowMs: number;
}

const keyOf = (what: string, who: string) => createHash('sha256').update(`${what} ${who}`).digest('hex');

/**
 * Counts one attempt before it is made, so that many at the same moment gain nothing; throws `rate_limited` beyond the limit.
 * The window starts with the first attempt and is not prolonged by further ones.
 */
export async function takeAttempt({ system }: Database, what: string, who: string, { attempts, windowMs }: AttemptLimit): Promise<void> {
  const [row] = await system.$queryRaw<{ count: number; seconds: number }[]>`
    INSERT INTO attempt_counts AS a (key, count, until) VALUES (${keyOf(what, who)}, 1, now() + ${windowMs}::int * interval '1 millisecond')
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN a.until <= now() THEN 1 ELSE a.count + 1 END,
      until = CASE WHEN a.until <= now() THEN excluded.until ELSE a.until END
    RETURNING count, ceil(extract(epoch FROM until - now()))::int AS seconds`;
  if (row && row.count > attempts) throw new AppError('rate_limited', { details: { retryAfterSeconds: row.seconds } });
}

/** Takes back what did no harm, such as a sign-in that succeeded. */
export async function giveAttemptBack({ system }: Database, what: string, who: string): Promise<void> {
  await system.$executeRaw`UPDATE attempt_counts SET count = count - 1 WHERE key = ${keyOf(what, who)} AND count > 0`;
}

export async function forgetAttempts({ system }: Database, what: string, who: string): Promise<void> {
  await system.attemptCount.deleteMany({ where: { key: keyOf(what, who) } });
}
