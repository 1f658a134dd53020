import type { Word } from '../../../contract/page.ts';
import { intoLines } from '../lines.ts';
import type { Fragment } from './fragments.ts';

/** Gap, in font sizes, under which two fragments of a line are one word. Spaces are 0.2 or wider in nearly every face. */
const joinGap = 0.13;
/** Distance, in font sizes, within which the same text twice is one text printed twice to look bold. */
const overprint = 0.12;

/** Words of a page in reading order from the fragments of its runs. */
export function wordsOf(fragments: readonly Fragment[]): Word[] {
  const unique = withoutOverprint(fragments);
  const lines = intoLines(unique.filter((fragment) => fragment.horizontal));
  const turned = unique.filter((fragment) => !fragment.horizontal);
  return [...lines.flatMap(joinLine), ...turned.map(({ text, box }) => ({ text, box: rounded(box) }))];
}

function withoutOverprint(fragments: readonly Fragment[]): Fragment[] {
  const seen = new Map<string, Fragment[]>();
  return fragments.filter((fragment) => {
    const same = seen.get(fragment.text) ?? [];
    const near = same.some(({ box, size }) =>
      Math.abs(box.x - fragment.box.x) < overprint * size && Math.abs(box.y - fragment.box.y) < overprint * size);
    if (!near) seen.set(fragment.text, [...same, fragment]);
    return !near;
  });
}

function joinLine(line: Fragment[]): Word[] {
  const words: Word[] = [];
  let last: Fragment | null = null;
  for (const fragment of line) {
    const word = words.at(-1);
    if (last && word && belongsTo(fragment, last)) {
      word.text += fragment.text;
      const right = Math.max(word.box.x + word.box.width, fragment.box.x + fragment.box.width);
      const bottom = Math.max(word.box.y + word.box.height, fragment.box.y + fragment.box.height);
      const y = Math.min(word.box.y, fragment.box.y);
      word.box = { x: word.box.x, y, width: right - word.box.x, height: bottom - y };
    } else {
      words.push({ text: fragment.text, box: { ...fragment.box } });
    }
    last = fragment;
  }
  return words.map((word) => ({ text: word.text, box: rounded(word.box) }));
}

function belongsTo(fragment: Fragment, last: Fragment): boolean {
  if (fragment.spaced) return false;
  const size = Math.min(fragment.size, last.size);
  const gap = fragment.box.x - (last.box.x + last.box.width);
  const sameBase = Math.abs(fragment.box.y + fragment.box.height - last.box.y - last.box.height) < 0.35 * size;
  return sameBase && gap < joinGap * size && gap > -0.5 * size;
}

/** Hundredths of a point are finer than anything on a page, and keep stored words short. */
function rounded(box: Word['box']): Word['box'] {
  const at = (value: number) => Math.round(value * 100) / 100;
  return { x: at(box.x), y: at(box.y), width: at(box.width), height: at(box.height) };
}
