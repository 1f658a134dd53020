import { audit, system } from '../adapters/database/audit.ts';
import type { Scope } from '../adapters/database/database.ts';
import type { Answer } from '../adapters/webhooks/sender.ts';
import { webhookHeaders } from '../adapters/webhooks/signature.ts';
import { afterAttempt, type AfterAttempt } from '../domain/retry-schedule.ts';
import type { Prisma } from '../prisma/client/client.ts';
import type { DeliveryRef } from '../workflows/messages.ts';
import type { ActivityDeps } from './deps.ts';
import { toFailure } from './failure.ts';

/** `waitMs` until the next attempt; null where the delivery has come to its end, whichever. */
export interface Attempted {
  waitMs: number | null;
}

const withParts = { event: true, endpoint: true } satisfies Prisma.DeliveryInclude;
type Delivery = Prisma.DeliveryGetPayload<{ include: typeof withParts }>;

/**
 * One HTTP try, its row, and what follows from it. The body is the event's own, unchanged since it happened; time and signature are of this try.
 * Should the worker die after the receiver answered and before the row stands, the try is repeated: deliveries are at least once, under one `webhook-id`.
 */
export function createAttemptDelivery(deps: ActivityDeps) {
  return async (ref: DeliveryRef, number: number): Promise<Attempted> => {
    try {
      const known = await deps.db.withTenant(ref.tenantId, (scope) => before(scope, ref, number));
      if (known.attempted) return known.attempted;
      const { delivery } = known;
      const startedAt = new Date();
      const { body } = delivery.event;
      const signed = webhookHeaders({ id: delivery.eventId, timestamp: Math.floor(startedAt.getTime() / 1000), body, secrets: secretsOf(deps, delivery, startedAt) });
      const answer = await deps.sender.post(delivery.endpoint.url, { 'content-type': 'application/json', 'user-agent': 'Comprobante-Webhooks/1', ...signed }, body);
      const after = afterAttempt({ status: answer.status, retryAfter: answer.headers['retry-after'] }, number, deps.retrySeconds, Math.random(), Date.now());
      await deps.db.withTenant(ref.tenantId, (scope) => record(scope, { ref, number, delivery, startedAt, answer, after }));
      return { waitMs: after.next === 'retry' ? after.waitMs : null };
    } catch (error) {
      deps.log.warn({ err: error, ...ref, number }, 'attempt could not be made');
      throw toFailure(error);
    }
  };
}

async function before({ tx }: Scope, ref: DeliveryRef, number: number): Promise<{ attempted: Attempted; delivery: null } | { attempted: null; delivery: Delivery }> {
  const ended = { attempted: { waitMs: null }, delivery: null };
  const delivery = await tx.delivery.findUnique({ where: { id: ref.deliveryId }, include: withParts });
  if (!delivery || delivery.run !== ref.run || delivery.status !== 'pending') return ended;
  const done = await tx.attempt.findUnique({ where: { deliveryId_run_number: { deliveryId: ref.deliveryId, run: ref.run, number } } });
  if (done) return { attempted: { waitMs: Math.max(0, (delivery.nextAttemptAt?.getTime() ?? 0) - Date.now()) }, delivery: null };
  if (delivery.endpoint.disabledAt) {
    await bury(tx, delivery, ref, 'endpoint_disabled', null);
    return ended;
  }
  return { attempted: null, delivery };
}

function secretsOf({ secrets }: ActivityDeps, { endpoint }: Delivery, now: Date): string[] {
  const sealed = [endpoint.secret, endpoint.previousSecretUntil && endpoint.previousSecretUntil > now ? endpoint.previousSecret : null];
  return sealed.filter((s) => s !== null).map((s) => secrets.open(s));
}

interface Made {
  ref: DeliveryRef;
  number: number;
  delivery: Delivery;
  startedAt: Date;
  answer: Answer;
  after: AfterAttempt;
}

async function record(scope: Scope, { ref, number, delivery, startedAt, answer, after }: Made): Promise<void> {
  const { tx, tenantId } = scope;
  const { status, error, headers, body, durationMs } = answer;
  await tx.attempt.create({ data: { tenantId, deliveryId: ref.deliveryId, run: ref.run, number, startedAt, durationMs, status, error, headers, responseBody: body } });
  const data: Prisma.DeliveryUncheckedUpdateInput = { attempts: { increment: 1 }, nextAttemptAt: null };
  if (after.next === 'done') Object.assign(data, { status: 'delivered', deliveredAt: new Date() });
  if (after.next === 'retry') data.nextAttemptAt = new Date(Date.now() + after.waitMs);
  await tx.delivery.update({ where: { id: ref.deliveryId }, data });
  if (after.next === 'dead') await bury(tx, delivery, ref, 'delivery_exhausted', status);
  if (after.next === 'disable') {
    await tx.endpoint.updateMany({ where: { id: delivery.endpointId, disabledAt: null }, data: { disabledAt: new Date(), disabledReason: 'endpoint_gone' } });
    await audit(scope, { actor: system, action: 'endpoint.disabled', subject: `endpoint:${delivery.endpointId}`, detail: { reason: 'endpoint_gone' } });
    await bury(tx, delivery, ref, 'endpoint_gone', status);
  }
}

async function bury(tx: Prisma.TransactionClient, delivery: Delivery, { tenantId, run }: DeliveryRef, reason: string, lastStatus: number | null): Promise<void> {
  await tx.delivery.update({ where: { id: delivery.id }, data: { status: 'dead', nextAttemptAt: null } });
  await tx.deadLetter.create({ data: { tenantId, deliveryId: delivery.id, endpointId: delivery.endpointId, eventId: delivery.eventId, run, reason, lastStatus } });
}
