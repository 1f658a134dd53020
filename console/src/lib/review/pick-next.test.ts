import { expect, it } from 'vitest';
import { pickNext } from './pick-next.ts';

const task = (id: string, claimedBy: string | null = null, claimedByMe = false) => ({ id, claimedBy, claimedByMe });

it('passes by what others hold and what was passed over', () => {
  const queue = [task('a'), task('b', 'Ana'), task('c'), task('d', 'me', true)];
  expect(pickNext(queue, 'a', new Set())?.id).toBe('c');
  expect(pickNext(queue, 'a', new Set(['c']))?.id).toBe('d');
  expect(pickNext(queue, 'a', new Set(['c', 'd']))?.id).toBe('c');
  expect(pickNext([task('a'), task('b', 'Ana')], 'a', new Set())).toBeNull();
});
