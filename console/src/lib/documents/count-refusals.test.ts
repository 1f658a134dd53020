import { expect, it } from 'vitest';
import { countRefusals } from './count-refusals.ts';

const refused = (code: 'conflict' | 'not_waiting') => ({ id: '0199d4a0-6c1e-7c54-b3a5-0f6a3b0e4b11', error: { code, message: '' } });

it('counts by reason, and what went well not at all', () => {
  const done = { id: '0199d4a0-6c1e-7c54-b3a5-0f6a3b0e4b12', error: null };
  expect(countRefusals([refused('conflict'), done, refused('not_waiting'), refused('conflict')])).toEqual([{ code: 'conflict', count: 2 }, { code: 'not_waiting', count: 1 }]);
});
