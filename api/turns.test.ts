import { setImmediate as soon } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createTurns } from './turns.ts';

it('runs so many at a time, in order, and goes on after one that fails', async () => {
  const turns = createTurns(2);
  const order: number[] = [];
  let [now, most] = [0, 0];
  const results = await Promise.allSettled([0, 1, 2, 3, 4].map((n) => turns.take(async () => {
    most = Math.max(most, ++now);
    order.push(n);
    await soon();
    now--;
    if (n === 1) throw new Error('fails');
    return n;
  })));
  expect([most, order]).toEqual([2, [0, 1, 2, 3, 4]]);
  expect(results.map((r) => r.status === 'fulfilled')).toEqual([true, false, true, true, true]);
});
