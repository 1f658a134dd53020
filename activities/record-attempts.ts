import { buryAllDue, recordAttempts, type MadeAttempt } from '../adapters/database/delivery-attempts.ts';
import { createBatches } from '../adapters/database/batches.ts';
import type { Scope } from '../adapters/database/database.ts';
import { changeHealth, disableEndpoint } from '../adapters/database/endpoint-health.ts';
import { afterOutcome, outcomeOf } from '../domain/endpoint-health.ts';
import type { ActivityDeps } from './deps.ts';

export interface Made extends MadeAttempt {
  endpointId: string;
  isProbe: boolean;
  /** What its endpoint looked like when the attempt was made. */
  wasHealthy: boolean;
  /** The receiver said that it is gone for good. */
  isGone: boolean;
}

/** Writes many attempts at once, what they say of their endpoints' health first. */
export function createRecordAttempts(deps: ActivityDeps) {
  return createBatches<Made, null>(deps.db, async (scope, made) => {
    const disabled = await recordHealth(deps, scope, made);
    await recordAttempts(scope, made);
    for (const endpointId of disabled) await buryAllDue(scope, endpointId);
    return made.map(() => null);
  });
}

/** A success at an endpoint without failures says nothing new, and touches nothing. @returns the endpoints that were disabled. */
async function recordHealth({ webhooks, log, secrets }: ActivityDeps, scope: Scope, made: readonly Made[]): Promise<Set<string>> {
  const news = made.filter(({ answer, wasHealthy }) => !wasHealthy || outcomeOf(answer.status) !== 'success');
  if (news.length === 0) return new Set();
  const byEndpoint = Map.groupBy(news, ({ endpointId }) => endpointId);
  const gone = new Set(made.filter(({ isGone }) => isGone).map(({ endpointId }) => endpointId));
  const failing = new Set<string>();
  const now = Date.now();
  await changeHealth(scope, [...byEndpoint.keys()], (endpointId, before) => {
    const health = (byEndpoint.get(endpointId) ?? []).reduce((current, { answer, isProbe }) => {
      const { health: next, isDisabled } = afterOutcome(current, outcomeOf(answer.status), isProbe, now, webhooks.health);
      if (isDisabled) failing.add(endpointId);
      else if (next.failingSince === null) failing.delete(endpointId);
      return next;
    }, before);
    if (health.circuitOpenings !== before.circuitOpenings) log.warn({ tenantId: scope.tenantId, endpointId, openings: health.circuitOpenings }, health.circuitUntil ? 'circuit opened' : 'circuit closed');
    return health;
  });
  const telling = { secrets, link: webhooks.consoleUrl };
  for (const endpointId of gone) await disableEndpoint(scope, endpointId, 'endpoint_gone', telling);
  for (const endpointId of failing) if (!gone.has(endpointId)) await disableEndpoint(scope, endpointId, 'endpoint_failing', telling);
  return new Set([...gone, ...failing]);
}
