import { expect, it } from 'vitest';
import { takeSlots } from './rate-slots.ts';

const now = 1_000_000;

it('turns are evenly spaced', () => expect(takeSlots(null, 3, 60, now)).toEqual({ at: [now, now + 1000, now + 2000], nextSlotAt: now + 3000 }));
it('whoever asks later comes after', () => {
  const first = takeSlots(null, 2, 60, now);
  expect(takeSlots(first.nextSlotAt, 1, 60, now + 10).at).toEqual([now + 2000]);
});
it('after a silence, one second\'s worth may come at once', () => {
  const { at } = takeSlots(now - 3_600_000, 30, 600, now);
  expect([at.filter((t) => t <= now).length, at[29]]).toEqual([10, now + 2000]);
});
it('in any minute there are no more than the rate and the burst', () => {
  let next: number | null = null;
  const all: number[] = [];
  for (let t = now; t < now + 120_000; t += 500) {
    const slots = takeSlots(next, 20, 300, t);
    next = slots.nextSlotAt;
    all.push(...slots.at);
  }
  expect(all.filter((t) => t >= now && t < now + 60_000).length).toBeLessThanOrEqual(305);
});
