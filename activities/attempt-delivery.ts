import type { DueDelivery } from '../adapters/database/delivery-attempts.ts';
import { noteAttempt, noteDeadLetter } from '../adapters/metrics.ts';
import { inSpan } from '../adapters/tracing.ts';
import type { Lane } from '../adapters/webhooks/lanes.ts';
import type { Answer } from '../adapters/webhooks/sender.ts';
import { webhookHeaders } from '../adapters/webhooks/signature.ts';
import { afterAttempt, type AfterAttempt } from '../domain/retry-schedule.ts';
import type { DeliveryRef } from '../workflows/messages.ts';
import { createClaimAttempts } from './claim-attempts.ts';
import type { ActivityDeps } from './deps.ts';
import { toFailure } from './failure.ts';
import { createRecordAttempts, type Made } from './record-attempts.ts';

export interface Attempted {
  /** Until the next attempt; null where the delivery has come to its end, whichever. */
  waitMs: number | null;
  /** false: it was not tried, since it is not its turn. */
  isTried: boolean;
  /** To be handed in again next time. */
  turnAt: number | null;
  /** It was not tried because its endpoint is slow, or may be: that is for the other lane. */
  isSlow: boolean;
}

export interface AttemptOptions {
  turnAt: number | null;
  isHurried: boolean;
}

/**
 * One HTTP try, its row, and what follows from it. The body is the event's own, unchanged since it happened; time and signature are of this try.
 * Should the worker die after the receiver answered and before the row stands, the try is repeated: deliveries are at least once, under one `webhook-id`.
 */
export function createAttemptDelivery(deps: ActivityDeps) {
  const claimAttempt = createClaimAttempts(deps);
  const recordAttempt = createRecordAttempts(deps);

  async function attempt(lane: Lane, ref: DeliveryRef, number: number, { turnAt, isHurried }: AttemptOptions): Promise<Attempted> {
    const answer = (rest: Partial<Attempted>): Attempted => ({ waitMs: null, isTried: false, turnAt: null, isSlow: false, ...rest });
    const claimed = await claimAttempt(ref.tenantId, { ref, number, lane, turnAt, isHurried });
    if (claimed.kind === 'over') return answer({});
    if (claimed.kind === 'made') return answer({ waitMs: claimed.waitMs, isTried: true });
    if (claimed.kind === 'wait') return answer({ waitMs: claimed.waitMs, turnAt: claimed.turnAt });
    if (claimed.kind === 'slow') return answer({ waitMs: 0, isSlow: true, turnAt });
    const { delivery, isProbe } = claimed;
    const turn = deps.lanes.enter(delivery.endpointId, lane);
    // A turn under the rate limit was taken: it is kept.
    const kept = turnAt ?? Date.now();
    if (turn === 'slow') return answer({ waitMs: 0, isSlow: true, turnAt: kept });
    if ('waitMs' in turn) return answer({ waitMs: turn.waitMs, turnAt: kept });
    const startedAt = new Date();
    const response = await inSpan('webhook attempt', { kind: 'client', attributes: { 'webhook.id': delivery.eventId, 'webhook.endpoint': delivery.endpointId, 'webhook.attempt': number } }, async (span) => {
      const answered = await send(deps, delivery, startedAt);
      if (answered.status !== null) span.setAttribute('http.response.status_code', answered.status);
      return answered;
    }).finally(() => turn.leave());
    noteAttempt(response.status !== null && response.status >= 200 && response.status < 300 ? 'delivered' : 'failed', Date.now() - startedAt.getTime());
    const after = afterAttempt({ status: response.status, retryAfter: response.headers['retry-after'] }, number, rulesOf(deps, delivery), Math.random(), Date.now());
    const { endpointId, isHealthy } = delivery;
    const outcome = toOutcome(after);
    await recordAttempt(ref.tenantId, {
      ref, number, startedAt, answer: response, outcome, endpointId, isProbe, wasHealthy: isHealthy, isGone: after.next === 'disable',
    });
    if (outcome.kind === 'dead') noteDeadLetter(outcome.reason);
    return answer({ waitMs: after.next === 'retry' ? after.waitMs : null, isTried: true });
  }

  return (lane: Lane) => async (ref: DeliveryRef, number: number, options: AttemptOptions = { turnAt: null, isHurried: false }): Promise<Attempted> => {
    try {
      return await attempt(lane, ref, number, options);
    } catch (error) {
      deps.log.warn({ err: error, ...ref, number }, 'attempt could not be made');
      throw toFailure(error);
    }
  };
}

function send(deps: ActivityDeps, delivery: DueDelivery, now: Date): Promise<Answer> {
  const { eventId: id, body, url } = delivery;
  const signed = webhookHeaders({ id, timestamp: Math.floor(now.getTime() / 1000), body, secrets: secretsOf(deps, delivery, now) });
  return deps.sender.post(url, { 'content-type': 'application/json', 'user-agent': 'Comprobante-Webhooks/1', ...signed }, body);
}

function secretsOf({ secrets }: ActivityDeps, { secret, previousSecret, previousSecretUntil }: DueDelivery, now: Date): string[] {
  const sealed = [secret, previousSecretUntil && previousSecretUntil > now ? previousSecret : null];
  return sealed.filter((s) => s !== null).map((s) => secrets.open(s));
}

const rulesOf = ({ webhooks }: ActivityDeps, { retrySeconds, retryClientErrors }: DueDelivery) =>
  ({ seconds: retrySeconds.length > 0 ? retrySeconds : webhooks.retrySeconds, clientErrors: retryClientErrors });

function toOutcome(after: AfterAttempt): Made['outcome'] {
  switch (after.next) {
    case 'done': return { kind: 'delivered' };
    case 'retry': return { kind: 'pending', nextAttemptAt: new Date(Date.now() + after.waitMs) };
    case 'disable': return { kind: 'dead', reason: 'endpoint_gone' };
    case 'dead': return { kind: 'dead', reason: after.reason };
  }
}
