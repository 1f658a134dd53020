/** How one call ended, as the ledger keeps it. `lost`: the worker that made it did not live to hear the answer. */
export type CallOutcome = 'pending' | 'answered' | 'malformed' | 'refused' | 'rate_limited' | 'unavailable' | 'timeout' | 'rejected' | 'lost';

/** Answers that are no use: the same question gives another answer once, hardly a third. */
const unusableLimit = 2;

/** A server that asks for a longer wait than this is not waited for: the document goes on with the local reading. */
export const longestWaitMs = 15 * 60_000;

export interface PastCall {
  outcome: CallOutcome;
  /** What the server asked to wait before the next call, in milliseconds. */
  retryAfterMs?: number | null;
}

/** What follows from the calls made so far for one reading: take the answer that is there, call, or go on without. */
export function nextCall(calls: PastCall[], maxAttempts: number): 'take' | 'call' | 'give-up' {
  if (calls.some(({ outcome }) => outcome === 'answered')) return 'take';
  const unusable = calls.filter(({ outcome }) => outcome === 'malformed' || outcome === 'refused').length;
  const isHopeless = calls.some(({ outcome, retryAfterMs }) => outcome === 'rejected' || (retryAfterMs ?? 0) > longestWaitMs);
  return isHopeless || unusable >= unusableLimit || calls.length >= maxAttempts ? 'give-up' : 'call';
}
