import type { Page, Word } from '../../../contract/page.ts';
import { bottom, centreY, right, unite, type Layout, type LayoutPage, type Line, type Token } from './layout.ts';

/** Words further from their line's last word than this share of the smaller height stand on another line. */
const sameLineShare = 0.5;

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Some programs fake bold by drawing the same word twice, a hair apart. */
function withoutDoubles(words: Word[]): Word[] {
  const kept: Word[] = [];
  const byText = new Map<string, Word[]>();
  for (const word of words) {
    const twins = byText.get(word.text) ?? [];
    const isDouble = twins.some((twin) => Math.abs(twin.box.x - word.box.x) < word.box.height * 0.3 && Math.abs(twin.box.y - word.box.y) < word.box.height * 0.3);
    if (isDouble) continue;
    byText.set(word.text, [...twins, word]);
    kept.push(word);
  }
  return kept;
}

/** Chains words left to right, each to the line whose last word it follows best: holds on pages that are slightly askew. */
function chainLines(words: Word[]): Word[][] {
  const sorted = words.filter((word) => word.text.trim() !== '').sort((a, b) => a.box.x - b.box.x);
  const chains: { last: Word; words: Word[] }[] = [];
  for (const word of sorted) {
    let best: (typeof chains)[number] | undefined;
    let bestDistance = Infinity;
    for (const chain of chains) {
      const last = chain.last.box;
      const distance = Math.abs(centreY(last) - centreY(word.box)) / Math.max(0.1, Math.min(last.height, word.box.height));
      // Most lines are far above or below: that alone tells.
      if (!(distance < sameLineShare && distance < bestDistance)) continue;
      const overlapsInX = right(last) - word.box.x > Math.min(last.width, word.box.width) * 0.5;
      const ratio = Math.max(last.height, word.box.height) / Math.max(0.1, Math.min(last.height, word.box.height));
      // A headline beside small print shares its centre with one of the small lines by chance: only near words may differ that much.
      const limit = ratio > 1.9 && word.box.x - right(last) > 3 * word.box.height ? sameLineShare / 2 : sameLineShare;
      if (!overlapsInX && distance < limit) {
        best = chain;
        bestDistance = distance;
      }
    }
    if (best) {
      best.words.push(word);
      best.last = word;
    } else chains.push({ last: word, words: [word] });
  }
  return chains.map((chain) => chain.words);
}

function toLine(words: Word[], page: number): Line {
  const box = unite(words.map((word) => word.box));
  const tokens: Token[] = words.map((word, index) => ({ text: word.text, box: word.box, page, line: -1, index, ocr: word.ocr ?? 1 }));
  const starts: number[] = [];
  let text = '';
  for (const token of tokens) {
    if (text) text += ' ';
    starts.push(text.length);
    text += token.text;
  }
  return { page, index: -1, tokens, text, starts, box, height: median(words.map((word) => word.box.height)) };
}

/** A word with inner spaces, as some text layers give them, becomes several, its box cut in proportion. */
function splitAtSpaces(word: Word): Word[] {
  const text = word.text.replaceAll('\u00a0', ' ');
  if (!/\s/.test(text)) return text === word.text ? [word] : [{ ...word, text }];
  const perLetter = word.box.width / text.length;
  return [...text.matchAll(/\S+/g)].map((match) => ({
    ...word, text: match[0], box: { ...word.box, x: word.box.x + match.index * perLetter, width: match[0].length * perLetter },
  }));
}

/** Orders the words of pages into lines, top to bottom. */
export function buildLayout(pages: Page[]): Layout {
  const lines: Line[] = [];
  const built = pages.map((page): LayoutPage => {
    const own = chainLines(withoutDoubles(page.words.flatMap(splitAtSpaces))).map((words) => toLine(words, page.number));
    own.sort((a, b) => a.box.y + a.box.height / 2 - (b.box.y + b.box.height / 2));
    for (const line of own) {
      line.index = lines.length;
      for (const token of line.tokens) token.line = line.index;
      lines.push(line);
    }
    const unit = median(own.flatMap((line) => line.tokens.map((token) => token.box.height))) || 10;
    return { number: page.number, width: page.width, height: Math.max(page.height, ...own.map((line) => bottom(line.box))), isOcr: page.origin === 'ocr', lines: own, unit };
  });
  return { pages: built, lines };
}
