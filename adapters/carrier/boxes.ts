import type { Box } from '../../contract/page.ts';

export const areaOf = (box: Box) => Math.max(0, box.width) * Math.max(0, box.height);

export function overlapArea(p: Box, q: Box): number {
  const width = Math.min(p.x + p.width, q.x + q.width) - Math.max(p.x, q.x);
  const height = Math.min(p.y + p.height, q.y + q.height) - Math.max(p.y, q.y);
  return width > 0 && height > 0 ? width * height : 0;
}

export function unionOf(p: Box, q: Box): Box {
  const x = Math.min(p.x, q.x);
  const y = Math.min(p.y, q.y);
  return { x, y, width: Math.max(p.x + p.width, q.x + q.width) - x, height: Math.max(p.y + p.height, q.y + q.height) - y };
}

/** The part of a box inside a page of this size, or null where there is none. */
export function clipped(box: Box, page: { width: number; height: number }): Box | null {
  const x = Math.max(0, box.x);
  const y = Math.max(0, box.y);
  const width = Math.min(page.width, box.x + box.width) - x;
  const height = Math.min(page.height, box.y + box.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

/** Joins boxes that touch or lie within `gap` of each other, until none do. */
export function clustered(boxes: readonly Box[], gap: number): Box[] {
  const clusters: Box[] = [];
  for (const box of boxes) {
    let grown = box;
    for (let i = 0; i < clusters.length;) {
      if (near(grown, clusters[i]!, gap)) {
        grown = unionOf(grown, clusters[i]!);
        clusters.splice(i, 1);
        i = 0;
      } else i++;
    }
    clusters.push(grown);
  }
  return clusters;
}

function near(p: Box, q: Box, gap: number): boolean {
  return p.x < q.x + q.width + gap && q.x < p.x + p.width + gap && p.y < q.y + q.height + gap && q.y < p.y + p.height + gap;
}
