import type { Box } from '../../../contract/page.ts';
import { boxOf, tokensBetween, type Layout, type Line } from '../layout/layout.ts';

/** Text that could be a document's number. */
export interface NumberToken {
  text: string;
  /** The Argentine point of sale and number, where it has that shape. */
  parts: { pointOfSale: string; number: string } | null;
  line: number;
  page: number;
  from: number;
  to: number;
  box: Box;
  ocr: number;
}

/** Point of sale (4 or 5 digits) and number (8), with or without the dash, spaces around it allowed. */
const argentine = /(?<![\d-])(\d{4,5})\s?[-–/]\s?(\d{8})(?![\d-])/g;
const argentineShort = /(?<![\d-])(\d{4,5})\s?[-–]\s?(\d{3,7})(?![\d-])/g;
const argentineJoined = /(?<![\d.,-])(0\d{3,4})(\d{8})(?![\d.,-])/g;
/** A word with a digit in it; inner dashes, slashes and dots belong to it. */
const general = /(?<![\p{L}\d]|[\p{L}\d][-/_–])(?=[\p{L}\-/._–]*\d)[\p{L}\d]+(?:[-/._–][\p{L}\d]+)*(?![\p{L}\d])/gu;
/** A short series before a number: "CS 67832", "F 1234". */
const series = /(?<![\p{L}\d])\p{Lu}{1,4} \d{3,}(?![\p{L}\d]|[-/.]\d)/gu;
const slashed = /(?<![\p{L}\d])\d{2,} \/ \d{2,}(?![\p{L}\d])/gu;

function token(line: Line, from: number, text: string, parts: NumberToken['parts']): NumberToken {
  const to = from + text.length;
  const ocr = Math.min(...tokensBetween(line, from, to).map((word) => word.ocr));
  return { text: ocr < 1 ? text.replace(smallAmongCapitals, 'I') : text, parts, line: line.index, page: line.page, from, to, box: boxOf(line, from, to), ocr };
}

/** "lNV-4911": among capitals, what OCR reads as a small l is a capital I. */
const smallAmongCapitals = /(?<![\p{Ll}\d])l(?=\p{Lu})|(?<=\p{Lu})l(?=\p{Lu}|[-/ ]?\d)/gu;

function scanLine(line: Line): NumberToken[] {
  const found: NumberToken[] = [];
  if (!/\d/.test(line.text)) return found;
  // "CS 67832" stays beside its "67832": a label may claim either; the parts of an Argentine number do not stand alone.
  const add = (candidate: NumberToken): void => {
    if (!found.some((other) => other.parts && other.from <= candidate.from && other.to >= candidate.to)) found.push(candidate);
  };
  for (const expression of [argentine, argentineShort, argentineJoined]) {
    for (const match of line.text.matchAll(expression)) add(token(line, match.index, match[0], { pointOfSale: match[1] ?? '', number: match[2] ?? '' }));
  }
  for (const expression of [series, slashed, general]) {
    for (const match of line.text.matchAll(expression)) {
      add(token(line, match.index, match[0], null));
    }
  }
  return found;
}

/** Everything on the pages that could be a document number; only labels, places and codes tell which is. */
export function scanNumbers(layout: Layout): NumberToken[] {
  return layout.lines.flatMap(scanLine);
}
