import { minAreaRect } from './geometry.ts';
import type { Point, TextRect } from './geometry.ts';

/** Probability from which a pixel counts as text. */
const threshold = 0.3;
/** Mean probability that an area must reach. */
const areaThreshold = 0.5;
/** How far a shrunken text kernel is grown back (DB, Liao et al. 2020, section 3.4). */
const unclipRatio = 1.6;
const minSide = 3;
const maxAreas = 2000;

/**
 * Text areas from the detector's probability map (height rows of width values): connected pixels above the threshold, each as the least
 * rectangle around them, grown by what the network was trained to shrink. Units: pixels of the map.
 */
export function textAreas(map: Float32Array, width: number, height: number): TextRect[] {
  const seen = new Uint8Array(width * height);
  const stack: number[] = [];
  const rects: TextRect[] = [];
  for (let start = 0; start < map.length && rects.length < maxAreas; start++) {
    if (seen[start] || map[start]! <= threshold) continue;
    let sum = 0;
    let count = 0;
    // Leftmost and rightmost pixel of each row: the hull needs no others.
    const left = new Map<number, number>();
    const right = new Map<number, number>();
    seen[start] = 1;
    stack.push(start);
    while (stack.length > 0) {
      const at = stack.pop()!;
      const x = at % width;
      const y = (at - x) / width;
      sum += map[at]!;
      count++;
      if (x < (left.get(y) ?? Infinity)) left.set(y, x);
      if (x > (right.get(y) ?? -1)) right.set(y, x);
      for (let dy = -1; dy <= 1; dy++) {
        const ny = y + dy;
        if (ny < 0 || ny >= height) continue;
        for (let dx = -1; dx <= 1; dx++) {
          const nx = x + dx;
          if (nx < 0 || nx >= width) continue;
          const next = ny * width + nx;
          if (seen[next] || map[next]! <= threshold) continue;
          seen[next] = 1;
          stack.push(next);
        }
      }
    }
    if (sum / count < areaThreshold) continue;
    const rect = minAreaRect(outline(left, right));
    if (Math.min(rect.width, rect.height) < minSide) continue;
    rects.push(grown(rect));
  }
  return rects;
}

function outline(left: Map<number, number>, right: Map<number, number>): Point[] {
  const points: Point[] = [];
  // A pixel is a square, not a point.
  for (const [y, x] of left) points.push({ x, y }, { x, y: y + 1 });
  for (const [y, x] of right) points.push({ x: x + 1, y }, { x: x + 1, y: y + 1 });
  return points;
}

function grown(rect: TextRect): TextRect {
  const distance = (rect.width * rect.height * unclipRatio) / (2 * (rect.width + rect.height));
  return { ...rect, width: rect.width + 2 * distance, height: rect.height + 2 * distance };
}
