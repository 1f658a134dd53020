import { describe, expect, it } from 'vitest';
import { longestWaitMs, nextCall, type CallOutcome } from './next-call.ts';

describe('nextCall', () => {
  it.each<[CallOutcome[], ReturnType<typeof nextCall>]>([
    [[], 'call'],
    [['answered'], 'take'],
    [['lost', 'answered'], 'take'],
    [['rate_limited'], 'call'],
    [['unavailable', 'timeout', 'rate_limited', 'lost'], 'call'],
    [['unavailable', 'timeout', 'rate_limited', 'lost', 'lost'], 'give-up'],
    [['rejected'], 'give-up'],
    [['unavailable', 'rejected'], 'give-up'],
    [['malformed'], 'call'],
    [['malformed', 'refused'], 'give-up'],
    [['malformed', 'unavailable', 'malformed'], 'give-up'],
  ])('after %j: %s', (outcomes, next) => {
    expect(nextCall(outcomes.map((outcome) => ({ outcome })), 5)).toBe(next);
  });

  it('does not wait longer than the limit', () => {
    expect(nextCall([{ outcome: 'rate_limited', retryAfterMs: longestWaitMs }], 5)).toBe('call');
    expect(nextCall([{ outcome: 'rate_limited', retryAfterMs: longestWaitMs + 1 }], 5)).toBe('give-up');
  });
});
