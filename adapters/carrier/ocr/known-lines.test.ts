import { expect, it } from 'vitest';
import { isKnownLine } from './known-lines.ts';

const line = { cx: 150, cy: 50, width: 206, height: 20, angle: 0 };
const word = (x: number, width: number, y = 43) => ({ x, y, width, height: 14 });

it.each([
  ['words from end to end', [word(50, 60), word(116, 80), word(200, 50)], true],
  ['one word over all', [word(48, 204)], true],
  ['a label that no word covers', [word(120, 130)], false],
  ['a hole in the middle', [word(50, 60), word(150, 100)], false],
  ['an end that no word covers', [word(50, 150)], false],
  ['words of the next line', [word(50, 200, 70)], false],
  ['no words', [], false],
])('%s', (_, known, expected) => {
  expect(isKnownLine(line, known)).toBe(expected);
});

it('asks nothing of lines that run upwards', () => {
  expect(isKnownLine({ ...line, angle: Math.PI / 2 }, [word(0, 500)])).toBe(false);
});
