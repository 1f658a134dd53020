import type { Box } from '../../../contract/page.ts';
import { glyphWidth } from './glyph-widths.ts';

/** A piece of a text run without spaces in it, still to be joined with its neighbours. Units: points, origin top left. */
export interface Fragment {
  text: string;
  box: Box;
  /** Font size, which unlike the box of rotated text tells what a gap means. */
  size: number;
  /** Whether the text runs left to right on the page as displayed. */
  horizontal: boolean;
  /** Whether a space was seen right before it in the same run, which forbids joining it to what precedes. */
  spaced: boolean;
}

interface Run {
  str: string;
  width: number;
  height: number;
  transform: number[];
}

type Matrix = readonly [number, number, number, number, number, number];

/** Share of the font size above and below the baseline that a word's box covers. */
const ascent = 0.78;
const descent = 0.22;

/** Divides a run of pdf.js into fragments, in the coordinates of the page as displayed. */
export function fragmentsOf(run: Run, view: Matrix): Fragment[] {
  const [a, b, c, d, e, f] = multiply(view, run.transform as unknown as Matrix);
  const along = Math.hypot(a, b);
  const size = Math.hypot(c, d) || along;
  if (!(size > 0) || !run.str.trim()) return [];
  const unit = along > 0 ? [a / along, b / along] as const : [1, 0] as const;
  const up = [c / size, d / size] as const;
  const scale = Math.hypot(view[0], view[1]);
  const chars = [...run.str];
  const total = chars.reduce((sum, char) => sum + glyphWidth(char), 0);
  const step = (run.width * scale) / total;
  const horizontal = Math.abs(unit[1]) < 0.1 && unit[0] > 0;
  const fragments: Fragment[] = [];
  let at = 0;
  let from = 0;
  let text = '';
  let spaced = false;
  const flush = () => {
    if (!text) return;
    fragments.push({ text, size, spaced, horizontal, box: quad([e, f], unit, up, from, at, size) });
    text = '';
    spaced = false;
  };
  for (const char of chars) {
    if (/\s/.test(char)) {
      flush();
      spaced = true;
    } else {
      if (!text) from = at;
      text += char;
    }
    at += glyphWidth(char) * step;
  }
  flush();
  return fragments;
}

function quad(origin: readonly [number, number], unit: readonly [number, number], up: readonly [number, number], from: number, to: number, size: number): Box {
  const xs: number[] = [];
  const ys: number[] = [];
  for (const along of [from, to]) {
    for (const rise of [ascent * size, -descent * size]) {
      xs.push(origin[0] + unit[0] * along + up[0] * rise);
      ys.push(origin[1] + unit[1] * along + up[1] * rise);
    }
  }
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

function multiply(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1], m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3], m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4], m[1] * n[4] + m[3] * n[5] + m[5],
  ];
}
