import type { Page } from '../../../contract/page.ts';
import { buildLayout } from '../layout/build-layout.ts';
import type { Layout } from '../layout/layout.ts';

/** A page of monospaced lines: a letter is 6 wide and 10 high, lines are 14 apart. For tests. */
export function pageOfText(lines: string[], number = 1): Page {
  const words = lines.flatMap((line, row) =>
    [...line.matchAll(/\S+/g)].map((match) => ({ text: match[0], box: { x: 40 + match.index * 6, y: 40 + row * 14, width: match[0].length * 6, height: 10 } })));
  return { number, width: 600, height: 842, origin: 'text', words };
}

export const layoutOfText = (lines: string[]): Layout => buildLayout([pageOfText(lines)]);
