import type { Bitmap } from '../image/bitmap.ts';
import { isTurned, noTurn, turnedPoint } from '../image/turn.ts';
import type { Turn } from '../image/turn.ts';
import type { TextRect } from './geometry.ts';

/** A line as the page is to be read: `angle` is the direction of its text in the image, which may point anywhere. */
export type DirectedRect = TextRect;

const quarter = Math.PI / 2;

/** Turns each rectangle's width into the direction of reading, given how the page lies. */
export function directed(rect: TextRect, quarters: Turn['quarters']): DirectedRect {
  const base = -quarters * quarter;
  const steps = Math.round((base - rect.angle) / quarter);
  const angle = rect.angle + steps * quarter;
  const swapped = steps % 2 !== 0;
  const along = swapped ? { ...rect, width: rect.height, height: rect.width, angle } : { ...rect, angle };
  // Print up the side of a page is by convention read from the bottom.
  return along.height > 2 * along.width ? { ...along, width: along.height, height: along.width, angle: angle - quarter } : along;
}

/** Whether lines run up or down the image rather than across it. */
export function runsVertically(rects: readonly TextRect[]): boolean {
  let across = 0;
  let upright = 0;
  for (const { width, height } of rects) {
    if (width > 2.5 * height) across += width;
    if (height > 2.5 * width) upright += height;
  }
  return upright > 1.5 * across;
}

/** The skew that most of the long lines share, as the turn that would take it away. */
export function skewOf(rects: readonly DirectedRect[], quarters: Turn['quarters']): number {
  const base = -quarters * quarter;
  const long = rects.filter((rect) => rect.width > 4 * rect.height).map((rect) => ({ off: rect.angle - base, weight: rect.width }))
    .filter(({ off }) => Math.abs(off) < quarter / 2).sort((p, q) => p.off - q.off);
  const half = long.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let sum = 0;
  for (const { off, weight } of long) {
    sum += weight;
    if (sum >= half) return -off;
  }
  return 0;
}

/** Where a directed line lies on the page once that is turned. */
export function turnedRect(rect: DirectedRect, size: Pick<Bitmap, 'width' | 'height'>, turn: Turn): TextRect {
  const straight = isTurned(turn) ? turn : noTurn;
  const [cx, cy] = turnedPoint(rect.cx, rect.cy, size, straight);
  return { ...rect, cx, cy, angle: rect.angle + straight.quarters * quarter + straight.skew };
}

