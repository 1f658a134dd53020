import type { FieldDraft } from '../draft.ts';
import { bottom, right } from '../layout/layout.ts';
import { meansAny, type Label } from '../labels/find-labels.ts';
import { claimsOf, linkLabels, netClaim, type Claims } from '../labels/links.ts';
import type { Concept } from '../lexicon/concepts.ts';
import type { Scan } from '../scan/scan.ts';
import type { NumberToken } from '../values/scan-numbers.ts';

const concepts: readonly Concept[] = ['invoiceNumber', 'number', 'pointOfSale', 'otherNumber', 'otherId', 'taxId', 'cae', 'typeCode', 'pageMark', 'address', 'titleInvoice', 'titleCredit', 'titleDebit', 'titleReceipt', 'contact',
  'issueDate', 'dueDate', 'date', 'otherDate', 'activityStart', 'total', 'amountDue', 'net', 'vat', 'quantity'];
const titles: readonly Concept[] = ['titleInvoice', 'titleCredit', 'titleDebit', 'titleReceipt'];

interface NumberChoice { token: NumberToken; value: string; pointOfSale: string | null; score: number; claim: number }

export interface ChosenNumber {
  invoiceNumber?: FieldDraft;
  pointOfSale?: FieldDraft;
}

const digits = (text: string): string => text.replace(/\D/g, '').replace(/^0+/, '');

/** "(512) 555-0143", "512-555-0143", "+54 11 4555-0143". */
const telephone = /\(\d{2,5}\) ?\d{3,4}[-. ]\d{3,4}(?!\d)|(?<![\d-])\d{3}[-.]\d{3}[-.]\d{4}(?!\d)|\+\d{1,3}[ .-]\d[\d .-]{6,13}\d/g;

/** Numbers that are something else by their own shape: dates, amounts, rates, tax ids, times, phones. */
function isOther(scan: Scan, token: NumberToken): boolean {
  const overlaps = (other: { line: number; from: number; to: number }): boolean => other.line === token.line && other.from < token.to && other.to > token.from;
  if (scan.dates.some((date) => overlaps(date) && date.to - date.from >= token.text.length)) return true;
  if (scan.taxIds.some((id) => id.shape >= 2 && overlaps(id) && !(token.parts && id.country !== 'AR'))) return true;
  if (scan.amounts.some((amount) => overlaps(amount) && amount.isFormatted && amount.text.length > token.text.length && amount.decimals === 2)) return true;
  const line = scan.layout.lines[token.line];
  if ([...(line?.text ?? '').matchAll(telephone)].some((match) => match.index < token.to && match.index + match[0].length > token.from)) return true;
  const after = line?.text.slice(token.to) ?? '';
  return /^\d{1,3}([.,]\d{3})*[.,]\d{2}$/.test(token.text) || /^\s?%/.test(after) || /^\d{1,2}:\d{2}/.test(line?.text.slice(token.from) ?? '') || /^@|^\.(?:com|net|org)/i.test(after);
}

/** "N°" beside or under the document's title means the document's number. */
function titleNearness(scan: Scan, titleLabels: Label[], token: NumberToken): number {
  const page = scan.layout.pages.find((candidate) => candidate.number === token.page);
  if (!page) return 0;
  let best = 0;
  for (const title of titleLabels) {
    if (title.page !== token.page || title.box.y > page.height * 0.5) continue;
    const dy = (token.box.y - title.box.y) / page.unit;
    const dx = (token.box.x - right(title.box)) / page.unit;
    if (Math.abs(dy) < 1.2 && dx > -1 && dx < 20) best = Math.max(best, 0.9 - 0.02 * dx);
    else if (dy > 0 && token.box.y - bottom(title.box) < page.unit * 4 && token.box.x < right(title.box) + page.unit * 12 && right(token.box) > title.box.x - page.unit * 6) best = Math.max(best, 0.6);
  }
  return best;
}

function plainScore(scan: Scan, titleLabels: Label[], token: NumberToken, claims: Claims | undefined): { score: number; claim: number } {
  const named = netClaim(claims, 'invoiceNumber', ['number', 'titleInvoice', 'titleCredit', 'titleDebit', 'titleReceipt']);
  const near = titleNearness(scan, titleLabels, token);
  const generic = netClaim(claims, 'number', ['invoiceNumber', ...titles]);
  const titled = Math.max(...titles.map((concept) => netClaim(claims, concept, ['invoiceNumber', 'number', ...titles])));
  const claim = Math.max(named, generic * (0.4 + 0.6 * near), near > 0.5 ? 0.7 * titled : 0.4 * titled);
  const against = Math.max(...(['otherNumber', 'otherId', 'taxId', 'cae', 'typeCode', 'pageMark', 'address', 'contact', 'activityStart', 'total', 'net', 'vat'] as const).map((concept) => claims?.get(concept)?.score ?? 0));
  const page = scan.layout.pages.find((candidate) => candidate.number === token.page);
  const isFirst = page === scan.layout.pages[0];
  const height = page ? token.box.y / page.height : 1;
  let score = claim + 0.15 * near + (isFirst ? 0.2 * Math.max(0, 1 - height) : 0);
  if (claim < against) score -= 0.8 * (against - claim);
  if ((token.text.match(/\d/g) ?? []).length < 3) score -= claim > 0.85 ? 0.1 : 0.35;
  if (/^\d{9,}$/.test(token.text) && claim < 0.5) score -= 0.2;
  if (/^\d+[.,]\d+$/.test(token.text)) score -= 0.25;
  return { score, claim };
}

const pad = (text: string, length: number): string => text.padStart(length, '0');

function argentineChoice(scan: Scan, titleLabels: Label[], token: NumberToken, claims: Claims | undefined): NumberChoice | null {
  if (!token.parts) return null;
  const { score, claim } = plainScore(scan, titleLabels, token, claims);
  const { pointOfSale, number } = token.parts;
  const isFull = number.length === 8;
  const page = scan.layout.pages.find((candidate) => candidate.number === token.page);
  const isHigh = page !== undefined && token.box.y < page.height * 0.4;
  const isJoined = /^\d+$/.test(token.text.trim());
  if (isJoined && claim < 0.3) return null;
  return { token, value: `${pointOfSale}-${number}`, pointOfSale: String(Number(pointOfSale)), score: score + (isFull ? (isHigh ? 0.8 : 0.3) : 0.15) - (isJoined ? 0.3 : 0), claim };
}

/** "Punto de Venta: 00003   Comp. Nro: 00000153": the two halves, each with its own label. */
function halvesChoice(scan: Scan, claims: Map<NumberToken, Claims>): NumberChoice[] {
  const points = scan.numbers.filter((token) => /^\d{1,5}$/.test(token.text) && netClaim(claims.get(token), 'pointOfSale') > 0.5);
  const numbers = scan.numbers.filter((token) => /^\d{1,8}$/.test(token.text) && netClaim(claims.get(token), 'invoiceNumber', ['number', ...titles]) > 0.45);
  return points.flatMap((point) => numbers.flatMap((token) => {
    const unit = scan.layout.pages.find((page) => page.number === token.page)?.unit ?? 10;
    if (point === token || point.page !== token.page || Math.abs(point.box.y - token.box.y) > unit * 4) return [];
    const claim = Math.min(netClaim(claims.get(point), 'pointOfSale'), netClaim(claims.get(token), 'invoiceNumber', ['number', ...titles]));
    return [{ token, value: `${pad(point.text, 4)}-${pad(token.text, 8)}`, pointOfSale: String(Number(point.text)), score: claim + 0.9, claim }];
  }));
}

function toDraft(choice: NumberChoice, value: string, scan: Scan, margin: number): FieldDraft {
  const { token } = choice;
  const sightings = scan.numbers.filter((other) => digits(other.text) === digits(token.text) && other.text.length >= token.text.length - 1).length;
  return {
    value, source: token.ocr < 1 ? 'ocr' : 'text', page: token.page, box: token.box,
    evidence: { label: choice.claim, margin: Math.min(1, Math.max(0, margin)), shape: choice.pointOfSale !== null ? 1 : 0, sightings: Math.min(3, sightings), ocr: token.ocr, length: Math.min(1, digits(token.text).length / 4) },
  };
}

/** Chooses the invoice's number, and in Argentina its point of sale with it. */
export function chooseNumber(scan: Scan): ChosenNumber {
  const tokens = scan.numbers.filter((token) => !isOther(scan, token));
  const links = linkLabels(scan.layout, scan.labels, tokens, (label) => meansAny(label, concepts));
  const claims = claimsOf(links, concepts);
  const isArgentine = scan.country === 'AR';
  const choices: NumberChoice[] = isArgentine ? halvesChoice(scan, claims) : [];
  const titleLabels = scan.labels.filter((label) => meansAny(label, titles));
  for (const token of tokens) {
    const argentine = isArgentine ? argentineChoice(scan, titleLabels, token, claims.get(token)) : null;
    if (argentine) choices.push(argentine);
    else {
      const { score, claim } = plainScore(scan, titleLabels, token, claims.get(token));
      if (claim > 0.2) choices.push({ token, value: token.text, pointOfSale: null, score: score - (isArgentine ? 0.4 : 0), claim });
    }
  }
  const codeNumber = scan.facts.map((facts) => facts.values.invoiceNumber).find(Boolean);
  for (const choice of choices) if (codeNumber && digits(choice.value) === digits(codeNumber)) choice.score += 4;
  choices.sort((a, b) => b.score - a.score);
  const [best] = choices;
  if (!best || best.score < 0.3) return {};
  const rival = choices.find((choice) => digits(choice.value) !== digits(best.value));
  const margin = best.score - (rival?.score ?? 0);
  return {
    invoiceNumber: toDraft(best, best.value, scan, margin),
    ...(best.pointOfSale !== null ? { pointOfSale: toDraft(best, best.pointOfSale, scan, margin) } : {}),
  };
}
