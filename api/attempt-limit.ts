import { AppError } from '../contract/errors.ts';

export interface AttemptLimit {
  /** Throws `rate_limited` where `who` has failed too often. */
  check(who: string): void;
  count(who: string): void;
  forget(who: string): void;
}

/** Most keys remembered at a time; the oldest go first, so that memory is bounded whatever callers invent. */
const maxKeys = 10_000;

/** Counts failures by key within a window that starts with the first. Kept in this process. */
export function createAttemptLimit({ attempts, windowMs }: { attempts: number; windowMs: number }): AttemptLimit {
  const failures = new Map<string, { count: number; until: number }>();
  return {
    check(who) {
      const entry = failures.get(who);
      if (!entry) return;
      if (entry.until <= Date.now()) failures.delete(who);
      else if (entry.count >= attempts) throw new AppError('rate_limited', { details: { retryAfterSeconds: Math.ceil((entry.until - Date.now()) / 1000) } });
    },
    count(who) {
      const entry = failures.get(who) ?? { count: 0, until: Date.now() + windowMs };
      entry.count++;
      failures.set(who, entry);
      const oldest = failures.keys().next().value;
      if (failures.size > maxKeys && oldest !== undefined) failures.delete(oldest);
    },
    forget(who) {
      failures.delete(who);
    },
  };
}
