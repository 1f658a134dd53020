import { describe, expect, it } from 'vitest';
import type { Bitmap } from './bitmap.ts';
import { turnedBitmap, turnedPoint, turnedSize } from './turn.ts';

/** One dark pixel block around (x, y) on white. */
function dotted(x: number, y: number): Bitmap {
  const data = new Uint8Array(80 * 40).fill(255);
  for (let dy = -2; dy <= 2; dy++) for (let dx = -2; dx <= 2; dx++) data[(y + dy) * 80 + x + dx] = 0;
  return { width: 80, height: 40, channels: 1, data };
}

function darkest({ width, data }: Bitmap): [number, number] {
  let sum = 0, sx = 0, sy = 0;
  data.forEach((value, i) => {
    const weight = 255 - value;
    sum += weight;
    sx += weight * (i % width);
    sy += weight * Math.floor(i / width);
  });
  return [sx / sum, sy / sum];
}

describe('turning a page', () => {
  it.each([0, 1, 2, 3] as const)('moves pixels and points alike by %s quarters', async (quarters) => {
    const turn = { quarters, skew: 0.1 };
    const page = dotted(55, 12);
    const turned = await turnedBitmap(page, turn);
    expect({ width: turned.width, height: turned.height }).toEqual(turnedSize(page, turn));
    const [x, y] = turnedPoint(55.5, 12.5, page, turn);
    const [seenX, seenY] = darkest(turned);
    expect(Math.abs(seenX + 0.5 - x)).toBeLessThan(1);
    expect(Math.abs(seenY + 0.5 - y)).toBeLessThan(1);
  });

  it('leaves a skew alone that nobody sees', async () => {
    const page = dotted(20, 20);
    expect(await turnedBitmap(page, { quarters: 0, skew: 0.002 })).toBe(page);
  });
});
