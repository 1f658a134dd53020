import type { Word } from '../../../contract/page.ts';
import type { TextRect } from './geometry.ts';
import type { ReadChar } from './recognise.ts';

/** A gap between characters this many times their usual distance parts words even where the network gave no space. */
const gapFactor = 2.4;

/** Words of a line with their boxes in pixels; a word's score is the lowest of its characters'. */
export function lineWords(chars: ReadChar[], rect: TextRect): Word[] {
  const pitch = usualPitch(chars);
  const words: ReadChar[][] = [];
  let current: ReadChar[] = [];
  for (const char of chars) {
    const previous = current.at(-1);
    if (/\s/.test(char.char)) {
      if (current.length > 0) words.push(current);
      current = [];
      continue;
    }
    if (previous && pitch > 0 && char.at - previous.at > gapFactor * pitch) {
      words.push(current);
      current = [];
    }
    current.push(char);
  }
  if (current.length > 0) words.push(current);
  return words.map((word) => ({
    text: word.map((char) => char.char).join(''),
    box: boxOf(rect, Math.max(0, word[0]!.at - pitch / 2), Math.min(1, word.at(-1)!.at + pitch / 2)),
    ocr: Math.round(Math.max(0, Math.min(1, ...word.map((char) => char.score))) * 1000) / 1000,
  }));
}

function usualPitch(chars: ReadChar[]): number {
  const gaps = chars.slice(1).map((char, i) => char.at - chars[i]!.at).sort((p, q) => p - q);
  return gaps[Math.floor(gaps.length / 2)] ?? (chars.length === 1 ? 1 : 0);
}

/** The axis-parallel box around the part of a line between two shares of its length. */
function boxOf(rect: TextRect, from: number, to: number): Word['box'] {
  const cos = Math.cos(rect.angle);
  const sin = Math.sin(rect.angle);
  const xs: number[] = [];
  const ys: number[] = [];
  for (const share of [from, to]) {
    for (const v of [-rect.height / 2, rect.height / 2]) {
      const u = (share - 0.5) * rect.width;
      xs.push(rect.cx + u * cos - v * sin);
      ys.push(rect.cy + u * sin + v * cos);
    }
  }
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}
