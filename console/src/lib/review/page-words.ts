// What can be asked of the words of a page: which match a text, which lie in a box, how they form lines.
import type { Box, Page, Word } from '../contract.ts';
import type { DecimalSign } from './amount-text.ts';
import { readValue, type ValueKind } from './field-values.ts';

export interface Match {
  page: number;
  text: string;
  box: Box;
}

const fold = (text: string) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

export function unionBox(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((b) => b.x));
  const y = Math.min(...boxes.map((b) => b.y));
  return { x, y, width: Math.max(...boxes.map((b) => b.x + b.width)) - x, height: Math.max(...boxes.map((b) => b.y + b.height)) - y };
}

const asMatch = (page: number, words: readonly Word[]): Match => ({
  page, text: words.map(({ text }) => text).join(' '), box: unionBox(words.map(({ box }) => box)),
});

/** Words whose middle lies in the box, in reading order, as one match; null where there are none. */
export function wordsIn(page: Page, box: Box): Match | null {
  const inside = page.words.filter(({ box: w }) => {
    const x = w.x + w.width / 2;
    const y = w.y + w.height / 2;
    return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
  });
  return inside.length === 0 ? null : asMatch(page.number, linesOf(inside).flat());
}

/** Words grouped into lines from top to bottom, each from left to right. Two words share a line when their middles differ by less than half a height. */
export function linesOf(words: readonly Word[]): Word[][] {
  const middle = ({ box }: Word) => box.y + box.height / 2;
  const lines: Word[][] = [];
  for (const word of [...words].sort((a, b) => middle(a) - middle(b))) {
    const line = lines.at(-1);
    if (line && Math.abs(middle(line[0]!) - middle(word)) < Math.max(line[0]!.box.height, word.box.height) / 2) line.push(word);
    else lines.push([word]);
  }
  for (const line of lines) line.sort((a, b) => a.box.x - b.box.x);
  return lines;
}

const longestRun = 8;

/**
 * Where a typed text stands on the pages: exact values first, then words that begin with it, then words that contain it.
 * A value is compared by its meaning, so that `12750.00` finds "12.750,00"; a text may run over up to eight words.
 */
export function findMatches(pages: readonly Page[], typed: string, kind: ValueKind, decimalSign: DecimalSign, limit = 50): Match[] {
  // Separators say nothing about a number while it is being typed.
  const reduce = kind === 'text' ? fold : (text: string) => fold(text).replace(/[^\p{L}\d ]/gu, '');
  const wanted = reduce(typed.trim());
  if (wanted === '') return [];
  const value = valueOf(kind, typed, decimalSign);
  const ranked: [number, Match][] = [];
  for (const page of pages) {
    page.words.forEach((word, start) => {
      const run = runFor(page.words, start, wanted);
      const rank = rankOf(reduce(run.map(({ text }) => text).join(' ')), wanted, value !== null && valueOf(kind, word.text, decimalSign) === value);
      if (rank !== null) ranked.push([rank, asMatch(page.number, rank === 0 && run.length === 1 ? [word] : run)]);
    });
  }
  return ranked.sort(([a], [b]) => a - b).slice(0, limit).map(([, match]) => match);
}

function runFor(words: readonly Word[], start: number, wanted: string): Word[] {
  const length = Math.min(wanted.split(/\s+/).length, longestRun);
  return words.slice(start, start + length);
}

function rankOf(text: string, wanted: string, sameValue: boolean): number | null {
  if (sameValue || text === wanted) return 0;
  if (text.startsWith(wanted)) return 1;
  return text.includes(wanted) ? 2 : null;
}

function valueOf(kind: ValueKind, text: string, decimalSign: DecimalSign): string | null {
  if (kind === 'text') return null;
  const read = readValue(kind, text, decimalSign);
  if (!('value' in read)) return null;
  return kind === 'amount' && read.value.includes('.') ? read.value.replace(/\.?0+$/, '') : read.value;
}
