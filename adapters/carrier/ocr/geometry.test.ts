import { describe, expect, it } from 'vitest';
import { minAreaRect } from './geometry.ts';

function corners(cx: number, cy: number, width: number, height: number, angle: number) {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [[-1, -1], [1, -1], [1, 1], [-1, 1]].map(([i = 0, j = 0]) => ({ x: cx + (i * width * cos - j * height * sin) / 2, y: cy + (i * width * sin + j * height * cos) / 2 }));
}

describe('minAreaRect', () => {
  it.each([0, 0.1, -0.3, 0.7])('finds a rectangle turned by %s', (angle) => {
    const rect = minAreaRect([...corners(50, 40, 60, 12, angle), { x: 50, y: 40 }]);
    expect(rect.width).toBeCloseTo(60);
    expect(rect.height).toBeCloseTo(12);
    expect(rect.angle).toBeCloseTo(angle);
    expect([rect.cx, rect.cy]).toEqual([expect.closeTo(50), expect.closeTo(40)]);
  });

  it('takes the side nearer to level as the width', () => {
    const rect = minAreaRect(corners(0, 0, 10, 80, 0.05));
    expect([rect.width, rect.height]).toEqual([expect.closeTo(10), expect.closeTo(80)]);
  });
});
