import { AppError } from '../../contract/errors.ts';
import type { Attempt, Delivery, DeliveryFilter } from '../../contract/webhook.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import type { Scope } from './database.ts';
import { enqueue } from './outbox.ts';

export const withParts = {
  event: { select: { type: true } },
  endpoint: { select: { url: true, disabledAt: true } },
  tries: { orderBy: [{ run: 'desc' }, { number: 'desc' }], take: 1 },
} satisfies Prisma.DeliveryInclude;
type Row = Prisma.DeliveryGetPayload<{ include: typeof withParts }>;

export async function listDeliveries({ tx }: Scope, filter: DeliveryFilter): Promise<{ items: Delivery[]; total: number }> {
  const { status, event, endpointId, documentId, eventId, from, to, limit, offset } = filter;
  const where: Prisma.DeliveryWhereInput = {
    ...(status && { status: { in: status } }), ...(event && { event: { type: { in: event } } }), ...(endpointId && { endpointId }), ...(documentId && { documentId }),
    ...(eventId && { eventId }), ...((from || to) && { createdAt: { ...(from && { gte: from }), ...(to && { lt: to }) } }),
  };
  const rows = await tx.delivery.findMany({ where, include: withParts, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: limit, skip: offset });
  return { items: rows.map(toDelivery), total: await tx.delivery.count({ where }) };
}

export async function getDelivery({ tx }: Scope, id: string): Promise<Delivery> {
  const row = await tx.delivery.findUnique({ where: { id }, include: withParts });
  if (!row) throw new AppError('not_found');
  return toDelivery(row);
}

export async function listAttempts({ tx }: Scope, deliveryId: string): Promise<Attempt[]> {
  const delivery = await tx.delivery.findUnique({ where: { id: deliveryId }, select: { id: true } });
  if (!delivery) throw new AppError('not_found');
  const rows = await tx.attempt.findMany({ where: { deliveryId }, orderBy: [{ run: 'asc' }, { number: 'asc' }], take: 1000 });
  return rows.map(({ startedAt, headers, ...row }) => ({
    run: row.run, number: row.number, startedAt: startedAt.toISOString(), durationMs: row.durationMs, status: row.status, error: row.error,
    headers: headers as Record<string, string> | null, responseBody: row.responseBody,
  }));
}

/** A delivery after somebody's act, and whether that changed anything. */
export interface Acted {
  delivery: Delivery;
  isChanged: boolean;
}

/** Deliveries can be sent again for so long after their event. */
const resendMs = 30 * 24 * 60 * 60_000;

/** Starts a delivery that has ended anew, with the same event id and body; its dead letter, if it has one, is thereby requeued. */
export async function resendDelivery(scope: Scope, id: string): Promise<Acted> {
  const { tx, tenantId } = scope;
  await tx.$queryRaw`SELECT 1 FROM deliveries WHERE id = ${id}::uuid FOR UPDATE`;
  const delivery = await tx.delivery.findUnique({ where: { id }, include: withParts });
  if (!delivery) throw new AppError('not_found');
  if (delivery.status === 'pending') throw new AppError('delivery_pending');
  if (delivery.createdAt.getTime() < Date.now() - resendMs) throw new AppError('delivery_too_old');
  if (delivery.endpoint.disabledAt) throw new AppError('endpoint_disabled');
  const run = delivery.run + 1;
  await tx.deadLetter.updateMany({ where: { deliveryId: id, requeuedAt: null, discardedAt: null }, data: { requeuedAt: new Date() } });
  await tx.delivery.update({ where: { id }, data: { run, status: 'pending', nextAttemptAt: new Date() } });
  await enqueue(scope, { kind: 'deliver', ref: { tenantId, deliveryId: id, run } });
  return { delivery: await getDelivery(scope, id), isChanged: true };
}

/** Wakes a pending delivery for its next try. */
export async function retryDeliveryNow(scope: Scope, id: string): Promise<Acted> {
  const { tx, tenantId } = scope;
  const { count } = await tx.delivery.updateMany({ where: { id, status: 'pending' }, data: { nextAttemptAt: new Date() } });
  const delivery = await tx.delivery.findUnique({ where: { id }, include: withParts });
  if (!delivery) throw new AppError('not_found');
  if (count === 0) throw new AppError('delivery_not_pending');
  await enqueue(scope, { kind: 'retry-now', ref: { tenantId, deliveryId: id, run: delivery.run } });
  return { delivery: toDelivery(delivery), isChanged: true };
}

export function toDelivery(row: Row): Delivery {
  const last = row.tries[0];
  return {
    id: row.id,
    eventId: row.eventId,
    event: row.event.type,
    endpointId: row.endpointId,
    endpointUrl: row.endpoint.url,
    documentId: row.documentId,
    status: row.status,
    attempts: row.attempts,
    lastStatus: last?.status ?? null,
    lastError: last?.error ?? null,
    nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
    deliveredAt: row.deliveredAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
