import type { Box } from '../../../contract/page.ts';
import { fold } from '../layout/fold.ts';
import { boxOf, tokensBetween, type Layout, type Line } from '../layout/layout.ts';
import { monthByName } from '../lexicon/months.ts';
import { isoDate } from './calendar.ts';

export type DateOrder = 'dmy' | 'mdy';

/** A date that stands on a page, with each way to read it. */
export interface DateToken {
  /** `order` is null where the text leaves no doubt (ISO, month by name). */
  readings: { iso: string; order: DateOrder | null }[];
  text: string;
  line: number;
  page: number;
  from: number;
  to: number;
  box: Box;
  ocr: number;
}

type DateReading = DateToken['readings'][number];

function numericReadings(a: string, b: string, c: string, today: string): DateReading[] {
  if (a.length === 4) {
    const iso = isoDate(Number(a), Number(b), Number(c), today);
    return iso ? [{ iso, order: null }] : [];
  }
  if (c.length !== 4 && c.length !== 2) return [];
  const dmy = isoDate(Number(c), Number(b), Number(a), today);
  const mdy = isoDate(Number(c), Number(a), Number(b), today);
  const readings: DateReading[] = [];
  if (dmy) readings.push({ iso: dmy, order: 'dmy' });
  if (mdy && mdy !== dmy) readings.push({ iso: mdy, order: 'mdy' });
  // 05/05/2024 is the same day either way.
  if (mdy && mdy === dmy) return [{ iso: dmy, order: null }];
  return readings;
}

function namedReading(year: string, name: string, day: string, today: string): DateReading[] {
  const month = monthByName.get(fold(name).replace(/[^a-z]/g, ''));
  const iso = month ? isoDate(Number(year), month, Number(day), today) : null;
  return iso ? [{ iso, order: null }] : [];
}

interface Pattern {
  expression: RegExp;
  read: (groups: string[], today: string) => DateReading[];
}

const patterns: Pattern[] = [
  // 31/10/2023, 31 /10 /23, 2018-04-23, 07.05.2014, 31-10-23
  { expression: /(?<![\d.,/-])(\d{1,4})\s?([/.\-–])\s?(\d{1,2})\s?\2\s?(\d{4}(?=\d{2}:\d{2})|(?:\d{4}|\d{2})(?![\d/-]|[.,]\d))/g, read: ([a = '', , b = '', c = ''], today) => numericReadings(a, b, c, today) },
  // 7. Mai 2014, 02 Juillet 2015, 9 de marzo de 2024, 31-oct-2023, 25SEP2018, 12/Dic/23
  { expression: /(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|°)?\s?[.\-/,]?\s?(?:de\s+|of\s+|d')?(\p{L}{3,12})\.?\s?[.\-/,']?\s?(?:de[l]?\s+)?(\d{4}|\d{2})(?!\d|[.,:]\d)/giu, read: ([day = '', name = '', year = ''], today) => namedReading(year, name, day, today) },
  // August 3 , 2014; Sep 25, 2018; Jul 07'14; March 5th 2020
  { expression: /(?<!\p{L})(\p{L}{3,12})\.?\s?[-/]?\s?(\d{1,2})(?:st|nd|rd|th)?\s?[,.\-/']?\s?(\d{4}|(?<=['-/])\d{2})(?!\d)/giu, read: ([name = '', day = '', year = ''], today) => namedReading(year, name, day, today) },
  // 2018-Apr-23
  { expression: /(?<!\d)(\d{4})[-/ ](\p{L}{3,9})[-/ ](\d{1,2})(?!\d)/giu, read: ([year = '', name = '', day = ''], today) => namedReading(year, name, day, today) },
  // Boxes of a printed form: 31 10 2023
  { expression: /(?<![\d.,/$-]\s?)(\d{2}) (\d{2}) (\d{4})(?![\d.,/-])/g, read: ([a = '', b = '', c = ''], today) => (c.startsWith('19') || c.startsWith('20') ? numericReadings(a, b, c, today) : []) },
];

/** "25 Apri1 2024": read from pixels, an l at the end of a word looks like a one, and would be taken for a day. */
const wordWithOne = /(?<=\p{L}{2})1(?=[\s.,]|$)/gu;

function scanLine(line: Line, today: string): DateToken[] {
  const tokens: DateToken[] = [];
  const text = line.tokens.some((token) => token.ocr < 1) ? line.text.replace(wordWithOne, 'l') : line.text;
  // Every date has a year, of two digits at least.
  if (!/\d{2}/.test(text)) return tokens;
  for (const { expression, read } of patterns) {
    for (const match of text.matchAll(expression)) {
      const from = match.index;
      const to = from + match[0].length;
      if (tokens.some((token) => token.from < to && token.to > from)) continue;
      const readings = read(match.slice(1), today);
      if (readings.length === 0) continue;
      const inside = tokensBetween(line, from, to);
      tokens.push({ readings, text: match[0], line: line.index, page: line.page, from, to, box: boxOf(line, from, to), ocr: Math.min(...inside.map((token) => token.ocr)) });
    }
  }
  return tokens;
}

/** All dates of a document. */
export function scanDates(layout: Layout, today: string): DateToken[] {
  return layout.lines.flatMap((line) => scanLine(line, today));
}
