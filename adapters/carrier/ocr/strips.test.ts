import { describe, expect, it } from 'vitest';
import { legibleScale } from '../image/legible-size.ts';
import { stripOf, stripsOf } from './strips.ts';

describe('stripsOf', () => {
  it.each([['a page', 2480, 3508], ['a photo', 4000, 3000], ['a short receipt', 600, 1700], ['a strip of a letterhead', 1388, 111], ['a small picture', 300, 900]])('takes %s whole', (_, width, height) => {
    expect(stripsOf({ width, height }, 1280)).toHaveLength(1);
  });

  it.each([[306, 6750], [6750, 306], [611, 13_500], [900, 4000]])('cuts a roll of %s by %s so that it is shrunk to half at most, and no line falls between two strips', (width, height) => {
    const strips = stripsOf({ width, height }, 1280);
    const long = Math.max(width, height);
    expect(strips.length).toBeGreaterThan(1);
    for (const { from, to } of strips) expect(1280 / (to - from)).toBeGreaterThanOrEqual(0.5);
    expect([strips[0]?.ownFrom, strips.at(-1)?.ownTo]).toEqual([0, long]);
    strips.slice(1).forEach((strip, i) => {
      expect(strip.ownFrom).toBe(strips[i]?.ownTo);
      expect((strips[i]?.to ?? 0) - strip.from).toBeGreaterThan(50);
    });
  });

  it('cuts the pixels of either direction', () => {
    const tall = { width: 2, height: 4, channels: 1 as const, data: Uint8Array.from([0, 1, 2, 3, 4, 5, 6, 7]) };
    expect(stripOf(tall, { from: 1, to: 3, ownFrom: 1, ownTo: 3 })).toMatchObject({ width: 2, height: 2, data: Uint8Array.from([2, 3, 4, 5]) });
    expect(stripOf({ ...tall, width: 4, height: 2 }, { from: 1, to: 3, ownFrom: 1, ownTo: 3 })).toMatchObject({ width: 2, height: 2, data: Uint8Array.from([1, 2, 5, 6]) });
  });
});

describe('legibleScale', () => {
  it.each([
    ['leaves a page as it is', 2480, 3508, 1],
    ['shrinks a page of 600 dpi', 4960, 7016, 5000 / 7016],
    ['leaves a roll as it is though it is long', 600, 9000, 1],
    ['shrinks a huge roll by its short side', 4000, 20_000, 0.4419],
    ['bounds the pixels of an endless one', 1000, 60_000, Math.sqrt(25 / 60)],
  ])('%s', (_, width, height, scale) => {
    expect(legibleScale({ width, height }, 5000, 25_000_000)).toBeCloseTo(scale, 3);
  });
});
