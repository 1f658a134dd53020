import { buryDeliveries, postponeDeliveries, readDue, type DueAttempt, type DueDelivery } from '../adapters/database/delivery-attempts.ts';
import { createBatches } from '../adapters/database/batches.ts';
import type { Scope } from '../adapters/database/database.ts';
import { takeProbe, takeTurns } from '../adapters/database/endpoint-health.ts';
import type { Lane } from '../adapters/webhooks/lanes.ts';
import { waitForCircuit } from '../domain/endpoint-health.ts';
import type { DeliveryRef } from '../workflows/messages.ts';
import type { ActivityDeps } from './deps.ts';

export interface Claim extends DueAttempt {
  lane: Lane;
  /** The turn under the rate limit that the delivery took before, in milliseconds since 1970. */
  turnAt: number | null;
  /** Somebody asked for it: circuit and rate limit do not hold it. */
  isHurried: boolean;
}

/** `over`: there is nothing more to do; `wait`: not now, and it was no try; `made`: this try was made before; `slow`: not in this lane. */
export type Claimed =
  | { kind: 'over' }
  | { kind: 'wait'; waitMs: number; turnAt: number | null }
  | { kind: 'made'; waitMs: number }
  | { kind: 'slow' }
  | { kind: 'go'; delivery: DueDelivery; isProbe: boolean };

/** A turn this close is taken at once. */
const soonMs = 20;

/** Decides for many attempts at once whether each may be made now: its run stands, its endpoint is enabled, the circuit and the rate limit let it. */
export function createClaimAttempts(deps: ActivityDeps) {
  return createBatches<Claim, Claimed>(deps.db, async (scope, claims) => {
    const now = Date.now();
    const due = await readDue(scope, claims);
    const claimed: Claimed[] = [];
    for (const [i, claim] of claims.entries()) claimed.push(await decide(deps, scope, claim, due[i] ?? null, now));
    await giveTurns(scope, claims, claimed, now);
    const buried = claims.filter(({ ref }, i) => claimed[i]?.kind === 'over' && isBuried(ref, due[i] ?? null));
    if (buried.length > 0) await buryDeliveries(scope, buried.map(({ ref }) => ref), 'endpoint_disabled');
    const waits = claims.flatMap(({ ref }, i) => {
      const outcome = claimed[i];
      return outcome?.kind === 'wait' ? [{ ref, until: new Date(now + outcome.waitMs) }] : [];
    });
    if (waits.length > 0) await postponeDeliveries(scope, waits);
    return claimed;
  });
}

const isCurrent = (ref: DeliveryRef, delivery: DueDelivery | null): delivery is DueDelivery => delivery?.run === ref.run && delivery.status === 'pending';
const isBuried = (ref: DeliveryRef, delivery: DueDelivery | null) => isCurrent(ref, delivery) && delivery.isDisabled && !delivery.isAttempted;

async function decide({ webhooks }: ActivityDeps, scope: Scope, { ref, lane, isHurried }: Claim, delivery: DueDelivery | null, now: number): Promise<Claimed> {
  if (!isCurrent(ref, delivery)) return { kind: 'over' };
  if (delivery.isAttempted) return { kind: 'made', waitMs: Math.max(0, (delivery.nextAttemptAt?.getTime() ?? 0) - now) };
  if (delivery.isDisabled) return { kind: 'over' };
  const { circuitUntil } = delivery;
  if (!circuitUntil) return { kind: 'go', delivery, isProbe: false };
  // Whatever goes through a circuit that is not closed may well hang.
  if (lane === 'quick') return waitOr(delivery, now, webhooks, isHurried) ?? { kind: 'slow' };
  const wait = waitOr(delivery, now, webhooks, isHurried);
  if (wait) return wait;
  if (isHurried || await takeProbe(scope, delivery.endpointId, circuitUntil, new Date(now + webhooks.probeLeaseMs))) return { kind: 'go', delivery, isProbe: true };
  return { kind: 'wait', waitMs: waitForCircuit({ circuitUntil: now + webhooks.probeLeaseMs }, now, Math.random(), webhooks.health), turnAt: null };
}

function waitOr({ circuitUntil }: DueDelivery, now: number, { health }: ActivityDeps['webhooks'], isHurried: boolean): Claimed | null {
  const waitMs = isHurried ? 0 : waitForCircuit({ circuitUntil: circuitUntil?.getTime() ?? null }, now, Math.random(), health);
  return waitMs > 0 ? { kind: 'wait', waitMs, turnAt: null } : null;
}

/** Those who would go to an endpoint with a rate limit, and hold no turn yet, get one each; whose turn is later waits for it. */
async function giveTurns(scope: Scope, claims: readonly Claim[], claimed: Claimed[], now: number): Promise<void> {
  const byEndpoint = new Map<string, { rate: number; at: number[] }>();
  for (const [i, outcome] of claimed.entries()) {
    const claim = claims[i];
    if (outcome.kind !== 'go' || outcome.isProbe || outcome.delivery.ratePerMinute === null || !claim || claim.isHurried || claim.turnAt !== null) continue;
    const { endpointId, ratePerMinute } = outcome.delivery;
    const entry = byEndpoint.get(endpointId) ?? { rate: ratePerMinute, at: [] };
    entry.at.push(i);
    byEndpoint.set(endpointId, entry);
  }
  for (const [endpointId, { rate, at }] of [...byEndpoint].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const turns = await takeTurns(scope, endpointId, at.length, rate, now);
    for (const [k, i] of at.entries()) {
      const turnAt = turns[k] ?? now;
      if (turnAt > now + soonMs) claimed[i] = { kind: 'wait', waitMs: turnAt - now, turnAt };
    }
  }
}
