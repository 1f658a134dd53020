/** What an attempt at a delivery came to. */
export interface AttemptResult {
  /** HTTP status; null where no answer came. */
  status: number | null;
  retryAfter?: string | undefined;
}

export type AfterAttempt = { next: 'done' } | { next: 'disable' } | { next: 'dead'; reason: 'delivery_exhausted' | 'endpoint_refused' } | { next: 'retry'; waitMs: number };

/** How one endpoint is tried again. */
export interface RetryRules {
  /** Waits between tries, in seconds; one more try than there are waits. */
  seconds: readonly number[];
  /** false: a 4xx answer other than 408, 425 and 429 is the receiver's last word. */
  clientErrors: boolean;
}

/** The receiver is overloaded: it gets at least a minute (Svix does the same for 429 and timeouts). */
const overloaded = new Set([429, 502, 503, 504]);
const overloadMs = 60_000;
/** 4xx answers that ask for another try (RFC 9110 §15.5.9, RFC 8470, RFC 6585). */
const transient = new Set([408, 425, 429]);
const maxRetryAfterMs = 24 * 60 * 60_000;

/**
 * What follows attempt `number` (from 1): 2xx is done, 410 disables the endpoint, everything else is tried again until the waits are used up,
 * but for 4xx answers where the rules say so. Waits have ±20 % jitter, so that receivers that failed together are not asked together.
 * Source: Standard Webhooks 1.0.0; `Retry-After` is honoured where it asks for more than the schedule, up to a day.
 * @param random a number from 0 to 1.
 * @param now milliseconds since 1970, for a `Retry-After` that names a date.
 */
export function afterAttempt({ status, retryAfter }: AttemptResult, number: number, rules: RetryRules, random: number, now: number): AfterAttempt {
  if (status !== null && status >= 200 && status < 300) return { next: 'done' };
  if (status === 410) return { next: 'disable' };
  if (!rules.clientErrors && status !== null && status >= 400 && status < 500 && !transient.has(status)) return { next: 'dead', reason: 'endpoint_refused' };
  const seconds = rules.seconds[number - 1];
  if (seconds === undefined) return { next: 'dead', reason: 'delivery_exhausted' };
  const scheduled = seconds * 1000 * (0.8 + 0.4 * random);
  const isOverloaded = status !== null && overloaded.has(status) && seconds >= 5;
  const asked = Math.min(retryAfterMs(retryAfter, now), maxRetryAfterMs);
  return { next: 'retry', waitMs: Math.round(Math.max(scheduled, isOverloaded ? overloadMs : 0, asked)) };
}

/** RFC 9110 §10.2.3: seconds or an HTTP date; 0 where there is none. */
function retryAfterMs(header: string | undefined, now: number): number {
  if (!header) return 0;
  const ms = /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(ms) && ms > 0 ? ms : 0;
}
