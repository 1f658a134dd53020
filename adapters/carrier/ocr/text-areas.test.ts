import { describe, expect, it } from 'vitest';
import { textAreas } from './text-areas.ts';

function map(width: number, height: number, areas: { x: number; y: number; width: number; height: number; value: number }[]): Float32Array {
  const values = new Float32Array(width * height);
  for (const area of areas) for (let y = area.y; y < area.y + area.height; y++) values.fill(area.value, y * width + area.x, y * width + area.x + area.width);
  return values;
}

describe('textAreas', () => {
  it('grows each kernel on all sides, by its area over its girth', () => {
    const [rect] = textAreas(map(100, 50, [{ x: 20, y: 20, width: 40, height: 8, value: 0.9 }]), 100, 50);
    const grown = (40 * 8 * 1.6) / (2 * 48);
    expect(rect).toMatchObject({ cx: expect.closeTo(40), cy: expect.closeTo(24), width: expect.closeTo(40 + 2 * grown), height: expect.closeTo(8 + 2 * grown) });
  });

  it('leaves out faint areas and specks', () => {
    expect(textAreas(map(100, 50, [{ x: 5, y: 5, width: 40, height: 8, value: 0.4 }, { x: 80, y: 30, width: 2, height: 2, value: 0.9 }]), 100, 50)).toEqual([]);
  });

  it('keeps neighbouring lines apart', () => {
    expect(textAreas(map(100, 50, [{ x: 5, y: 5, width: 60, height: 6, value: 0.8 }, { x: 5, y: 13, width: 60, height: 6, value: 0.8 }]), 100, 50)).toHaveLength(2);
  });
});
