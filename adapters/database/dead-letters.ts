import { AppError } from '../../contract/errors.ts';
import type { DeadLetter, DeadLetterFilter, Discarded, DiscardMany, Requeued, RequeueMany } from '../../contract/webhook.ts';
import { Prisma } from '../../prisma/client/client.ts';
import type { Scope } from './database.ts';
import { getDelivery, withParts, type Acted } from './deliveries.ts';

type Choice = Pick<RequeueMany, 'endpointId' | 'event' | 'from' | 'to'>;

/** Most dead letters that one request takes; asking again takes the next. */
const atOnce = 10_000;

export async function listDeadLetters({ tx }: Scope, { limit, offset, ...choice }: DeadLetterFilter): Promise<{ items: DeadLetter[]; total: number }> {
  const where = openLetters(choice);
  const rows = await tx.deadLetter.findMany({
    where, include: { delivery: { include: withParts } }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: limit, skip: offset,
  });
  const items = rows.map(({ id, deliveryId, endpointId: at, eventId, reason, lastStatus, createdAt, delivery }) => ({
    id, deliveryId, endpointId: at, endpointUrl: delivery.endpoint.url, eventId, event: delivery.event.type, documentId: delivery.documentId, reason, lastStatus,
    createdAt: createdAt.toISOString(),
  }));
  return { items, total: await tx.deadLetter.count({ where }) };
}

function openLetters({ endpointId, event, from, to }: Choice): Prisma.DeadLetterWhereInput {
  return {
    requeuedAt: null, discardedAt: null, ...(endpointId && { endpointId }), ...(event && { delivery: { event: { type: { in: event } } } }),
    ...((from || to) && { createdAt: { ...(from && { gte: from }), ...(to && { lt: to }) } }),
  };
}

/** Starts the dead letter's delivery anew, with the same event id and body. One that was requeued before answers with its delivery as it stands. */
export async function requeueDeadLetter(scope: Scope, id: string): Promise<Acted> {
  const letter = await scope.tx.deadLetter.findUnique({ where: { id }, include: { delivery: { include: { endpoint: true } } } });
  if (!letter) throw new AppError('not_found');
  const requeued = await requeue(scope, Prisma.sql`l.id = ${id}::uuid`);
  if (requeued === 0 && letter.delivery.endpoint.disabledAt && !letter.requeuedAt && !letter.discardedAt) throw new AppError('endpoint_disabled');
  return { delivery: await getDelivery(scope, letter.deliveryId), isChanged: requeued > 0 };
}

/** Requeues those of the choice whose endpoints are enabled, or counts them. */
export async function requeueDeadLetters(scope: Scope, { dryRun, ...choice }: RequeueMany): Promise<Requeued> {
  const where = openLetters(choice);
  const matching = await scope.tx.deadLetter.count({ where });
  const disabled = await scope.tx.deadLetter.count({ where: { AND: [where, { delivery: { endpoint: { disabledAt: { not: null } } } }] } });
  return { matching, disabled, requeued: dryRun ? 0 : await requeue(scope, chosen(choice)) };
}

const chosen = ({ endpointId, event, from, to }: Choice): Prisma.Sql => Prisma.join([
  Prisma.sql`true`,
  ...(endpointId ? [Prisma.sql`l.endpoint_id = ${endpointId}::uuid`] : []),
  ...(event ? [Prisma.sql`e.type = ANY(${event})`] : []),
  ...(from ? [Prisma.sql`l.created_at >= ${from}::timestamptz`] : []),
  ...(to ? [Prisma.sql`l.created_at < ${to}::timestamptz`] : []),
], ' AND ');

/** Letters, deliveries and the outbox in one statement: whoever else requeues the same letters waits, and finds them requeued. */
async function requeue(scope: Scope, where: Prisma.Sql): Promise<number> {
  const { tx, tenantId } = scope;
  await closeCircuits(scope, where);
  return tx.$executeRaw`
    WITH chosen AS (
      SELECT l.id, l.delivery_id, l.run FROM dead_letters l JOIN endpoints p ON p.id = l.endpoint_id JOIN events e ON e.id = l.event_id
      WHERE l.requeued_at IS NULL AND l.discarded_at IS NULL AND p.disabled_at IS NULL AND ${where}
      ORDER BY l.created_at, l.id LIMIT ${atOnce} FOR UPDATE OF l
    ), letters AS (
      UPDATE dead_letters l SET requeued_at = now() FROM chosen c WHERE l.id = c.id
    ), revived AS (
      UPDATE deliveries d SET run = c.run + 1, status = 'pending', next_attempt_at = now() FROM chosen c WHERE d.id = c.delivery_id RETURNING d.id, d.run
    )
    INSERT INTO outbox (tenant_id, message)
    SELECT ${tenantId}::uuid, jsonb_build_object('kind', 'deliver', 'ref', jsonb_build_object('tenantId', ${tenantId}::text, 'deliveryId', id, 'run', run)) FROM revived`;
}

/**
 * Whoever requeues says that the receiver is well again: it is tried at once, and not when its circuit's pause ends. What counts towards its being disabled stays.
 * Before the letters are taken, in order of id: the order in which attempts are written too.
 */
async function closeCircuits({ tx }: Scope, where: Prisma.Sql): Promise<void> {
  await tx.$executeRaw`
    UPDATE endpoints SET circuit_until = NULL, consecutive_failures = 0, circuit_openings = 0, next_slot_at = NULL WHERE id IN (
      SELECT p.id FROM endpoints p WHERE p.circuit_until IS NOT NULL AND p.disabled_at IS NULL AND EXISTS (
        SELECT FROM dead_letters l JOIN events e ON e.id = l.event_id WHERE l.endpoint_id = p.id AND l.requeued_at IS NULL AND l.discarded_at IS NULL AND ${where}
      ) ORDER BY p.id FOR NO KEY UPDATE)`;
}

/** Gives a dead letter up. Its delivery can still be resent. */
export async function discardDeadLetter(scope: Scope, id: string, reason: string): Promise<Acted> {
  const letter = await scope.tx.deadLetter.findUnique({ where: { id } });
  if (!letter) throw new AppError('not_found');
  const discarded = await discard(scope, Prisma.sql`l.id = ${id}::uuid`, reason);
  if (discarded === 0 && letter.requeuedAt) throw new AppError('conflict');
  return { delivery: await getDelivery(scope, letter.deliveryId), isChanged: discarded > 0 };
}

export async function discardDeadLetters(scope: Scope, { dryRun, reason, ...choice }: DiscardMany): Promise<Discarded> {
  const matching = await scope.tx.deadLetter.count({ where: openLetters(choice) });
  return { matching, discarded: dryRun ? 0 : await discard(scope, chosen(choice), reason) };
}

async function discard({ tx }: Scope, where: Prisma.Sql, reason: string): Promise<number> {
  return tx.$executeRaw`
    WITH chosen AS (
      SELECT l.id, l.delivery_id FROM dead_letters l JOIN events e ON e.id = l.event_id
      WHERE l.requeued_at IS NULL AND l.discarded_at IS NULL AND ${where}
      ORDER BY l.created_at, l.id LIMIT ${atOnce} FOR UPDATE OF l
    ), letters AS (
      UPDATE dead_letters l SET discarded_at = now(), discard_reason = ${reason} FROM chosen c WHERE l.id = c.id
    )
    UPDATE deliveries d SET status = 'discarded' FROM chosen c WHERE d.id = c.delivery_id AND d.status = 'dead'`;
}
