import { amountFrom, type Amount } from './amount.ts';

/** Which character separates decimals in a document. */
export type DecimalMark = '.' | ',';

/** One way to read a run of digits and separators. */
export interface NumberReading {
  value: Amount;
  decimals: number;
  /** The decimal mark that the text proves by itself; null where it could be otherwise or there is none. */
  proves: DecimalMark | null;
}

const groupsOfThree = (groups: string[]): boolean =>
  (groups[0] ?? '').length >= 1 && (groups[0] ?? '').length <= 3 && groups.slice(1).every((group) => group.length === 3);

/** Indian grouping: 12,34,567. */
const groupsOfTwo = (groups: string[]): boolean =>
  groups.length >= 3 && (groups[0] ?? '').length <= 2 && groups.slice(1, -1).every((group) => group.length === 2) && groups.at(-1)?.length === 3;

const isGrouped = (groups: string[]): boolean => groupsOfThree(groups) || groupsOfTwo(groups);

function reading(whole: string, decimals: string, proves: DecimalMark | null): NumberReading {
  return { value: amountFrom(whole, decimals), decimals: decimals.length, proves };
}

/**
 * Reads digits with separators (spaces and apostrophes only group). `mark` decides what the text leaves open:
 * "1.250" is 1.25 where the document's decimal mark is a point, 1250 otherwise. Null where it is no number (version strings, dates).
 */
export function readNumber(text: string, mark: DecimalMark | null): NumberReading | null {
  const compact = text.replace(/[\s'’\u202f\u00a0]/g, '');
  if (!/^\d[\d.,]*$|^[.,]\d+$/.test(compact) || /[.,]$/.test(compact)) return null;
  const marks = [...compact].filter((character) => character === '.' || character === ',');
  if (marks.length === 0) return reading(compact, '', null);
  const last = marks.at(-1) as DecimalMark;
  const at = compact.lastIndexOf(last);
  const tail = compact.slice(at + 1);
  const head = compact.slice(0, at);
  const headGroups = head.split(/[.,]/);
  const isMixed = marks.some((character) => character !== last);
  if (isMixed) {
    const inHead = marks.filter((character) => character === last).length;
    if (inHead > 1 || !isGrouped(headGroups)) return null;
    return reading(headGroups.join(''), tail, last);
  }
  if (marks.length > 1) {
    const groups = compact.split(last);
    if (isGrouped(groups)) return reading(groups.join(''), '', last === '.' ? ',' : '.');
    // "12.750.00": thousands and decimals by the same mark, a slip of typists and of OCR.
    if (groupsOfThree(headGroups) && tail.length === 2) return reading(headGroups.join(''), tail, null);
    return null;
  }
  if (head === '') return reading('0', tail, null);
  if (tail.length === 3 && head.length <= 3 && !/^0/.test(head)) {
    return mark === last ? reading(head, tail, null) : reading(head + tail, '', null);
  }
  // "0.000", "1234,567", "12,5": three digits after a zero or a long head, and other counts, can only be decimals.
  return reading(head, tail, tail.length <= 2 || head.length > 3 ? last : null);
}
