import { expect, it } from 'vitest';
import { mayBeSameNumber } from './near-duplicate.ts';

it.each([
  ['00003-00001234', '3-1234', true], ['00003-00001234', '00003-00007234', true], ['00003-00001234', '00003-0001234', true], ['A-12345', 'A-1234', true], ['00003-00001234', null, true],
  ['00003-00001234', '00003-00001235', false], ['00003-00001234', '00003-00009876', false], ['FC-100', 'FC-200', true], ['12', '13', false],
])('%s and %s: %s', (a, b, same) => expect([mayBeSameNumber(a, b), mayBeSameNumber(b, a)]).toEqual([same, same]));
