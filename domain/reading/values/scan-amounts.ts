import type { Box } from '../../../contract/page.ts';
import { fold } from '../layout/fold.ts';
import { boxOf, right, type Layout, type LayoutPage, type Line, type Token } from '../layout/layout.ts';
import { currencySigns } from '../lexicon/currencies.ts';
import type { Amount } from './amount.ts';
import { readNumber, type DecimalMark, type NumberReading } from './number-text.ts';

/** A number that stands on a page. */
export interface AmountToken {
  value: Amount;
  decimals: number;
  text: string;
  line: number;
  page: number;
  /** Character range of the number in its line's text. */
  from: number;
  to: number;
  box: Box;
  /** Followed or preceded by a per cent sign. */
  isPercent: boolean;
  /** Followed by a unit of measure: a weight, a length, a time. */
  isMeasure: boolean;
  /** The sign or code beside it, folded; null where there is none. */
  currency: string | null;
  /** Has thousands or decimals: looks like money rather than a count or a code. */
  isFormatted: boolean;
  ocr: number;
}

const letterDigits: Record<string, string> = { O: '0', o: '0', D: '0', Q: '0', l: '1', I: '1', i: '1', '|': '1', S: '5', s: '5', B: '8', Z: '2', z: '2' };

/** What may stand before a number inside the same word: a sign, a currency, an opening bracket, or a label ended by a colon, sign or dot. */
const prefixPattern = /^(?:[-+–−([*#=~]|[^\d]*[:=$€£₺₹]|[A-Za-z.]{1,4}\$?|x|@)*$/i;
/** What may follow it: a sign, a currency, a tax mark, a unit of money, closing punctuation. */
const suffixPattern = /^(?:[-–−)\]*.,;:%]|€|\$|£|₺|₹|eur|euro|euros|usd|ars|gbp|chf|tl|try|rm|inr|cad|sr|zr|zrl|s|z|t|a|b|n|f|e|tx|ht|ttc|cr|kr|dkk|sek|nok|zł|kč|\/[a-zé]+)*$/i;

/** "(21.00)" beside a price is a rate of VAT, hardly a negative amount. */
const vatRateTexts = new Set(['21.00', '10.50', '27.00', '21,00', '10,50', '27,00', '21', '10.5', '10,5', '27', '0.00', '0,00']);

const measure = /^\s?(?:kgs?|gr?|lts?|ml|m[²³23]?|cm|mm|km|kwh|kw|kva|pcs?|stk|st[uü]ck|uds?|unid(?:ades)?|hs|hrs?|hours?|min|days?|tagen?|d[ií]as|jours|g[uü]n|adet|palet|pallets?|units?|oz|lbs?|kap|hojas|pagos|cuotas)(?![\p{L}\d])/iu;

interface Run { from: number; to: number; text: string }

/** Digit runs of a word, with their separators. Letters that OCR takes for digits count inside a run that is mostly digits. */
function runsOf(token: Token, start: number, isOcr: boolean): Run[] {
  if (!/\d/.test(token.text)) return [];
  const runs = [...token.text.matchAll(/(?<![\p{L}\d])[.,]?\d[\d.,'’]*|\d[\d.,'’]*/gu)].map((match) => {
    const text = match[0].replace(/[.,'’]+$/, '').replace(/^[.,](?=\d+[.,])/, '');
    const at = match.index + match[0].indexOf(text);
    return { from: start + at, to: start + at + text.length, text };
  });
  if (!isOcr || !/[A-Za-z|]/.test(token.text)) return runs;
  const mended = [...token.text].map((character) => letterDigits[character] ?? character).join('');
  const digits = (token.text.match(/\d/g) ?? []).length;
  const core = /^[-(]?[$€£]?(\d[\d.,]*\d|\d)\)?$/.exec(mended);
  const hasDecimals = /[.,]\d{2}$/.test(core?.[1] ?? '');
  if (!core?.[1] || !hasDecimals || digits < (core[1].length - 1) / 2) return runs;
  const at = mended.indexOf(core[1]);
  return [{ from: start + at, to: start + at + core[1].length, text: core[1] }];
}

function isAdjacent(a: Token, b: Token): boolean {
  const gap = b.box.x - right(a.box);
  return gap < Math.max(a.box.height, b.box.height) * 0.55;
}

/** Joins "1 234,56", "12.750 ,00" and "106. 50": words that stand close together and only together make a number. */
function joinRuns(line: Line, runs: Map<number, Run[]>): Run[] {
  const joined: Run[] = [];
  for (let i = 0; i < line.tokens.length; i++) {
    const own = runs.get(i) ?? [];
    joined.push(...own.slice(0, -1));
    let run = own.at(-1);
    if (!run) continue;
    let j = i;
    for (;;) {
      const token = line.tokens[j];
      const next = line.tokens[j + 1];
      const nextRun = (runs.get(j + 1) ?? [])[0];
      const endsToken = token && run.to >= (line.starts[j] ?? 0) + token.text.replace(/[.,]$/, '').length;
      if (!token || !next || !nextRun || !endsToken || !isAdjacent(token, next) || (runs.get(j + 1) ?? []).length > 1) break;
      if (nextRun.from !== (line.starts[j + 1] ?? 0) + (/^[.,]\d/.test(next.text) && nextRun.text[0] !== next.text[0] ? 1 : 0)) break;
      const trailing: string = token.text.endsWith(',') || token.text.endsWith('.') ? token.text.slice(-1) : '';
      const isGroup: boolean = trailing === '' && /^\d{1,3}( \d{3})*$/.test(run.text) && /^\d{3}([.,]\d{1,2})?$/.test(nextRun.text);
      const isTail: boolean = (/^[.,]\d{2}$/.test(next.text) && /^\d[\d.,]*$/.test(run.text) && !/[.,]\d{2}$/.test(run.text)) || (trailing !== '' && /^\d{2}$/.test(nextRun.text) && !/[.,]\d{1,2}$/.test(run.text));
      if (!isGroup && !isTail) break;
      const text: string = isGroup ? `${run.text} ${nextRun.text}` : run.text + (trailing || next.text[0] || '') + nextRun.text.replace(/^[.,]/, '');
      run = { from: run.from, to: nextRun.to, text };
      runs.set(j + 1, []);
      j++;
    }
    joined.push(run);
  }
  return joined;
}

const signOf = (text: string): string | null => {
  const folded = fold(text.replace(/[():\d.,\s-]+$/g, '').replace(/^[():.,\s-]+/, ''));
  if (currencySigns[folded]) return folded;
  const symbol = /(?:u\$s|us\$|r\$|[$€£₺₹¥])/.exec(folded);
  return symbol ? symbol[0] : null;
};

function toToken(line: Line, run: Run, reading: NumberReading): AmountToken | null {
  const inside = line.tokens.filter((token, i) => (line.starts[i] ?? 0) < run.to && (line.starts[i] ?? 0) + token.text.length > run.from);
  const first = inside[0];
  const last = inside.at(-1);
  if (!first || !last) return null;
  const firstStart = line.starts[first.index] ?? 0;
  const lastStart = line.starts[last.index] ?? 0;
  const prefix = line.text.slice(firstStart, run.from);
  const suffix = line.text.slice(run.to, lastStart + last.text.length);
  const isMoneyShape = /[.,]\d{2}$/.test(run.text);
  if (!prefixPattern.test(prefix) && !(isMoneyShape && /^\p{L}+[:.]?\$?$/u.test(prefix))) return null;
  if (!suffixPattern.test(suffix)) return null;
  if (prefix.includes('/') && !/s\//i.test(prefix)) return null;
  const before = line.tokens[first.index - 1];
  const after = line.tokens[last.index + 1];
  const isPercent = (prefix.endsWith('(') && suffix.startsWith(')') && vatRateTexts.has(run.text)) || suffix.startsWith('%') || prefix.endsWith('%') || (suffix === '' && after?.text === '%' && isNearToken(last, after))
    || (prefix === '' && before?.text === '%' && isNearToken(before, first) && suffix === '');
  const currency = signOf(prefix) ?? signOf(suffix) ?? (prefix === '' && before && isNearToken(before, first) ? signOf(before.text) : null)
    ?? (suffix === '' && after && isNearToken(last, after) ? signOf(after.text) : null);
  const isNegative = /[-–−]\s*[^\d\w]*$/.test(prefix) && !/\w-$/.test(prefix) || /^\s*[-–−]$/.test(suffix) || (prefix.endsWith('(') && suffix.startsWith(')') && isMoneyShape)
    || (prefix === '' && before !== undefined && /^[-–−]$/.test(before.text) && before.box.x > right(first.box) - first.box.width - first.box.height * 3 && isAdjacent(before, first));
  return {
    value: isNegative && !isPercent ? -reading.value : reading.value, decimals: reading.decimals, text: run.text, line: line.index, page: line.page, from: run.from, to: run.to,
    box: boxOf(line, run.from, run.to), isPercent, currency, isMeasure: currency === null && measure.test(line.text.slice(run.to, run.to + 12)), isFormatted: /[.,]/.test(run.text) || run.text.includes(' '), ocr: Math.min(...inside.map((token) => token.ocr)),
  };
}

const isNearToken = (a: Token, b: Token): boolean => b.box.x - right(a.box) < Math.max(a.box.height, b.box.height) * 1.6;

function runsOfLine(line: Line, isOcr: boolean): Run[] {
  if (!/\d/.test(line.text)) return [];
  const runs = new Map<number, Run[]>();
  line.tokens.forEach((token, i) => runs.set(i, runsOf(token, line.starts[i] ?? 0, isOcr)));
  return joinRuns(line, runs);
}

/**
 * The decimal mark that most of the document's numbers prove; null where none proves any. Sums in whole units ("16,398") prove nothing by
 * themselves, but several of them outweigh a measure such as "3x1,5": money has hardly ever three decimals.
 */
export function decimalMarkOf(texts: string[]): DecimalMark | null {
  const proved = { '.': 0, ',': 0 };
  const openly = { '.': 0, ',': 0 };
  for (const text of texts) {
    const proves = readNumber(text, null)?.proves;
    // Two decimals are the habit of money; other counts prove less.
    if (proves) proved[proves] += /[.,]\d{2}$/.test(text) ? 3 : 1;
    const open = /^[1-9]\d{0,2}([.,])\d{3}$/.exec(text)?.[1] as DecimalMark | undefined;
    if (open) openly[open]++;
  }
  if (proved['.'] === proved[',']) return null;
  const [mark, other]: [DecimalMark, DecimalMark] = proved['.'] > proved[','] ? ['.', ','] : [',', '.'];
  return proved[mark] < 3 && openly[mark] >= 2 ? other : mark;
}

/** Digits without any mark that are too long, or begin with zeros, are identifiers. */
const isIdentifier = (text: string): boolean => /^\d{10,}$/.test(text) || /^0\d{2,}$/.test(text);

/** All numbers of a document that can be amounts, counts or rates. Parts of dates, identifiers and codes are left out. */
export function scanAmounts(layout: Layout, fallback: DecimalMark | null, isTaken: (line: Line, from: number, to: number) => boolean): { amounts: AmountToken[]; mark: DecimalMark | null } {
  const found: { line: Line; page: LayoutPage; run: Run }[] = [];
  for (const page of layout.pages) {
    for (const line of page.lines) {
      for (const run of runsOfLine(line, page.isOcr)) {
        if (!isIdentifier(run.text) && !isTaken(line, run.from, run.to)) found.push({ line, page, run });
      }
    }
  }
  const mark = decimalMarkOf(found.map(({ run }) => run.text)) ?? fallback;
  const amounts = found.flatMap(({ line, run }) => {
    const reading = readNumber(run.text, mark);
    const token = reading && toToken(line, run, reading);
    return token ? [token] : [];
  });
  return { amounts, mark };
}
