import type { Box } from '../../../contract/page.ts';
import { boxOf, right, type Layout, type LayoutPage, type Line } from '../layout/layout.ts';
import type { Concept, Language } from '../lexicon/concepts.ts';
import { labelTrie, nearestLabel, type LabelEntry } from '../lexicon/label-index.ts';
import { charactersOf } from './characters.ts';

/** A known phrase that stands on a page. */
export interface Label {
  meanings: { concept: Concept; strength: number }[];
  languages: Language[];
  key: string;
  line: number;
  page: number;
  from: number;
  to: number;
  box: Box;
  /** Whether a colon follows (OCR may see a semicolon): it announces a value. */
  isColon: boolean;
  /** Whether it stands at the beginning of a line or of a cell of it. */
  isCellStart: boolean;
}

/** Gaps wider than this many line heights part the cells of a line. */
export const cellGap = 1.1;

interface Cell { offset: number; canonical: string; token: number; isStart: boolean; isEnd: boolean }

/** The line's letters and digits as the label index sees them, with where a label may begin and end. */
function cellsOf(line: Line): Cell[] {
  const cells: Cell[] = [];
  line.tokens.forEach((token, index) => {
    const characters = charactersOf(token.text);
    let offset = line.starts[index] ?? 0;
    characters.forEach((character, i) => {
      const before = characters[i - 1];
      const after = characters[i + 1];
      const isStart = (character.isLetter || character.text === '%') && (!before?.isLetter || (before.isLower && character.isUpper));
      const isEnd = character.isLetter ? !after?.isLetter || (character.isLower && after.isUpper) : !character.isDigit || !after || !(after.isLetter || after.isDigit || after.text === '.' || after.text === ',');
      for (const { canonical, isFirst, isLast } of character.parts) cells.push({ offset, canonical, token: index, isStart: isStart && isFirst, isEnd: isEnd && isLast });
      offset += character.text.length;
    });
  });
  return cells;
}

const isBreak = (line: Line, token: number, gap: number): boolean => {
  const a = line.tokens[token];
  const b = line.tokens[token + 1];
  return !a || !b || b.box.x - right(a.box) > gap * Math.max(line.height, Math.min(a.box.height, b.box.height));
};

/** Whether a wide gap parts two words: of "Invoice #      Date" the sign, which the index does not see, stands before the gap. */
function isParted(line: Line, from: number, to: number): boolean {
  for (let token = from; token < to; token++) if (isBreak(line, token, 2)) return true;
  return false;
}

interface Match { first: number; last: number; entry: LabelEntry; isFuzzy: boolean }

function exactMatches(line: Line, cells: Cell[]): Match[] {
  const matches: Match[] = [];
  for (let i = 0; i < cells.length; i++) {
    if (!cells[i]?.isStart) continue;
    let node = labelTrie;
    let found: Match | undefined;
    for (let j = i; j < cells.length; j++) {
      const cell = cells[j];
      const previous = cells[j - 1];
      const next = cell && node.next.get(cell.canonical);
      if (!next) break;
      if (j > i && previous && (isParted(line, previous.token, cell.token) || /[:=]/.test(line.text.slice(previous.offset + 1, cell.offset)))) break;
      node = next;
      if (node.entry && cell.isEnd) found = { first: i, last: j, entry: node.entry, isFuzzy: false };
    }
    if (found) matches.push(found);
  }
  return matches;
}

/** Words that only nearly are labels; asked on pages read by OCR alone. */
function fuzzyMatches(line: Line, cells: Cell[], exact: Match[]): Match[] {
  const matches: Match[] = [];
  const isWord = line.tokens.map((token) => /\p{L}{2}/u.test(token.text));
  const letters = cells.filter((cell) => isWord[cell.token] && /\p{L}/u.test(cell.canonical));
  for (let token = 0; token < line.tokens.length; token++) {
    for (let span = 3; span >= 1; span--) {
      const inside = letters.filter((cell) => cell.token >= token && cell.token < token + span);
      const first = inside[0];
      const last = inside.at(-1);
      if (!first || !last || inside.length < 5 || last.token !== token + span - 1) continue;
      if (exact.some((match) => (cells[match.first]?.offset ?? 0) <= last.offset && (cells[match.last]?.offset ?? 0) >= first.offset)) continue;
      // Digits may stand for letters, but not for most of them.
      if (inside.filter((cell) => /\p{L}/u.test(line.text[cell.offset] ?? '')).length < inside.length * 0.7) continue;
      const entry = nearestLabel(inside.map((cell) => cell.canonical).join(''));
      if (!entry) continue;
      matches.push({ first: cells.indexOf(first), last: cells.indexOf(last), entry, isFuzzy: true });
      break;
    }
  }
  return matches;
}

/** Short labels are common words too: they count only in capitals, before a value, or alone in their cell. */
function isTrusted(line: Line, text: string, after: string, match: Match, cells: Cell[]): boolean {
  if (match.entry.key.length > 3) return true;
  const firstToken = cells[match.first]?.token ?? 0;
  const lastToken = cells[match.last]?.token ?? 0;
  const standsAlone = isBreak(line, firstToken - 1, cellGap) && isBreak(line, lastToken, cellGap);
  const letters = text.replace(/[^\p{L}]/gu, '');
  if (letters.length === 0 && !text.includes('%')) return false;
  const isCapitals = letters.length >= 2 && letters === letters.toUpperCase();
  return isCapitals || standsAlone || /^\s*[:=#°º.]*\s*[:=#°º]/.test(after) || /^\.?\s*[$€£]?\s*\d/.test(after) || /[°º#%]/.test(text);
}

/** Fuzzy matches count less; "Invoice #" and "Factura:" announce a number although the word alone does not. */
function meaningsHere(match: Match, after: string): Label['meanings'] {
  const announces = /^\s*[#№]/.test(after) ? 3 : /^\s*:/.test(after) ? 2.5 : 0;
  // "KDV % 10" is the tax at ten per cent, "KDV %" alone the head of a column of rates.
  const isTax = /%$/.test(match.entry.key) && /^\s*\d/.test(after) && match.entry.meanings.some(({ concept }) => concept === 'rate');
  if (isTax) return [{ concept: 'vat', strength: 3 }];
  return match.entry.meanings.map(({ concept, strength }) => ({ concept, strength: (concept === 'invoiceNumber' ? Math.max(strength, announces) : strength) * (match.isFuzzy ? 0.8 : 1) }));
}

/** Lines of many small words are sentences; a label in capitals inside one may still be one. */
function isSentence(line: Line, label: string): boolean {
  const letters = label.replace(/[^\p{L}]/gu, '');
  if (letters.length > 1 && letters === letters.toUpperCase()) return false;
  return line.tokens.filter((token) => /^\p{Ll}{2,}[,.;]?$/u.test(token.text)).length >= 6;
}

function toLabel(line: Line, match: Match, cells: Cell[]): Label | null {
  const first = cells[match.first];
  const last = cells[match.last];
  if (!first || !last) return null;
  const to = last.offset + 1;
  const text = line.text.slice(first.offset, to);
  const after = line.text.slice(to);
  if (!isTrusted(line, text, after, match, cells)) return null;
  const token = line.tokens[first.token];
  const isTokenStart = first.offset === (line.starts[first.token] ?? 0) || /^[^\p{L}\p{N}]*$/u.test(token?.text.slice(0, first.offset - (line.starts[first.token] ?? 0)) ?? '');
  const isCellStart = isTokenStart && (first.token === 0 || isBreak(line, first.token - 1, cellGap));
  const isColon = /^[.)\]\s]{0,3}[:;](?!\S*\d{2}:)/.test(after);
  // In the middle of a sentence a word announces nothing.
  const isInProse = !isCellStart && !isColon && isSentence(line, text);
  return {
    meanings: meaningsHere(match, after).map((meaning) => (isInProse ? { ...meaning, strength: meaning.strength * 0.5 } : meaning)),
    languages: match.entry.languages, key: match.entry.key, line: line.index, page: line.page, from: first.offset, to, box: boxOf(line, first.offset, to),
    isColon, isCellStart,
  };
}

function labelsOfLine(page: LayoutPage, line: Line): Label[] {
  const cells = cellsOf(line);
  const exact = exactMatches(line, cells);
  const matches = page.isOcr ? [...exact, ...fuzzyMatches(line, cells, exact)] : exact;
  matches.sort((a, b) => b.last - b.first - (a.last - a.first) || a.first - b.first);
  const taken: Match[] = [];
  const labels: Label[] = [];
  for (const match of matches) {
    if (taken.some((other) => match.first <= other.last && match.last >= other.first)) continue;
    const label = toLabel(line, match, cells);
    if (!label) continue;
    taken.push(match);
    labels.push(label);
  }
  labels.sort((a, b) => a.from - b.from);
  return labels.filter((label, i) => !isConnector(line, labels[i - 1], label));
}

/** "Date limite de paiement le 5 juillet": the little word belongs to the label before it. */
function isConnector(line: Line, before: Label | undefined, label: Label): boolean {
  return before !== undefined && label.key.length <= 3 && /^(?:le|du|el|am|vom|del|dal|on|by|to|de|em|au|an|al|van|op)$/i.test(line.text.slice(label.from, label.to)) && /^[\s:]*$/.test(line.text.slice(before.to, label.from));
}

/** All known phrases of a document; of phrases that overlap, the longest. */
export function findLabels(layout: Layout): Label[] {
  return layout.pages.flatMap((page) => page.lines.flatMap((line) => labelsOfLine(page, line)));
}

export const strengthOf = (label: Label, concept: Concept): number => label.meanings.find((meaning) => meaning.concept === concept)?.strength ?? 0;
/** Whether a label has any of these meanings. */
export const meansAny = (label: Label, concepts: readonly Concept[]): boolean => label.meanings.some(({ concept, strength }) => strength > 0 && concepts.includes(concept));
export const means = (label: Label, concept: Concept): boolean => strengthOf(label, concept) > 0;
