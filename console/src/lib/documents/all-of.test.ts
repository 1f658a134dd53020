import { expect, it } from 'vitest';
import { allOf } from './all-of.ts';

it('goes through all, a few at a time, and counts', async () => {
  let running = 0;
  let most = 0;
  const result = await allOf([1, 2, 3, 4, 5, 6, 7], async (n) => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 1));
    running -= 1;
    if (n % 3 === 0) throw new Error('refused');
  }, 3);
  expect(result).toEqual({ done: 5, refused: 2 });
  expect(most).toBe(3);
});
