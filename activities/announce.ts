import { recordEvent } from '../adapters/database/events.ts';
import type { EventType } from '../contract/webhook.ts';
import type { DeliveryRef, DocumentRef } from '../workflows/messages.ts';
import type { ActivityDeps } from './deps.ts';
import { tracedTransaction } from './traced.ts';

/** Writes the event and its deliveries, once; for a duplicate also the event that says so. @returns the deliveries, for the workflow to start. */
export function createAnnounce(deps: ActivityDeps) {
  return (ref: DocumentRef, type: EventType): Promise<DeliveryRef[]> => tracedTransaction(deps, ref, stepOf(type), async (scope) => {
    const document = await scope.tx.document.findUnique({ where: { id: ref.documentId }, select: { id: true, status: true, confidence: true, reviewTaskId: true, duplicateOfId: true } });
    if (!document) return { result: [] };
    const { status, confidence, reviewTaskId, duplicateOfId } = document;
    const data = { documentId: document.id, status, confidence: confidence === null ? null : Number(confidence), reviewTaskId };
    const types = type === 'document.processed' && duplicateOfId ? [type, 'document.duplicate' as const] : [type];
    const deliveries: DeliveryRef[] = [];
    for (const each of types) deliveries.push(...await recordEvent(scope, { type: each, documentId: ref.documentId, run: ref.run, data }));
    return { result: deliveries };
  });
}

const stepOf = (type: EventType) => (type.startsWith('document.review_') ? 'announce-decision' : 'announce');
