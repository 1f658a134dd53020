import type { ReviewTask } from '../contract.ts';

type Candidate = Pick<ReviewTask, 'id' | 'claimedBy' | 'claimedByMe' | 'assignedTo'>;

/**
 * The next task of a queue that is free or held by the caller: the caller's own first, then nobody's, in the queue's order; those passed over come last.
 * What was given to others is left to them. Null where none is left.
 */
export function pickNext<T extends Candidate>(tasks: readonly T[], exceptId: string | null, passedOver: ReadonlySet<string>, myId: string | null): T | null {
  const isMine = ({ assignedTo }: T) => assignedTo !== null && assignedTo.id === myId;
  const free = tasks.filter((task) => task.id !== exceptId && (task.claimedBy === null || task.claimedByMe) && (task.assignedTo === null || isMine(task)));
  const inOrder = [...free.filter(isMine), ...free.filter((task) => !isMine(task))];
  return inOrder.find(({ id }) => !passedOver.has(id)) ?? inOrder[0] ?? null;
}
