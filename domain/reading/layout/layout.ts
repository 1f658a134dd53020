import type { Box } from '../../../contract/page.ts';

/** A word placed in a line. Indexes are positions in `Layout.lines` and `Line.tokens`. */
export interface Token {
  text: string;
  box: Box;
  page: number;
  line: number;
  index: number;
  /** The OCR engine's score, 1 for the file's own text. */
  ocr: number;
}

/** Words on one baseline, left to right. */
export interface Line {
  page: number;
  index: number;
  tokens: Token[];
  /** Token texts joined by one space; `starts[i]` is where token i begins in it. */
  text: string;
  starts: number[];
  box: Box;
  /** Median height of its words. */
  height: number;
}

export interface LayoutPage {
  number: number;
  width: number;
  height: number;
  /** Whether its words come from pixels. */
  isOcr: boolean;
  lines: Line[];
  /** Median word height: the page's unit of distance. */
  unit: number;
}

export interface Layout {
  pages: LayoutPage[];
  lines: Line[];
}

export const right = (box: Box): number => box.x + box.width;
export const bottom = (box: Box): number => box.y + box.height;
export const centreX = (box: Box): number => box.x + box.width / 2;
export const centreY = (box: Box): number => box.y + box.height / 2;

/** The smallest box around all; an empty box for none. */
export function unite(boxes: Box[]): Box {
  if (boxes.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  let [x, y, end, foot] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const box of boxes) {
    x = Math.min(x, box.x);
    y = Math.min(y, box.y);
    end = Math.max(end, right(box));
    foot = Math.max(foot, bottom(box));
  }
  return { x, y, width: end - x, height: foot - y };
}

/** The tokens that hold the characters [from, to) of the line's joined text. */
export function tokensBetween(line: Line, from: number, to: number): Token[] {
  return line.tokens.filter((token, i) => (line.starts[i] ?? 0) < to && (line.starts[i] ?? 0) + token.text.length > from);
}

/** The box of characters [from, to) of a line, cut inside tokens in proportion to their letters. */
export function boxOf(line: Line, from: number, to: number): Box {
  const parts: Box[] = [];
  line.tokens.forEach((token, i) => {
    const start = line.starts[i] ?? 0;
    const a = Math.max(0, from - start);
    const b = Math.min(token.text.length, to - start);
    if (b <= a) return;
    const perLetter = token.box.width / Math.max(1, token.text.length);
    parts.push({ x: token.box.x + a * perLetter, y: token.box.y, width: (b - a) * perLetter, height: token.box.height });
  });
  return unite(parts);
}
