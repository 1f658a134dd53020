import type { Box, Word } from '../../../contract/page.ts';
import type { Code } from '../../../domain/ports.ts';
import { areaOf, clipped, clustered, overlapArea } from '../boxes.ts';
import type { PageObjects } from './page-objects.ts';

/** Least size, in points, of a region that can hold a line of legible text. */
const leastWidth = 40;
const leastHeight = 12;
/** Regions read on one page, the largest first: each costs about as much as the page's own text. */
const maxRegions = 3;
/** Share of a page's area from which an image is its background, such as a printed form. */
const backgroundShare = 0.5;

export interface Regions {
  /** An image lies under the whole page: it must be read as a whole. */
  background: boolean;
  parts: Box[];
}

/**
 * Regions of a page with text that only pixels or outlines can hold: images, and clusters of curved paths (letters turned into shapes).
 * Those that show a code already read, or that the page's own words cover, are left out.
 */
export function imageOnlyRegions(page: { width: number; height: number }, objects: PageObjects, words: readonly Word[], codes: readonly Code[]): Regions {
  const images = objects.images.filter((image) => image.pixelWidth >= 30 && image.pixelHeight >= 10).flatMap((image) => clipped(image.box, page) ?? []);
  const outlines = objects.paths.filter((path) => path.segments >= 8 && path.box.width < page.width / 2 && path.box.height < 80).flatMap((path) => clipped(path.box, page) ?? []);
  const pageArea = page.width * page.height;
  const parts = [...clustered(images, 2), ...outlines.length >= 4 ? clustered(outlines, 12) : []]
    .filter((box) => box.width >= leastWidth && box.height >= leastHeight)
    .filter((box) => !codes.some((code) => code.box && overlapArea(code.box, box) > 0.3 * areaOf(box)))
    .filter((box) => areaOf(box) >= backgroundShare * pageArea || coveredShare(box, words) < 0.15);
  return {
    background: parts.some((box) => areaOf(box) >= backgroundShare * pageArea),
    parts: clustered(parts, 4).sort((p, q) => areaOf(q) - areaOf(p)).slice(0, maxRegions),
  };
}

function coveredShare(box: Box, words: readonly Word[]): number {
  return words.reduce((sum, word) => sum + overlapArea(word.box, box), 0) / areaOf(box);
}
