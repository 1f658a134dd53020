import type { Box } from '../../../contract/page.ts';
import { boxOf, tokensBetween, type Layout, type Line } from '../layout/layout.ts';

/** Text that has the shape of a tax id. */
export interface TaxIdToken {
  /** Without spaces, dots and dashes, upper case. */
  value: string;
  text: string;
  /** ISO country whose shape it has; null where only a label could say. */
  country: string | null;
  /** 1: only a label makes it a tax id; 2: a shape that is rarely anything else; 3: the shape and prefix of one country's tax ids. */
  shape: 1 | 2 | 3;
  line: number;
  page: number;
  from: number;
  to: number;
  box: Box;
  ocr: number;
}

interface Shape {
  country: string | null;
  shape: 1 | 2 | 3;
  /** Begins with the country's letters. */
  isNamed?: true;
  expression: RegExp;
}

const s = '[\\s.-]?';

/** Shapes by country, the most telling first; a text that one shape took is not offered to the next. */
const shapes: Shape[] = [
  { country: 'AR', shape: 3, expression: new RegExp(`(?<![\\d-])(?:20|23|24|25|26|27|30|33|34|50|51|55)\\s?[-–.]\\s?\\d{2}[.]?\\d{3}[.]?\\d{3}\\s?[-–.]\\s?\\d(?!\\d|[-/]\\d)`, 'g') },
  { country: 'AR', shape: 2, expression: /(?<!\d|[.,-]|(?<![A-Za-z])[A-Z]{2})(?:20|23|24|25|26|27|30|33|34|50|51|55)\d{9}(?![\d]|[.,]\d)/g },
  { country: 'BR', shape: 3, expression: /(?<!\d)\d{2}\.\d{3}\.\d{3}\/\d{4}-\d{2}(?!\d)/g },
  { country: 'BR', shape: 2, expression: /(?<!\d)\d{3}\.\d{3}\.\d{3}-\d{2}(?!\d)/g },
  { country: 'CL', shape: 2, expression: /(?<!\d)\d{1,2}\.\d{3}\.\d{3}-[\dkK](?![\dA-Za-z])/g },
  { country: 'IN', shape: 3, expression: /(?<![A-Z0-9])\d{2}[A-Z]{5}\d{4}[A-Z][A-Z\d][Z2][A-Z\d](?![\p{L}\d])/gu },
  { country: 'MX', shape: 3, expression: /(?<![A-Z0-9&Ñ])[A-ZÑ&]{3,4}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[A-Z0-9]{2}[0-9A](?![\p{L}\d])/gu },
  { country: 'NL', shape: 3, isNamed: true, expression: new RegExp(`(?<![A-Z0-9])NL${s}\\d{4}${s}\\d{2}${s}\\d{3}${s}B${s}\\d{2}(?!\\d)`, 'gi') },
  { country: 'AT', shape: 3, isNamed: true, expression: new RegExp(`(?<![A-Z0-9])AT${s}U${s}\\d{8}(?!\\d)`, 'gi') },
  { country: 'FR', shape: 3, isNamed: true, expression: new RegExp(`(?<![A-Z0-9])FR${s}[A-HJ-NP-Z0-9]{2}${s}\\d{3}${s}\\d{3}${s}\\d{3}(?!\\d)(?! ?\\d{3} \\d)`, 'g') },
  { country: 'FR', shape: 3, isNamed: true, expression: /(?<![A-Z0-9])FR(?: ?\d){11}(?! ?\d)/g },
  { country: 'DE', shape: 3, isNamed: true, expression: new RegExp(`(?<![A-Z0-9])DE${s}\\d{3}${s}\\d{3}${s}\\d{3}(?![ ]?\\d)`, 'g') },
  { country: 'ES', shape: 3, isNamed: true, expression: new RegExp(`(?<![A-Z0-9])ES${s}(?:[A-HJNP-SUVW]${s}\\d{7}${s}[0-9A-J]|\\d{8}${s}[A-Z]|[XYZ]${s}\\d{7}${s}[A-Z])(?![\\p{L}\\d])`, 'gu') },
  { country: 'ES', shape: 2, expression: /(?<![A-Z0-9])(?:[A-HJNP-SUVW][-. ]?\d{2}\.?\d{3}\.?\d{2}[0-9A-J]|[A-HJNP-SUVW][-. ]?\d{7}[-.]?[0-9A-J]|\d{8}[-.]?[TRWAGMYFPDXBNJZSQVHLCKE]|[XYZ][-. ]?\d{7}[-.]?[A-Z])(?![\p{L}\d])/gu },
  { country: 'IT', shape: 3, isNamed: true, expression: new RegExp(`(?<![A-Z0-9])IT${s}\\d{11}(?!\\d)`, 'g') },
  { country: 'IT', shape: 2, expression: /(?<![A-Z0-9])[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z](?![\p{L}\d])/gu },
  { country: 'BE', shape: 3, isNamed: true, expression: new RegExp(`(?<![A-Z0-9])BE${s}[01]?\\d{3}${s}\\d{3}${s}\\d{3}(?!\\d)`, 'g') },
  { country: 'PT', shape: 3, isNamed: true, expression: new RegExp(`(?<![A-Z0-9])PT${s}\\d{3}${s}\\d{3}${s}\\d{3}(?!\\d)`, 'g') },
  { country: 'GB', shape: 3, isNamed: true, expression: new RegExp(`(?<![A-Z0-9])GB${s}\\d{3}${s}\\d{4}${s}\\d{2}(?:${s}\\d{3})?(?!\\d)`, 'g') },
  { country: 'CH', shape: 3, isNamed: true, expression: /(?<![A-Z0-9])CHE[-\s]?\d{3}\.?\d{3}\.?\d{3}(?!\d)/g },
  { country: 'DK', shape: 2, isNamed: true, expression: /(?<![A-Z0-9])DK[\s.-]?\d{2} ?\d{2} ?\d{2} ?\d{2}(?!\d)/g },
  { country: 'SE', shape: 3, isNamed: true, expression: /(?<![A-Z0-9])SE[\s.-]?\d{10}01(?!\d)/g },
  { country: 'PL', shape: 3, isNamed: true, expression: /(?<![A-Z0-9])PL[\s.-]?\d{3}-?\d{3}-?\d{2}-?\d{2}(?!\d)/g },
  { country: 'IE', shape: 3, isNamed: true, expression: /(?<![A-Z0-9])IE[\s.-]?\d[A-Z0-9]\d{5}[A-Z]{1,2}(?![\p{L}\d])/gu },
  { country: 'LU', shape: 2, isNamed: true, expression: /(?<![A-Z0-9])LU[\s.-]?\d{8}(?!\d)/g },
  { country: 'FI', shape: 2, isNamed: true, expression: /(?<![A-Z0-9])FI[\s.-]?\d{8}(?!\d)/g },
  { country: 'NO', shape: 2, expression: /(?<![A-Z0-9])(?:NO[\s.-]?)?\d{3} ?\d{3} ?\d{3} ?MVA(?![\p{L}\d])/gu },
  { country: 'US', shape: 1, expression: /(?<![\d-])\d{2}-\d{7}(?![\d-])/g },
  // What a label alone can prove: eight digits or more, letters allowed at the ends, or grouped digits.
  { country: null, shape: 1, expression: /(?<![\p{L}\d.,/-])[A-Z]{0,4}\d{8,15}[A-Z]{0,3}(?![\p{L}\d/]|[.,]\d|-\d)/gu },
  { country: null, shape: 1, expression: /(?<![\p{L}\d.,/-])(?:[A-Z]{2}[\s-])?\d{2,5}(?:[ .-]\d{2,4}){2,5}(?:[ .-]?[A-Z]\d{0,2})?(?![\p{L}\d/]|[.,]\d)/gu },
];

const clean = (text: string): string => text.toUpperCase().replace(/[\s.\-–/]/g, '');

const leastDigits = 6;
const digitsIn = (text: string): number => text.match(/\d/g)?.length ?? 0;

function scanLine(line: Line): TaxIdToken[] {
  const found: TaxIdToken[] = [];
  // Most lines have too few digits for any shape.
  if (digitsIn(line.text) < leastDigits) return found;
  const capitals = line.text.toUpperCase();
  for (const { country, shape, isNamed, expression } of shapes) {
    if (isNamed && country !== null && !capitals.includes(country)) continue;
    for (const match of line.text.matchAll(expression)) {
      const from = match.index;
      const to = from + match[0].length;
      if (found.some((other) => other.from < to && other.to > from)) continue;
      const value = clean(match[0]);
      if (digitsIn(value) < leastDigits) continue;
      found.push({ value, text: match[0], country, shape, line: line.index, page: line.page, from, to, box: boxOf(line, from, to), ocr: Math.min(...tokensBetween(line, from, to).map((token) => token.ocr)) });
    }
  }
  return found;
}

/** Everything on the pages that could be a tax id; most of it only with a label that says so. */
export function scanTaxIds(layout: Layout): TaxIdToken[] {
  return layout.lines.flatMap(scanLine);
}
