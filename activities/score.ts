import type { Scope } from '../adapters/database/database.ts';
import { system } from '../adapters/database/audit.ts';
import { columnsOf } from '../adapters/database/documents.ts';
import { readThresholds } from '../adapters/database/processing-settings.ts';
import { recordAttempt } from '../adapters/database/steps.ts';
import { transition } from '../adapters/database/transitions.ts';
import type { Extraction, Reason } from '../contract/extraction.ts';
import { decide } from '../domain/decide.ts';
import { fiscalKey } from '../domain/fiscal-key.ts';
import { comesFrom } from '../domain/lifecycle.ts';
import type { Document } from '../prisma/client/client.ts';
import type { DocumentRef } from '../workflows/messages.ts';
import type { ActivityDeps } from './deps.ts';
import { tracedTransaction } from './traced.ts';

export type Scored = 'approved' | 'review' | 'over';

/** Looks for duplicates among the tenant's documents, then decides: approved, or a review task. `over`: the run is no longer the document's. */
export function createScore(deps: ActivityDeps) {
  return (ref: DocumentRef): Promise<Scored> => tracedTransaction<Scored>(deps, ref, 'score', async (scope) => {
    const document = await scope.tx.document.findUnique({ where: { id: ref.documentId } });
    const extraction = document?.extraction as unknown as Extraction | null | undefined;
    if (!document || document.run !== ref.run || !extraction) return { result: 'over' };
    if (document.status === 'in_review') return { result: 'review', reader: extraction.reader };

    const { scored, duplicateOfId, key } = await withDuplicates(scope, document, extraction);
    const { decision } = decide(scored, await readThresholds(scope, deps.thresholds));
    const set = { ...columnsOf(scored), fiscalKey: key, duplicateOfId };
    if (decision === 'approved') {
      await scope.tx.document.update({ where: { id: document.id }, data: set });
      return { result: 'approved', reader: scored.reader };
    }
    const task = await scope.tx.reviewTask.create({ data: { tenantId: ref.tenantId, documentId: document.id, run: ref.run, confidence: scored.confidence } });
    const moved = await transition(scope, { documentId: document.id, run: ref.run, from: comesFrom.in_review, to: 'in_review', actor: system, set: { ...set, reviewTaskId: task.id } });
    if (!moved) {
      await scope.tx.reviewTask.delete({ where: { id: task.id } });
      return { result: 'over' };
    }
    await recordAttempt(scope, ref, { name: 'review', attempt: 1, worker: 'a person', queuedAt: null, startedAt: new Date() });
    return { result: 'review', reader: scored.reader };
  });
}

/** What never became an invoice is nobody's original. */
const unread = ['failed', 'cancelled'] as const;

async function withDuplicates({ tx, tenantId }: Scope, document: Document, extraction: Extraction) {
  const key = extraction.isInvoice ? fiscalKey(extraction) : null;
  // Two copies scored at the same moment must not both find nothing.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${tenantId} ${key ?? document.sha256}`}, 0))`;
  const earlier = { id: { not: document.id }, createdAt: { lte: document.createdAt } };
  const select = { select: { id: true, fileName: true }, orderBy: { createdAt: 'asc' } } as const;
  const sameFile = document.parentId ? null : await tx.document.findFirst({ where: { ...earlier, status: { notIn: [...unread] }, sha256: document.sha256, parentId: null }, ...select });
  const sameKey = sameFile || !key ? null : await tx.document.findFirst({ where: { ...earlier, status: { notIn: [...unread, 'rejected'] }, fiscalKey: key }, ...select });
  const original = sameFile ?? sameKey;
  if (!original) return { scored: extraction, duplicateOfId: null, key };
  const reason: Reason = sameFile
    ? { code: 'duplicate_file', message: 'The same file was uploaded before.', field: null, blocking: true }
    : { code: 'duplicate_fiscal', message: 'An invoice with the same issuer, type and number was uploaded before.', field: 'invoiceNumber', blocking: true };
  return { scored: { ...extraction, reasons: [...extraction.reasons.filter((r) => r.code !== reason.code), reason] }, duplicateOfId: original.id, key };
}
