import { expect, it } from 'vitest';
import type { Page, Word } from '../contract.ts';
import { findMatches, linesOf, unionBox, wordsIn } from './page-words.ts';

const word = (text: string, x: number, y: number): Word => ({ text, box: { x, y, width: text.length * 5, height: 10 } });
const page: Page = {
  number: 1, width: 500, height: 700, origin: 'text',
  words: [word('Razón', 10, 10), word('Social:', 40, 10), word('Panadería', 80, 11), word('SRL', 130, 10), word('Total', 10, 50), word('12.750,00', 60, 51), word('06/03/2026', 10, 90)],
};

it('unites boxes', () => {
  expect(unionBox([{ x: 1, y: 2, width: 3, height: 4 }, { x: 0, y: 5, width: 10, height: 2 }])).toEqual({ x: 0, y: 2, width: 10, height: 5 });
});

it('takes the words under a dragged box in reading order', () => {
  expect(wordsIn(page, { x: 75, y: 5, width: 80, height: 20 })?.text).toBe('Panadería SRL');
  expect(wordsIn(page, { x: 300, y: 300, width: 10, height: 10 })).toBeNull();
});

it('forms lines', () => {
  expect(linesOf([...page.words].reverse()).map((line) => line.map(({ text }) => text).join(' ')))
    .toEqual(['Razón Social: Panadería SRL', 'Total 12.750,00', '06/03/2026']);
});

it.each([
  ['12750', 'amount', ['12.750,00']],
  ['127', 'amount', ['12.750,00']],
  ['2026-03-06', 'date', ['06/03/2026']],
  ['panaderia', 'text', ['Panadería']],
  ['panadería srl', 'text', ['Panadería SRL']],
  ['soc', 'text', ['Social:']],
  ['zzz', 'text', []],
  ['', 'text', []],
] as const)('%s as %s', (typed, kind, texts) => {
  expect(findMatches([page], typed, kind, ',').map(({ text }) => text)).toEqual(texts);
});
