import { expect, it } from 'vitest';
import { whyUnstorable } from './storable.ts';

const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

it.each([['text', 'año 😀'], ['a number', 1], ['nothing', undefined], ['bytes', Buffer.from('a\0b')], ['some levels', nested(20)], ['a list', [{ a: ['b'] }]]])('%s can be kept', (_what, value) => {
  expect(whyUnstorable(value)).toBeNull();
});

it.each([['a NUL', { a: ['b\0'] }], ['a NUL in a name', { 'a\0': 1 }], ['half a pair', ['\ud800']], ['many levels', nested(22)], ['very many levels', nested(100_000)]])('%s cannot', (_what, value) => {
  expect(whyUnstorable(value)).toEqual(expect.any(String));
});
