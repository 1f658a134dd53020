// What people and keys do to a document beside reviewing it. Each is one transaction with its audit line and its word to the workflow.
import type { Actor } from '../../contract/common.ts';
import { AppError } from '../../contract/errors.ts';
import { activeStatuses, settledStatuses } from '../../domain/lifecycle.ts';
import type { Document } from '../../prisma/client/client.ts';
import { audit } from './audit.ts';
import type { Scope } from './database.ts';
import { findDocument } from './documents.ts';
import { enqueue } from './outbox.ts';
import { transition } from './transitions.ts';

/** Lets a document that waits for it go on; also one that is still being preprocessed. Throws `not_waiting`. */
export async function startDocument(scope: Scope, id: string, actor: Actor): Promise<Document> {
  const { tx, tenantId } = scope;
  const { run } = await findDocument(scope, id);
  const { count } = await tx.document.updateMany({ where: { id, autoProcess: false, status: { in: ['received', 'preprocessing', 'ingested'] } }, data: { autoProcess: true } });
  if (count === 0) throw new AppError('not_waiting');
  await audit(scope, { actor, action: 'document.started', subject: `document:${id}`, documentId: id });
  await enqueue(scope, { kind: 'start', ref: { tenantId, documentId: id, run } });
  return findDocument(scope, id);
}

/** Reads a document again, under a new run; one in review leaves the inbox meanwhile. Throws `conflict` while a run is under way. */
export async function reprocessDocument(scope: Scope, id: string, actor: Actor): Promise<Document> {
  return beginRun(scope, await findDocument(scope, id), actor, false);
}

/** Takes a failed document up where it failed, under a new run that uses what the steps before have stored. Throws `conflict` where it has not failed. */
export async function retryDocument(scope: Scope, id: string, actor: Actor): Promise<Document> {
  const before = await findDocument(scope, id);
  if (before.status !== 'failed') throw new AppError('conflict', { details: { status: before.status } });
  return beginRun(scope, before, actor, await isPreprocessed(scope, before));
}

async function beginRun(scope: Scope, before: Document, actor: Actor, isPreprocessed: boolean): Promise<Document> {
  const { tenantId } = scope;
  const { id } = before;
  const run = before.run + 1;
  const moved = await transition(scope, {
    documentId: id, run: before.run, from: [...settledStatuses, 'in_review'], to: isPreprocessed ? 'preprocessing' : 'received', actor, detail: { reprocess: true, ...(isPreprocessed && { isPreprocessed }) },
    set: { run, reviewTaskId: null, failureCode: null, settledAt: null, autoProcess: true },
  });
  if (!moved) throw new AppError('conflict', { details: { status: before.status } });
  await endWaiting(scope, before, new Date());
  await enqueue(scope,
    { kind: 'cancel', ref: { tenantId, documentId: id, run: before.run } },
    { kind: 'process', ref: { tenantId, documentId: id, run }, autoProcess: true, ...(isPreprocessed && { isPreprocessed }) });
  return findDocument(scope, id);
}

/** Of a run that goes no further: nobody is asked any more, and the trace waits for nobody. */
async function endWaiting({ tx }: Scope, { id, run }: Document, at: Date): Promise<void> {
  await tx.reviewTask.updateMany({ where: { documentId: id, status: 'open' }, data: { status: 'withdrawn', decidedAt: at } });
  await tx.stepAttempt.updateMany({ where: { documentId: id, run, name: { in: ['wait-start', 'review'] }, finishedAt: null }, data: { finishedAt: at } });
}

/** Whether some run has preprocessed the file: of a part, the file that it comes from has been. */
async function isPreprocessed({ tx }: Scope, { id, part }: Document): Promise<boolean> {
  if (part !== null) return true;
  const attempts = await tx.stepAttempt.findMany({ where: { documentId: id, name: 'preprocess', finishedAt: { not: null } }, select: { error: true } });
  return attempts.some(({ error }) => error === null);
}

/** Stops a document at once: a step under way ends without effect. Throws `conflict` where it is settled. */
export async function cancelDocument(scope: Scope, id: string, actor: Actor): Promise<Document> {
  const { tenantId } = scope;
  const before = await findDocument(scope, id);
  const settledAt = new Date();
  const moved = await transition(scope, { documentId: id, run: before.run, from: activeStatuses, to: 'cancelled', actor, set: { settledAt } });
  if (!moved) throw new AppError('conflict', { details: { status: before.status } });
  await endWaiting(scope, before, settledAt);
  await enqueue(scope, { kind: 'cancel', ref: { tenantId, documentId: id, run: before.run } });
  return findDocument(scope, id);
}

/** Removes the row with all that hangs on it, and its objects soon after. Webhook records stay: they hold ids alone. A part of a file goes with the file. */
export async function eraseDocument(scope: Scope, id: string, actor: Actor): Promise<void> {
  const { tx, tenantId } = scope;
  const document = await findDocument(scope, id);
  const parts = await tx.document.findMany({ where: { parentId: id } });
  for (const { id: documentId, run } of [document, ...parts]) {
    await enqueue(scope, { kind: 'cancel', ref: { tenantId, documentId, run } });
    await audit(scope, { actor, action: 'document.erased', subject: `document:${documentId}`, documentId });
  }
  await tx.document.deleteMany({ where: { OR: [{ id }, { parentId: id }] } });
  await tx.document.updateMany({ where: { duplicateOfId: id }, data: { duplicateOfId: null } });
  if (!document.parentId) await enqueue(scope, { kind: 'erase-objects', prefix: document.objectPrefix });
}
