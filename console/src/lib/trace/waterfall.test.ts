import { expect, it } from 'vitest';
import type { Step } from '../contract.ts';
import { layOut } from './waterfall.ts';

const start = Date.parse('2026-03-06T12:00:00.000Z');
const at = (ms: number) => new Date(start + ms).toISOString();
const step = (name: Step['name'], from: number, to: number | null, queuedMs = 0): Step => ({
  run: 1, name, status: to === null ? 'running' : 'done', startedAt: at(from), finishedAt: to === null ? null : at(to), durationMs: null,
  queuedMs, attempts: 1, worker: null, reader: null, costUsd: null, error: null,
});

it('shares one axis', () => {
  const bars = layOut([step('preprocess', 0, 600), step('extract', 600, 1000, 100)], start);
  expect(bars.map(({ start: s, length, queued }) => [s, length, queued])).toEqual([[0, 60, 0], [50, 50, 10]]);
});

it('shortens a wait of weeks and keeps the work visible', () => {
  const weeks = 14 * 86_400_000;
  const bars = layOut([step('extract', 0, 1000), step('review', 1000, 1000 + weeks), step('settle', 1000 + weeks, 2000 + weeks)], start);
  expect(bars[1]).toMatchObject({ shortened: true });
  expect(bars[0]!.length).toBeGreaterThan(20);
  expect(bars[2]!.start + bars[2]!.length).toBeCloseTo(100);
});

it('lets a running step grow and every step be seen', () => {
  const bars = layOut([step('preprocess', 0, 1), step('extract', 1, null)], start + 10_000);
  expect(bars[0]!.length).toBeGreaterThan(0.5);
  expect(bars[1]!.start + bars[1]!.length).toBeCloseTo(100);
  expect(layOut([], start)).toEqual([]);
});
