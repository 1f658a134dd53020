import type { Scope } from '../adapters/database/database.ts';
import { system } from '../adapters/database/audit.ts';
import { columnsOf } from '../adapters/database/documents.ts';
import { readThresholds } from '../adapters/database/processing-settings.ts';
import { recordAttempt } from '../adapters/database/steps.ts';
import { noteSettled } from '../adapters/metrics.ts';
import { transition } from '../adapters/database/transitions.ts';
import type { Extraction } from '../contract/extraction.ts';
import { decide } from '../domain/decide.ts';
import { fiscalKey } from '../domain/fiscal-key.ts';
import { comesFrom } from '../domain/lifecycle.ts';
import { mayBeSameNumber } from '../domain/near-duplicate.ts';
import { reason } from '../domain/reading/reasons.ts';
import type { Document, Prisma } from '../prisma/client/client.ts';
import type { DocumentRef } from '../workflows/messages.ts';
import type { ActivityDeps } from './deps.ts';
import { tracedTransaction, type Ended } from './traced.ts';

export type Scored = 'approved' | 'review' | 'over';

/** Looks for duplicates among the tenant's documents, then decides: approved, or a review task. `over`: the run is no longer the document's. */
export function createScore(deps: ActivityDeps) {
  return async (ref: DocumentRef): Promise<Scored> => {
    const scored = await tracedTransaction<Scored>(deps, ref, 'score', (scope) => score(deps, scope, ref));
    if (scored === 'review') noteSettled('in_review');
    return scored;
  };
}

async function score(deps: ActivityDeps, scope: Scope, ref: DocumentRef): Promise<Ended<Scored>> {
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
}

/** What never became an invoice is nobody's original. */
const unread = ['failed', 'cancelled'] as const;

async function withDuplicates(scope: Scope, document: Document, extraction: Extraction) {
  const key = extraction.isInvoice ? fiscalKey(extraction) : null;
  // Two copies scored at the same moment must not both find nothing.
  await scope.tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${scope.tenantId} ${key ?? document.sha256}`}, 0))`;
  const found = await findOriginal(scope, document, extraction, key);
  if (!found) return { scored: extraction, duplicateOfId: null, key };
  const reasons = [...extraction.reasons.filter((r) => r.code !== found.code), reason(found.code, found.code === 'duplicate_file' ? null : 'invoiceNumber', { blocking: true })];
  return { scored: { ...extraction, reasons }, duplicateOfId: found.id, key };
}

interface Original {
  id: string;
  code: 'duplicate_file' | 'duplicate_fiscal' | 'duplicate_near';
}

/** The earliest document that this one repeats: the same bytes, the same fiscal key, or the same issuer, day and total under nearly the same number. */
async function findOriginal({ tx }: Scope, document: Document, extraction: Extraction, key: string | null): Promise<Original | null> {
  // Files of one upload came at the same moment: of those the first id is the original, or each would be the other's copy.
  const earlier = { OR: [{ createdAt: { lt: document.createdAt } }, { createdAt: document.createdAt, id: { lt: document.id } }] };
  const select = { select: { id: true, invoiceNumber: true }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] } satisfies Prisma.DocumentFindFirstArgs;
  const sameFile = document.parentId ? null : await tx.document.findFirst({ where: { ...earlier, status: { notIn: [...unread] }, sha256: document.sha256, parentId: null }, ...select });
  if (sameFile) return { id: sameFile.id, code: 'duplicate_file' };
  const kept = { ...earlier, status: { notIn: [...unread, 'rejected' as const] } };
  const sameKey = key && await tx.document.findFirst({ where: { ...kept, fiscalKey: key }, ...select });
  if (sameKey) return { id: sameKey.id, code: 'duplicate_fiscal' };
  const { issuerTaxId, issueDate, totalAmount, currency, invoiceNumber } = columnsOf(extraction) as Pick<Document, 'issuerTaxId' | 'issueDate' | 'totalAmount' | 'currency' | 'invoiceNumber'>;
  // A number that a structure or a code states is no slip of a reader.
  const isExact = ['xml', 'qr', 'barcode', 'human'].includes(extraction.fields.invoiceNumber?.source ?? '');
  if (isExact || !extraction.isInvoice || !issuerTaxId || !issueDate || !totalAmount) return null;
  const alike = await tx.document.findMany({ where: { ...kept, issuerTaxId, issueDate, totalAmount, currency }, ...select, take: 50 });
  const near = alike.find((other) => mayBeSameNumber(other.invoiceNumber, invoiceNumber));
  return near ? { id: near.id, code: 'duplicate_near' } : null;
}
