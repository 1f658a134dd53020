import { expect, it } from 'vitest';
import { changeOf } from './change.ts';

it.each([
  [12, 10, { direction: 'up', share: 0.2 }],
  [5, 10, { direction: 'down', share: 0.5 }],
  [0, 0, { direction: 'same', share: 0 }],
  [3, 0, { direction: 'up', share: null }],
  [null, 4, null],
  [4, null, null],
] as const)('%s after %s', (current, previous, change) => {
  expect(changeOf(current, previous)).toEqual(change);
});
