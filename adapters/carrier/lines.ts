import type { Box } from '../../contract/page.ts';

/**
 * Groups boxes into lines, top to bottom, each from left to right. Two boxes share a line when they overlap vertically by more than
 * half of the lower one; a line's extent follows its tallest member only slowly, so that a headline does not swallow small print beside it.
 */
export function intoLines<T extends { box: Box }>(items: readonly T[]): T[][] {
  const sorted = [...items].sort((p, q) => middle(p.box) - middle(q.box));
  const lines: { top: number; bottom: number; items: T[] }[] = [];
  for (const item of sorted) {
    const { y, height } = item.box;
    const line = lines.findLast((candidate) => {
      const overlap = Math.min(candidate.bottom, y + height) - Math.max(candidate.top, y);
      return overlap > 0.5 * Math.min(height, candidate.bottom - candidate.top);
    });
    if (!line) {
      lines.push({ top: y, bottom: y + height, items: [item] });
      continue;
    }
    line.items.push(item);
    const share = 1 / line.items.length;
    line.top += (y - line.top) * share;
    line.bottom += (y + height - line.bottom) * share;
  }
  lines.sort((p, q) => p.top + p.bottom - q.top - q.bottom);
  return lines.map((line) => line.items.sort((p, q) => p.box.x - q.box.x));
}

const middle = (box: Box) => box.y + box.height / 2;
