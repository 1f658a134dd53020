import type { Box } from '../../../contract/page.ts';
import type { TextRect } from './geometry.ts';

/** The widest part of a line, in its heights, that no word covers and that still holds no letters: a space between words. */
const widestGap = 0.6;
/** What the detector adds around a line, in its heights. */
const margin = 0.3;

function boxOf({ cx, cy, width, height, angle }: TextRect): Box {
  const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
  const [w, h] = [width * cos + height * sin, width * sin + height * cos];
  return { x: cx - w / 2, y: cy - h / 2, width: w, height: h };
}

/**
 * Whether words that are known already cover a line from end to end. A form's printed label beside a typed value leaves a part of the line
 * open, so that line is not known.
 */
export function isKnownLine(rect: TextRect, known: readonly Box[]): boolean {
  const line = boxOf(rect);
  if (line.height > line.width) return false;
  const end = line.x + line.width - margin * line.height;
  let covered = line.x + margin * line.height;
  const words = known.filter(({ x, y, width, height }) => {
    const centre = y + height / 2;
    return centre > line.y && centre < line.y + line.height && x < line.x + line.width && x + width > line.x;
  }).sort((p, q) => p.x - q.x);
  for (const { x, width } of words) {
    if (x - covered > widestGap * line.height) return false;
    covered = Math.max(covered, x + width);
  }
  return words.length > 0 && end - covered <= widestGap * line.height;
}
