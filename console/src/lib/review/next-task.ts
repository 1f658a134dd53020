import { call } from '../api.ts';
import type { ReviewTask } from '../contract.ts';
import { session } from '../state/session.svelte.ts';
import { pendingDecisions } from './pending-decisions.svelte.ts';
import { pickNext } from './pick-next.ts';
import { noteDocuments } from './seen-documents.ts';

/** Tasks that this person passed over since the console was loaded. */
const skipped = new Set<string>();

export const skip = (taskId: string): void => void skipped.add(taskId);

/** The most doubtful task that this person can work on, other than the given one. */
export async function findNext(exceptId: string | null): Promise<ReviewTask | null> {
  const { items } = await call('listReviewTasks', { query: { limit: 50, sort: 'queue' } });
  noteDocuments(items);
  return pickNext(items.filter(({ id }) => !pendingDecisions.hasDecided(id)), exceptId, skipped, session.current?.user?.id ?? null);
}
