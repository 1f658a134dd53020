import { randomUUIDv7 } from 'node:crypto';
import { AppError } from '../../contract/errors.ts';
import type { EventType, WebhookBody } from '../../contract/webhook.ts';
import type { DeliveryRef } from '../../workflows/messages.ts';
import type { Scope } from './database.ts';
import { enqueue } from './outbox.ts';

interface EventInput {
  type: EventType;
  documentId: string;
  run: number;
  data: WebhookBody['data'];
}

/**
 * Writes an event once per document, run and type, its body frozen as text, and one delivery per enabled endpoint that subscribes to it.
 * Repeating it answers with the same deliveries.
 */
export async function recordEvent(scope: Scope, { type, documentId, run, data }: EventInput): Promise<DeliveryRef[]> {
  const { tx, tenantId } = scope;
  const dedupeKey = `${documentId}:${run}:${type}`;
  const existing = await tx.event.findUnique({ where: { dedupeKey }, include: { deliveries: { select: { id: true, run: true } } } });
  if (existing) return existing.deliveries.map((d) => ({ tenantId, deliveryId: d.id, run: d.run }));
  const endpoints = await tx.endpoint.findMany({ where: { disabledAt: null, events: { has: type } }, select: { id: true } });
  return write(scope, { id: `evt_${newId()}`, type, documentId, dedupeKey, data }, endpoints.map(({ id }) => id));
}

const newId = () => randomUUIDv7().replaceAll('-', '');

interface NewEvent {
  id: string;
  type: EventType;
  documentId: string | null;
  dedupeKey: string;
  data: WebhookBody['data'];
}

async function write({ tx, tenantId }: Scope, { id, type, documentId, dedupeKey, data }: NewEvent, endpointIds: string[]): Promise<DeliveryRef[]> {
  const createdAt = new Date();
  const body: WebhookBody = { event: type, eventId: id, tenantId, timestamp: createdAt.toISOString(), data };
  await tx.event.create({ data: { id, tenantId, documentId, type, dedupeKey, body: JSON.stringify(body), createdAt } });
  const deliveries = endpointIds.map((endpointId) => ({ id: randomUUIDv7(), tenantId, eventId: id, endpointId, documentId, nextAttemptAt: createdAt }));
  if (deliveries.length > 0) await tx.delivery.createMany({ data: deliveries });
  return deliveries.map((d) => ({ tenantId, deliveryId: d.id, run: 1 }));
}

/** What the body of a test event says: receivers know it by the id of no document, and by `evt_test_`. */
const testDocument = { documentId: '00000000-0000-0000-0000-000000000000', status: 'approved', confidence: 0.98, reviewTaskId: null } as const;

/** Sends an event of no document to one endpoint, the way of every event. @returns the delivery's id. */
export async function sendTestEvent(scope: Scope, endpointId: string, chosen: EventType | undefined): Promise<string> {
  const endpoint = await scope.tx.endpoint.findUnique({ where: { id: endpointId } });
  if (!endpoint) throw new AppError('not_found');
  if (endpoint.disabledAt) throw new AppError('endpoint_disabled');
  const type = chosen ?? (endpoint.events[0] as EventType | undefined) ?? 'document.processed';
  const id = `evt_test_${newId()}`;
  const [ref] = await write(scope, { id, type, documentId: null, dedupeKey: id, data: { ...testDocument } }, [endpointId]);
  if (!ref) throw new AppError('internal');
  await enqueue(scope, { kind: 'deliver', ref });
  return ref.deliveryId;
}
