import { randomUUIDv7 } from 'node:crypto';
import type { EventType, WebhookBody } from '../../contract/webhook.ts';
import type { DeliveryRef } from '../../workflows/messages.ts';
import type { Scope } from './database.ts';

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
export async function recordEvent({ tx, tenantId }: Scope, { type, documentId, run, data }: EventInput): Promise<DeliveryRef[]> {
  const dedupeKey = `${documentId}:${run}:${type}`;
  const existing = await tx.event.findUnique({ where: { dedupeKey }, include: { deliveries: { select: { id: true, run: true } } } });
  if (existing) return existing.deliveries.map((d) => ({ tenantId, deliveryId: d.id, run: d.run }));

  const id = `evt_${randomUUIDv7().replaceAll('-', '')}`;
  const createdAt = new Date();
  const body: WebhookBody = { event: type, eventId: id, tenantId, timestamp: createdAt.toISOString(), data };
  await tx.event.create({ data: { id, tenantId, documentId, type, dedupeKey, body: JSON.stringify(body), createdAt } });
  const endpoints = await tx.endpoint.findMany({ where: { disabledAt: null, events: { has: type } }, select: { id: true } });
  const deliveries = endpoints.map((endpoint) => ({ id: randomUUIDv7(), tenantId, eventId: id, endpointId: endpoint.id, documentId, nextAttemptAt: createdAt }));
  if (deliveries.length > 0) await tx.delivery.createMany({ data: deliveries });
  return deliveries.map((d) => ({ tenantId, deliveryId: d.id, run: 1 }));
}
