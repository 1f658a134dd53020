import { AppError } from '../../contract/errors.ts';
import type { Attempt, DeadLetter, DeadLetterFilter, Delivery, DeliveryFilter, RequeueMany } from '../../contract/webhook.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import type { Scope } from './database.ts';
import { enqueue } from './outbox.ts';

const withParts = {
  event: { select: { type: true } },
  endpoint: { select: { url: true, disabledAt: true } },
  tries: { orderBy: [{ run: 'desc' }, { number: 'desc' }], take: 1 },
} satisfies Prisma.DeliveryInclude;
type Row = Prisma.DeliveryGetPayload<{ include: typeof withParts }>;

export async function listDeliveries({ tx }: Scope, { status, endpointId, documentId, eventId, limit, offset }: DeliveryFilter): Promise<{ items: Delivery[]; total: number }> {
  const where: Prisma.DeliveryWhereInput = {
    ...(status && { status: { in: status } }), ...(endpointId && { endpointId }), ...(documentId && { documentId }), ...(eventId && { eventId }),
  };
  const rows = await tx.delivery.findMany({ where, include: withParts, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: limit, skip: offset });
  return { items: rows.map(toDelivery), total: await tx.delivery.count({ where }) };
}

export async function listAttempts({ tx }: Scope, deliveryId: string): Promise<Attempt[]> {
  const delivery = await tx.delivery.findUnique({ where: { id: deliveryId }, select: { id: true } });
  if (!delivery) throw new AppError('not_found');
  const rows = await tx.attempt.findMany({ where: { deliveryId }, orderBy: [{ run: 'asc' }, { number: 'asc' }], take: 1000 });
  return rows.map(({ run, number, startedAt, durationMs, status, error, responseBody }) => ({ run, number, startedAt: startedAt.toISOString(), durationMs, status, error, responseBody }));
}

export async function listDeadLetters({ tx }: Scope, { endpointId, limit, offset }: DeadLetterFilter): Promise<{ items: DeadLetter[]; total: number }> {
  const where: Prisma.DeadLetterWhereInput = { requeuedAt: null, discardedAt: null, ...(endpointId && { endpointId }) };
  const rows = await tx.deadLetter.findMany({
    where, include: { delivery: { include: withParts } }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: limit, skip: offset,
  });
  const items = rows.map(({ id, deliveryId, endpointId: at, eventId, reason, lastStatus, createdAt, delivery }) => ({
    id, deliveryId, endpointId: at, endpointUrl: delivery.endpoint.url, eventId, event: delivery.event.type, documentId: delivery.documentId, reason, lastStatus,
    createdAt: createdAt.toISOString(),
  }));
  return { items, total: await tx.deadLetter.count({ where }) };
}

/** Starts the dead letter's delivery anew, with the same event id and body. One that was requeued before answers with its delivery as it stands. */
export async function requeueDeadLetter(scope: Scope, id: string): Promise<Delivery> {
  const { tx } = scope;
  await tx.$queryRaw`SELECT 1 FROM dead_letters WHERE id = ${id}::uuid FOR UPDATE`;
  const letter = await tx.deadLetter.findUnique({ where: { id }, include: { delivery: { include: { endpoint: true } } } });
  if (!letter) throw new AppError('not_found');
  if (!letter.requeuedAt && !letter.discardedAt) {
    if (letter.delivery.endpoint.disabledAt) throw new AppError('endpoint_disabled');
    await revive(scope, letter);
  }
  return toDelivery(await tx.delivery.findUniqueOrThrow({ where: { id: letter.deliveryId }, include: withParts }));
}

/** Most dead letters that one request requeues; asking again takes the next. */
const requeueLimit = 1000;

/** @returns how many were requeued; those of disabled endpoints stay. */
export async function requeueDeadLetters(scope: Scope, { endpointId, from, to }: RequeueMany): Promise<number> {
  const { tx } = scope;
  const letters = await tx.deadLetter.findMany({
    where: {
      requeuedAt: null, discardedAt: null, delivery: { endpoint: { disabledAt: null } }, ...(endpointId && { endpointId }),
      ...((from || to) && { createdAt: { ...(from && { gte: from }), ...(to && { lt: to }) } }),
    },
    orderBy: { createdAt: 'asc' }, take: requeueLimit,
  });
  let requeued = 0;
  for (const letter of letters) if (await revive(scope, letter)) requeued++;
  return requeued;
}

async function revive(scope: Scope, letter: { id: string; deliveryId: string; run: number }): Promise<boolean> {
  const { tx, tenantId } = scope;
  const { count } = await tx.deadLetter.updateMany({ where: { id: letter.id, requeuedAt: null, discardedAt: null }, data: { requeuedAt: new Date() } });
  if (count === 0) return false;
  const run = letter.run + 1;
  await tx.delivery.update({ where: { id: letter.deliveryId }, data: { run, status: 'pending', nextAttemptAt: new Date() } });
  await enqueue(scope, { kind: 'deliver', ref: { tenantId, deliveryId: letter.deliveryId, run } });
  return true;
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
