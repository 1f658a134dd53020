/** What an endpoint's past tries say of it. Times in milliseconds since 1970. */
export interface EndpointHealth {
  /** Tries in a row that found nobody able to answer. */
  consecutiveFailures: number;
  /** The first try without success after the last with. */
  failingSince: number | null;
  lastFailureAt: number | null;
  /** Set while the circuit is not closed: nothing is sent until then, and afterwards one probe at a time. */
  circuitUntil: number | null;
  /** In a row; each pauses for longer. */
  circuitOpenings: number;
}

export interface HealthRules {
  /** Failures in a row that open the circuit. */
  openAfterFailures: number;
  /** The first pause; each further one is twice as long, up to ten times this. */
  pauseMs: number;
  /** Nothing but failures for so long disables the endpoint. */
  disableAfterMs: number;
}

export const healthy: EndpointHealth = { consecutiveFailures: 0, failingSince: null, lastFailureAt: null, circuitUntil: null, circuitOpenings: 0 };

/** `refusal`: the receiver is alive and says no, to this event at least. */
export type OutcomeKind = 'success' | 'failure' | 'refusal';

/** 4xx answers that speak of the receiver's state, not of the event. */
const overload = new Set([408, 429]);
const longestPause = 10;
/** The schedule's longest wait with its jitter is 29 hours: a failure after a longer silence starts the count of days anew. */
const silenceMs = 36 * 60 * 60_000;

/** @param status HTTP status; null where no answer came. */
export function outcomeOf(status: number | null): OutcomeKind {
  if (status === null || status >= 500 || overload.has(status)) return 'failure';
  return status >= 200 && status < 300 ? 'success' : 'refusal';
}

/** What a try adds to an endpoint's health. `isProbe`: it was let through a circuit that is not closed, and so decides about it. */
export function afterOutcome(health: EndpointHealth, kind: OutcomeKind, isProbe: boolean, now: number, rules: HealthRules): { health: EndpointHealth; isDisabled: boolean } {
  if (kind === 'success') return { health: healthy, isDisabled: false };
  const isNew = health.failingSince === null || health.lastFailureAt === null || now - health.lastFailureAt > silenceMs;
  const failingSince = isNew ? now : health.failingSince;
  const next = { ...health, failingSince, lastFailureAt: now };
  const isDisabled = failingSince !== null && now - failingSince >= rules.disableAfterMs;
  if (kind === 'refusal') return { health: { ...next, consecutiveFailures: 0, circuitUntil: null, circuitOpenings: 0 }, isDisabled };
  next.consecutiveFailures++;
  const opens = health.circuitUntil === null ? next.consecutiveFailures >= rules.openAfterFailures : isProbe;
  if (opens) {
    next.circuitUntil = now + rules.pauseMs * Math.min(2 ** health.circuitOpenings, longestPause);
    next.circuitOpenings++;
  }
  return { health: next, isDisabled };
}

/**
 * Milliseconds that a delivery waits for an endpoint's circuit: 0 where it is closed, or where it is time for a probe. Waits end spread over
 * one more pause, so that those who waited do not come back together.
 * @param random a number from 0 to 1.
 */
export function waitForCircuit({ circuitUntil }: Pick<EndpointHealth, 'circuitUntil'>, now: number, random: number, { pauseMs }: HealthRules): number {
  return circuitUntil === null || circuitUntil <= now ? 0 : Math.ceil(circuitUntil - now + random * pauseMs);
}
