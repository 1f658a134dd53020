import { describe, expect, it } from 'vitest';
import { lineWords } from './line-words.ts';

const rect = { cx: 100, cy: 20, width: 200, height: 20, angle: 0 };
const read = (text: string, gaps: Record<number, number> = {}) => {
  let at = 0.02;
  return [...text].map((char, index) => {
    at += 0.02 + (gaps[index] ?? 0);
    return { char, at, score: char === '?' ? 0.4 : 0.95 };
  });
};

describe('lineWords', () => {
  it('parts at spaces and places each word along the line', () => {
    const words = lineWords(read('TOTAL 12,50'), rect);
    expect(words.map(({ text }) => text)).toEqual(['TOTAL', '12,50']);
    expect(words[0]!.box.x + words[0]!.box.width).toBeLessThan(words[1]!.box.x);
    expect(words[1]!.box).toMatchObject({ y: 10, height: 20 });
  });

  it('parts at a gap without a space in it', () => {
    expect(lineWords(read('IVA21', { 3: 0.08 }), rect).map(({ text }) => text)).toEqual(['IVA', '21']);
  });

  it('scores a word by its weakest character', () => {
    expect(lineWords(read('12?4'), rect)[0]!.ocr).toBe(0.4);
  });

  it('gives no word for an empty line', () => {
    expect(lineWords([], rect)).toEqual([]);
  });
});
