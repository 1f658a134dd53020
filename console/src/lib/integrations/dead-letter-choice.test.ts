import { expect, it } from 'vitest';
import { toChoice } from './dead-letter-choice.ts';

it('takes whole days, the last one included', () => {
  const { from, to } = toChoice({ endpointId: '', fromDay: '2026-03-01', toDay: '2026-03-01' });
  expect(Date.parse(to!) - Date.parse(from!)).toBe(86_400_000);
});

it('leaves out what was not chosen', () => {
  expect(toChoice({ endpointId: '', fromDay: '', toDay: '' })).toEqual({});
});
