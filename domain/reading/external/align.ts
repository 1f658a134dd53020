import { amountFields, dateFields, type FieldName } from '../../../contract/extraction.ts';
import type { Box } from '../../../contract/page.ts';
import { fold, foldedWords, similarity } from '../layout/fold.ts';
import { bottom, boxOf, tokensBetween, unite, type Line } from '../layout/layout.ts';
import { currencyNames, currencySigns } from '../lexicon/currencies.ts';
import type { Scan } from '../scan/scan.ts';
import { absolute, one, parseDecimal } from '../values/amount.ts';
import type { AmountToken } from '../values/scan-amounts.ts';

/** Where on the pages a value stands. */
export interface Place {
  page: number;
  box: Box;
  /** The OCR engine's score of its words, 1 for the file's own text. */
  ocr: number;
}

const at = (line: Line, from: number, to: number): Place =>
  ({ page: line.page, box: boxOf(line, from, to), ocr: Math.min(...tokensBetween(line, from, to).map((token) => token.ocr)) });

function findText(seen: Scan, expression: RegExp): Place | null {
  for (const line of seen.layout.lines) {
    const match = expression.exec(line.text);
    if (match) return at(line, match.index, match.index + match[0].length);
  }
  return null;
}

/** Letters and digits in order, whatever stands between them and however many zeros stand before. Only letters and digits enter the pattern. */
function spelled(value: string): RegExp {
  const characters = value.replace(/[^\p{L}\p{N}]/gu, '').replace(/^0+(?=.)/, '');
  if (characters === '') return /(?!)/;
  return new RegExp(`(?<![\\p{L}\\d])0{0,7}${[...characters].join('[\\s.\\-–/]{0,3}')}(?![\\p{L}\\d])`, 'iu');
}

/** Of several sightings of an amount the one that looks most like money, and of those the lowest: totals stand below. */
function alignAmount(seen: Scan, value: string): Place | null {
  const wanted = parseDecimal(value);
  if (wanted === null) return null;
  const looks = (token: AmountToken): number => (token.isFormatted ? 2 : 0) + (token.currency === null ? 0 : 1);
  // A bare small number is a count, a code or a page: no proof of an amount.
  const isMoney = (token: AmountToken): boolean => looks(token) > 0 || absolute(token.value) >= 100n * one;
  const [best] = seen.amounts.filter((token) => !token.isPercent && absolute(token.value) === absolute(wanted) && isMoney(token))
    .sort((a, b) => looks(b) - looks(a) || b.page - a.page || bottom(b.box) - bottom(a.box));
  return best ? { page: best.page, box: best.box, ocr: best.ocr } : null;
}

function alignTaxId(seen: Scan, value: string): Place | null {
  const token = seen.taxIds.find((candidate) => candidate.value === value) ?? seen.taxIds.find((candidate) => candidate.value.replace(/^[A-Z]{2}/, '') === value.replace(/^[A-Z]{2}/, ''));
  return token ? { page: token.page, box: token.box, ocr: token.ocr } : findText(seen, spelled(value));
}

/** A number in one piece, or its two halves apart: "Punto de Venta: 00003   Comp. Nro: 00000153". */
function alignNumber(seen: Scan, value: string): Place | null {
  const whole = findText(seen, spelled(value));
  const [point, number, ...more] = value.split(/\D+/).filter(Boolean);
  if (whole || !point || !number || more.length > 0 || /\p{L}/u.test(value)) return whole;
  return alignPointOfSale(seen, point) && number.length >= 4 ? findText(seen, spelled(number)) : null;
}

/** Printed with its zeros, or as the first part of the number: a bare "3" could be anything. */
const alignPointOfSale = (seen: Scan, value: string): Place | null => {
  const digits = value.replace(/\D/g, '').replace(/^0+(?=.)/, '');
  return findText(seen, new RegExp(`(?<![\\d.,-])0{0,4}${digits}(?=\\s?[-–]\\s?\\d{3,8}(?!\\d))`)) ?? (digits === '' || digits.length > 5 ? null : findText(seen, new RegExp(`(?<![\\d.,/-])0{${Math.max(0, 4 - digits.length)},${5 - digits.length}}${digits}(?![\\d.,/-])`)));
};

/** The code, a name of the currency, or a sign that can mean it, beside an amount or alone. */
function alignCurrency(seen: Scan, value: string): Place | null {
  const code = findText(seen, new RegExp(`(?<!\\p{L})${value.replace(/[^A-Z]/g, '')}(?!\\p{L})`, 'iu'));
  if (code) return code;
  const names = Object.entries(currencyNames).filter(([, known]) => known === value).map(([words]) => words);
  const named = seen.layout.lines.find((line) => names.some((words) => fold(line.text).includes(words)));
  if (named) return { page: named.page, box: named.box, ocr: Math.min(...named.tokens.map((token) => token.ocr)) };
  const beside = seen.amounts.find((token) => token.currency !== null && currencySigns[token.currency]?.includes(value));
  return beside ? { page: beside.page, box: beside.box, ocr: beside.ocr } : null;
}

/** The letter in the upper third of the first page, alone in its word. */
function alignLetter(seen: Scan, value: string): Place | null {
  const [page] = seen.layout.pages;
  for (const line of page?.lines ?? []) {
    if (line.box.y > (page?.height ?? 0) * 0.35) break;
    const token = line.tokens.find((candidate) => candidate.text.replace(/["'“”()[\]]/g, '') === value);
    if (token) return { page: token.page, box: token.box, ocr: token.ocr };
  }
  return null;
}

/** The share of a name's letters that must stand together on one line: long names are broken over lines, and OCR errs. */
const nameShare = 0.6;

function alignName(seen: Scan, value: string): Place | null {
  const wanted = foldedWords(value);
  const letters = wanted.reduce((sum, word) => sum + word.length, 0);
  let best: { share: number; place: Place } | null = null;
  for (const line of seen.layout.lines) {
    const words = line.tokens.flatMap((token) => foldedWords(token.text).map((text) => ({ text, token })));
    for (let start = 0; start < words.length; start++) {
      const run: typeof words = [];
      while (run.length < wanted.length && similarity(words[start + run.length]?.text ?? '', wanted[run.length] ?? '') >= 0.75) run.push(words[start + run.length] as (typeof words)[number]);
      const share = run.reduce((sum, word) => sum + word.text.length, 0) / Math.max(1, letters);
      const tokens = run.map(({ token }) => token);
      if (share >= nameShare && share > (best?.share ?? 0)) best = { share, place: { page: line.page, box: unite(tokens.map((token) => token.box)), ocr: Math.min(...tokens.map((token) => token.ocr)) } };
    }
  }
  return best?.place ?? null;
}

/** Finds the words that a value of the contract's form was read from; null where it stands nowhere on the pages. */
export function alignField(name: FieldName, value: string, seen: Scan): Place | null {
  if ((amountFields as readonly FieldName[]).includes(name)) return alignAmount(seen, value);
  if ((dateFields as readonly FieldName[]).includes(name)) return seen.dates.find((date) => date.readings.some((reading) => reading.iso === value)) ?? null;
  switch (name) {
    case 'issuerTaxId': case 'recipientTaxId': return alignTaxId(seen, value);
    case 'invoiceNumber': return alignNumber(seen, value);
    case 'pointOfSale': return alignPointOfSale(seen, value);
    case 'currency': return alignCurrency(seen, value);
    case 'invoiceType': return alignLetter(seen, value);
    case 'cae': case 'invoiceTypeCode': return findText(seen, name === 'cae' ? spelled(value) : new RegExp(`c[o0óò]d(?:igo)?[.:º°\\s]{0,4}(?:n[º°ro.]{0,3}\\s?)?0{0,2}${value.replace(/\D/g, '')}(?!\\d)`, 'i'));
    default: return alignName(seen, value);
  }
}

/** Whether an amount stands on the pages at all. */
export const isPrintedAmount = (seen: Scan, value: string): boolean => alignAmount(seen, value) !== null;
