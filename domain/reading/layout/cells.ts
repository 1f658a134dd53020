import type { Box } from '../../../contract/page.ts';
import { remembered } from '../remembered.ts';
import { right, unite, type Layout, type Line, type Token } from './layout.ts';

/** Words of a line that stand together, parted from their neighbours by a wide gap. */
export interface Cell {
  tokens: Token[];
  text: string;
  /** Character range in the line's text. */
  from: number;
  to: number;
  line: number;
  page: number;
  box: Box;
  height: number;
}

/** Gaps wider than this many word heights part cells. */
const gapShare = 1.1;

function toCell(line: Line, tokens: Token[]): Cell {
  const first = tokens[0];
  const last = tokens.at(-1);
  const from = first ? (line.starts[first.index] ?? 0) : 0;
  const to = last ? (line.starts[last.index] ?? 0) + last.text.length : from;
  return { tokens, text: line.text.slice(from, to), from, to, line: line.index, page: line.page, box: unite(tokens.map((token) => token.box)), height: Math.max(...tokens.map((token) => token.box.height)) };
}

function partIntoCells(line: Line): Cell[] {
  const cells: Cell[] = [];
  let current: Token[] = [];
  for (const token of line.tokens) {
    const last = current.at(-1);
    if (last && token.box.x - right(last.box) > gapShare * Math.max(Math.min(last.box.height, token.box.height), line.height * 0.7)) {
      cells.push(toCell(line, current));
      current = [];
    }
    current.push(token);
  }
  if (current.length > 0) cells.push(toCell(line, current));
  return cells;
}

/** The cells of a line, left to right. */
export const cellsOf = remembered(partIntoCells);

export const allCells = remembered((layout: Layout): Cell[] => layout.lines.flatMap(cellsOf));
