import type { DocumentSummary, ReviewTask } from '../contract.ts';

/** By task: what the lists that were asked for told of its document. */
const seen = new Map<string, DocumentSummary>();

/** Keeps whose documents the tasks of a list are, so that opening one need not ask for that first. */
export function noteDocuments(tasks: readonly ReviewTask[]): void {
  for (const { id, document } of tasks) seen.set(id, document);
}

export const seenDocument = (taskId: string): DocumentSummary | undefined => seen.get(taskId);
