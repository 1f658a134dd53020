import { describe, expect, it } from 'vitest';
import { afterOutcome, healthy, outcomeOf, waitForCircuit, type EndpointHealth, type OutcomeKind } from './endpoint-health.ts';

const rules = { openAfterFailures: 3, pauseMs: 30_000, disableAfterMs: 5 * 86_400_000 };
const hour = 3_600_000;
const now = Date.parse('2026-03-06T12:00:00Z');
const after = (health: EndpointHealth, kind: OutcomeKind, at = now, isProbe = false) => afterOutcome(health, kind, isProbe, at, rules);
const failing = (times: number, health = healthy) => Array.from({ length: times }).reduce<EndpointHealth>((h) => after(h, 'failure').health, health);

it.each([
  [200, 'success'], [204, 'success'], [301, 'refusal'], [400, 'refusal'], [404, 'refusal'], [410, 'refusal'], [408, 'failure'], [429, 'failure'], [500, 'failure'], [503, 'failure'], [null, 'failure'],
])('status %s is a %s', (status, kind) => expect(outcomeOf(status)).toBe(kind));

describe('the circuit', () => {
  it('opens after failures in a row', () => {
    expect(failing(2).circuitUntil).toBeNull();
    expect(failing(3)).toMatchObject({ consecutiveFailures: 3, circuitUntil: now + 30_000, circuitOpenings: 1 });
  });
  it('does not open for failures with successes or refusals between them', () => {
    for (const kind of ['success', 'refusal'] as const) expect(failing(2, after(failing(2), kind).health).circuitUntil).toBeNull();
  });
  it('is not moved by failures of tries that were on their way when it opened', () => expect(failing(6)).toMatchObject({ circuitUntil: now + 30_000, circuitOpenings: 1 }));
  it('pauses for longer after each failed probe, up to ten times as long', () => {
    let health = failing(3);
    const pauses = Array.from({ length: 5 }, () => (health = after(health, 'failure', now, true).health).circuitUntil as number - now);
    expect(pauses).toEqual([60_000, 120_000, 240_000, 300_000, 300_000]);
  });
  it('closes on a success, and on a refusal, which shows a receiver that is alive', () => {
    expect(after(failing(3), 'success', now, true).health).toEqual(healthy);
    expect(after(failing(3), 'refusal', now, true).health).toMatchObject({ consecutiveFailures: 0, circuitUntil: null, circuitOpenings: 0, failingSince: now });
  });
  it('lets deliveries wait until it is time for a probe, then some of them longer', () => {
    expect([0, 0.5, 1].map((random) => waitForCircuit(failing(3), now + 10_000, random, rules))).toEqual([20_000, 35_000, 50_000]);
    expect([waitForCircuit(healthy, now, 0.5, rules), waitForCircuit(failing(3), now + 30_000, 0.5, rules)]).toEqual([0, 0]);
  });
});

describe('an endpoint is disabled', () => {
  const every = (hours: number, kinds: OutcomeKind[], count: number) => {
    let health = healthy;
    for (let i = 0; i < count; i++) {
      const result = after(health, kinds[i % kinds.length] as OutcomeKind, now + i * hours * hour);
      if (result.isDisabled) return i * hours;
      health = result.health;
    }
    return null;
  };
  it('after five days of only failures', () => expect(every(10, ['failure'], 20)).toBe(120));
  it('refusals count', () => expect(every(10, ['refusal'], 20)).toBe(120));
  it('not where a success comes between', () => expect(every(10, ['failure', 'failure', 'success'], 100)).toBeNull());
  it('not for single failures far apart', () => expect(every(48, ['failure'], 20)).toBeNull());
});
