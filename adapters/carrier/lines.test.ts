import { describe, expect, it } from 'vitest';
import { intoLines } from './lines.ts';

const at = (text: string, x: number, y: number, height = 10) => ({ text, box: { x, y, width: text.length * 5, height } });

describe('intoLines', () => {
  it('orders lines from the top and their members from the left', () => {
    const lines = intoLines([at('d', 90, 31), at('c', 10, 30), at('b', 80, 9), at('a', 10, 10)]);
    expect(lines.map((line) => line.map(({ text }) => text).join(''))).toEqual(['ab', 'cd']);
  });

  it('keeps the two rows beside a headline apart', () => {
    const lines = intoLines([at('HEAD', 10, 10, 30), at('up', 200, 8), at('down', 200, 32)]);
    expect(lines.some((line) => line.length === 3)).toBe(false);
  });

  it('gives nothing for nothing', () => {
    expect(intoLines([])).toEqual([]);
  });
});
