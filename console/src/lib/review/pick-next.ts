import type { ReviewTask } from '../contract.ts';

type Candidate = Pick<ReviewTask, 'id' | 'claimedBy' | 'claimedByMe'>;

/** The first task of a queue that is free or held by the caller; those passed over come last. Null where none is left. */
export function pickNext<T extends Candidate>(tasks: readonly T[], exceptId: string | null, passedOver: ReadonlySet<string>): T | null {
  const free = tasks.filter(({ id, claimedBy, claimedByMe }) => id !== exceptId && (claimedBy === null || claimedByMe));
  return free.find(({ id }) => !passedOver.has(id)) ?? free[0] ?? null;
}
