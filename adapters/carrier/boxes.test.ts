import { describe, expect, it } from 'vitest';
import { clipped, clustered, overlapArea } from './boxes.ts';

const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

describe('boxes', () => {
  it('measures what two boxes share', () => {
    expect(overlapArea(box(0, 0, 10, 10), box(5, 5, 10, 10))).toBe(25);
    expect(overlapArea(box(0, 0, 10, 10), box(10, 0, 10, 10))).toBe(0);
  });

  it('clips to the page, and drops what lies off it', () => {
    expect(clipped(box(-5, -5, 20, 20), { width: 10, height: 10 })).toEqual(box(0, 0, 10, 10));
    expect(clipped(box(20, 0, 5, 5), { width: 10, height: 10 })).toBeNull();
  });

  it('joins near boxes, also through one that comes later', () => {
    expect(clustered([box(0, 0, 10, 10), box(24, 0, 10, 10), box(12, 0, 10, 10), box(100, 0, 5, 5)], 3)).toHaveLength(2);
  });
});
