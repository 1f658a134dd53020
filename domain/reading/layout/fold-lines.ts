import { remembered } from '../remembered.ts';
import { fold } from './fold.ts';
import type { Layout, Line } from './layout.ts';

/** A line's text, folded. */
export const foldedLine = remembered((line: Line): string => fold(line.text));

/** The lines' texts, folded. */
export const foldedLines = remembered((layout: Layout): string[] => layout.lines.map(foldedLine));

/** All lines folded, each on a line of its own: a line's end lets no mark and no case reach over it. */
export const foldedText = remembered((layout: Layout): string => foldedLines(layout).join('\n'));
