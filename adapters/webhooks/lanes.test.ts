import { expect, it } from 'vitest';
import { createLanes, type Entry, type Lane, type Turn } from './lanes.ts';

function clocked() {
  let time = 0;
  const lanes = createLanes(() => time);
  return { pass: (ms: number) => { time += ms; }, enter: (lane: Lane = 'quick', id = 'a') => lanes.enter(id, lane) };
}
const entered = (entry: Entry): entry is Turn => typeof entry === 'object' && 'leave' in entry;

it('takes so many at once and tells the others when to come back, one after another', () => {
  const { enter } = clocked();
  const entries = Array.from({ length: 35 }, () => enter());
  expect(entries.filter(entered)).toHaveLength(32);
  const waits = entries.filter((e) => typeof e === 'object' && 'waitMs' in e).map((e) => (e as { waitMs: number }).waitMs);
  expect(waits).toEqual([...waits].sort((a, b) => a - b));
  (entries[0] as Turn).leave();
  (entries[0] as Turn).leave();
  expect([entered(enter()), entered(enter())]).toEqual([true, false]);
});

it('one that has not answered for a second is slow, others are not', () => {
  const { enter, pass } = clocked();
  enter();
  pass(1001);
  expect([enter(), entered(enter('quick', 'b'))]).toEqual(['slow', true]);
});

it('one that took long is slow until it answers quickly again', () => {
  const { enter, pass } = clocked();
  const answer = (ms: number) => {
    const turn = enter('slow') as Turn;
    pass(ms);
    turn.leave();
  };
  answer(15_000);
  expect(enter()).toBe('slow');
  for (let i = 0; i < 6; i++) answer(10);
  expect(entered(enter())).toBe(true);
});

it('the slow lane takes few, and nobody waits there for more than a minute at a time', () => {
  const { enter, pass } = clocked();
  (enter('slow') as Turn).leave();
  const hanging = Array.from({ length: 8 }, () => enter('slow'));
  expect(hanging.every(entered)).toBe(true);
  pass(15_000);
  for (const turn of hanging) (turn as Turn).leave();
  for (let i = 0; i < 8; i++) enter('slow');
  const waits = Array.from({ length: 1000 }, () => (enter('slow') as { waitMs: number }).waitMs);
  expect([Math.max(...waits) <= 60_000, Math.min(...waits) > 1000]).toEqual([true, true]);
});

it('forgets endpoints that are long out of use, never one with a try on its way', () => {
  const { enter, pass } = clocked();
  enter('quick', 'first');
  for (let i = 0; i < 25_000; i++) (enter('quick', `e${i}`) as Turn).leave();
  pass(1001);
  expect(enter('quick', 'first')).toBe('slow');
});
