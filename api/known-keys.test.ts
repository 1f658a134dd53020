import { expect, it } from 'vitest';
import type { Caller } from './caller.ts';
import { KnownKeys } from './known-keys.ts';

const caller = (id: string): Caller => ({ actor: { kind: 'api_key', id, name: id }, tenantId: id, permissions: [] });

it('a key is recalled until it no longer holds', () => {
  const known = new KnownKeys();
  known.note('Bearer a', caller('a'));
  expect([known.recall('Bearer a')?.tenantId, known.recall('Bearer b'), known.recall(undefined)]).toEqual(['a', undefined, undefined]);
  known.note('Bearer a', null);
  expect(known.recall('Bearer a')).toBeUndefined();
});

it('of many keys those seen last are kept', () => {
  const known = new KnownKeys();
  for (let n = 0; n < 1000; n++) known.note(`Bearer ${n}`, caller(String(n)));
  known.note('Bearer 0', caller('0'));
  known.note('Bearer 1000', caller('1000'));
  expect(['0', '1', '2', '1000'].map((n) => known.recall(`Bearer ${n}`)?.tenantId)).toEqual(['0', undefined, '2', '1000']);
});
