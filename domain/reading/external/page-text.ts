import type { Page } from '../../../contract/page.ts';
import { buildLayout } from '../layout/build-layout.ts';
import type { Line } from '../layout/layout.ts';

/** Characters of one page at most: some fifteen dense pages of a book. */
const pageLimit = 40_000;

/** Gaps wider than this many letters say no more than this one. */
const widestGap = 24;

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

function lineText(line: Line, letter: number, left: number): string {
  let text = '';
  let end = 0;
  for (const { text: word, box } of line.tokens) {
    const column = Math.round((box.x - left) / letter);
    const gap = Math.min(widestGap, Math.max(text === '' ? 0 : 1, column - end));
    text += ' '.repeat(gap) + word.replace(/\p{C}/gu, '');
    end = Math.max(end, column) + word.length;
  }
  return text.trimEnd();
}

/** A page's words as plain text that keeps lines and columns, so that a reader of text sees what stands beside and below what. */
export function pageText(page: Page): string {
  const { lines } = buildLayout([page]);
  const letter = median(lines.flatMap((line) => line.tokens.filter((token) => token.text.length > 1).map((token) => token.box.width / token.text.length))) || 6;
  const left = Math.min(...lines.map((line) => line.box.x));
  let below = Infinity;
  const rows = lines.map((line) => {
    const isApart = line.box.y - below > line.height * 1.5;
    below = line.box.y + line.box.height;
    return (isApart ? '\n' : '') + lineText(line, letter, left);
  });
  return rows.join('\n').slice(0, pageLimit);
}

/** The pages that are worth sending: the first ones, and the last, where totals stand. */
export function selectPages<T>(pages: T[], most: number): T[] {
  return pages.length <= most ? pages : [...pages.slice(0, most - 1), ...pages.slice(-1)];
}
