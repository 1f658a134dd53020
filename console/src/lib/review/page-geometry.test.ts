import { expect, it } from 'vitest';
import { boxBetween, contains, type Quarter, scaleFor, toPage, turnBox } from './page-geometry.ts';

const page = { width: 600, height: 800 };
const corner = { left: 10, top: 20 };

it('fits the width and the whole page', () => {
  expect(scaleFor('width', page, 0, { width: 300, height: 100 })).toBe(0.5);
  expect(scaleFor('whole', page, 0, { width: 300, height: 100 })).toBe(0.125);
  expect(scaleFor('width', page, 90, { width: 400, height: 100 })).toBe(0.5);
  expect(scaleFor(2, page, 0, { width: 1, height: 1 })).toBe(2);
});

it.each([0, 90, 180, 270] as Quarter[])('finds a box again after turning by %i', (quarter) => {
  const box = { x: 100, y: 50, width: 40, height: 20 };
  const scale = 2;
  const shown = turnBox(box, quarter, page);
  const middle = { x: corner.left + (shown.x + shown.width / 2) * scale, y: corner.top + (shown.y + shown.height / 2) * scale };
  expect(toPage(middle, corner, scale, quarter, page)).toEqual({ x: 120, y: 60 });
});

it('makes a box of any two corners', () => {
  const box = boxBetween({ x: 30, y: 5 }, { x: 10, y: 25 });
  expect(box).toEqual({ x: 10, y: 5, width: 20, height: 20 });
  expect(contains(box, { x: 15, y: 10 })).toBe(true);
  expect(contains(box, { x: 31, y: 10 })).toBe(false);
});
