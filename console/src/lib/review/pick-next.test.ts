import { expect, it } from 'vitest';
import { pickNext } from './pick-next.ts';

const task = (id: string, claimedBy: string | null = null, claimedByMe = false, assignee: string | null = null) =>
  ({ id, claimedBy, claimedByMe, assignedTo: assignee === null ? null : { id: assignee, name: assignee } });

it('passes by what others hold and what was passed over', () => {
  const queue = [task('a'), task('b', 'Ana'), task('c'), task('d', 'me', true)];
  expect(pickNext(queue, 'a', new Set(), 'me')?.id).toBe('c');
  expect(pickNext(queue, 'a', new Set(['c']), 'me')?.id).toBe('d');
  expect(pickNext(queue, 'a', new Set(['c', 'd']), 'me')?.id).toBe('c');
  expect(pickNext([task('a'), task('b', 'Ana')], 'a', new Set(), 'me')).toBeNull();
});

it('takes what was given to the caller first, and leaves to others what was given to them', () => {
  const queue = [task('a', null, false, 'ana'), task('b'), task('c', null, false, 'me')];
  expect(pickNext(queue, null, new Set(), 'me')?.id).toBe('c');
  expect(pickNext(queue, 'c', new Set(), 'me')?.id).toBe('b');
  expect(pickNext([task('a', null, false, 'ana')], null, new Set(), 'me')).toBeNull();
});
