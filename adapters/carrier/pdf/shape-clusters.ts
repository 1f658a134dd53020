import type { Box } from '../../../contract/page.ts';
import { areaOf, clipped, clustered } from '../boxes.ts';
import type { PageObjects } from './page-objects.ts';

/** A place on a page where many small filled shapes stand close as those of a code do. */
export interface ShapeCluster {
  box: Box;
  /** Width, in points, of the narrowest shapes: a module of the code, or its thin bars. */
  module: number;
}

/** A rectangle has five segments in PDFium's count; letters drawn as shapes have many more. */
const rectangleSegments = 6;
/** Segments of a single path that may be a whole code drawn at once. */
const wholeCode = 300;
const leastModules = 60;
const leastBars = 30;

/** Clusters of squares (QR, Data Matrix, PDF417), of bars standing or lying (ITF, Code 128), and single paths of very many segments. */
export function shapeClusters(page: { width: number; height: number }, objects: PageObjects): ShapeCluster[] {
  const rectangles = objects.paths.filter(({ segments }) => segments <= rectangleSegments).map(({ box }) => box);
  const whole = objects.paths.filter(({ box, segments }) => segments >= wholeCode && isCompact(box) && box.width < page.width / 2)
    .flatMap(({ box }) => clipped(box, page) ?? []).map((box) => ({ box, module: Math.min(box.width, box.height) / 80 }));
  return [
    ...clustersOf(rectangles.filter(({ width, height }) => Math.max(width, height) < 15), leastModules, 2, page)
      .filter(({ box, filled }) => isCompact(box) && filled > 0.15 && filled < 0.9),
    ...clustersOf(rectangles.filter(({ width, height }) => width < 8 && height >= 12 && height < 120), leastBars, 5, page)
      .filter(({ box }) => box.width > 2 * box.height),
    ...clustersOf(rectangles.filter(({ width, height }) => height < 8 && width >= 12 && width < 120), leastBars, 5, page)
      .filter(({ box }) => box.height > 2 * box.width),
    ...whole,
  ];
}

const isCompact = ({ width, height }: Box) => Math.min(width, height) >= 14 && Math.max(width, height) < 7 * Math.min(width, height);

function clustersOf(boxes: readonly Box[], least: number, gap: number, page: { width: number; height: number }) {
  if (boxes.length < least) return [];
  return clustered(boxes, gap).flatMap((box) => clipped(box, page) ?? []).map((box) => {
    const inside = boxes.filter(({ x, y }) => x >= box.x - 1 && y >= box.y - 1 && x <= box.x + box.width && y <= box.y + box.height);
    const sides = inside.map(({ width, height }) => Math.min(width, height)).filter((side) => side > 0.05).sort((p, q) => p - q);
    const filled = inside.reduce((sum, each) => sum + areaOf(each), 0) / Math.max(1, areaOf(box));
    return { box, module: sides[Math.floor(sides.length / 10)] ?? 1, count: inside.length, filled };
  }).filter(({ count }) => count >= least);
}
