import { comprobanteType } from '../../fiscal/comprobante-types.ts';
import type { WordReading } from '../fields/read-words.ts';
import { means, strengthOf, type Label } from '../labels/find-labels.ts';
import { allCells, type Cell } from '../layout/cells.ts';
import { fold } from '../layout/fold.ts';
import { foldedLine } from '../layout/fold-lines.ts';
import { bottom } from '../layout/layout.ts';
import type { Concept } from '../lexicon/concepts.ts';
import type { Scan } from '../scan/scan.ts';
import { isTitle } from './is-title.ts';
import { invoiceWord, strongTitle, weakTitle } from './other-titles.ts';

/**
 * What a document calls itself. `other`: it bears another document's name and no word of an invoice; `unsure`: it bears both, or neither,
 * so that a person must look however well its sums close.
 */
export type Kind = 'invoice' | 'unsure' | 'other';

const numberSign = /^(?:n[°ºo.]{0,2}|nro\.?|num(?:ero|mer)?\.?|number|no\.?|nr\.?|#|№)?\s*[:.]?\s*[\p{L}\d#/-]{0,14}\d[\d/ .-]*$/u;
const titleConcepts: readonly Concept[] = ['titleInvoice', 'titleCredit', 'titleDebit'];

interface Title { height: number }

/** A day's report of a fiscal printer, a summary of data, a note of assignment. */
const notBooked: ReadonlySet<number> = new Set([80, 89, 103]);

/** Another document's name as the beginning of a cell in the head of the first page, or in large letters; a colon after it makes it a reference. */
function otherTitleOf(scan: Scan, cell: Cell): Title | null {
  const [page] = scan.layout.pages;
  if (!page || cell.page !== page.number || cell.box.y > page.height * 0.45) return null;
  const text = fold(cell.text).replace(/^[^\p{L}\d]+/u, '').replace(/\s+/g, ' ');
  const isHead = bottom(cell.box) < page.height * 0.3;
  const isTall = cell.height > page.unit * (isHead ? 1.2 : 1.4);
  const name = strongTitle.exec(text) ?? (isTall ? weakTitle.exec(text) : null);
  if (!name) return null;
  const rest = text.slice(name[0].length).trim();
  if (rest === '' || /^[.*)\]]+$/.test(rest)) return isHead || isTall ? { height: cell.height } : null;
  return isTall && (numberSign.test(rest) || rest.split(' ').length <= 3) && !rest.startsWith(':') ? { height: cell.height } : null;
}

/** "Factura pro-forma", "PROFORMA FACTUUR": the word beside the title takes it back. */
function isProforma(scan: Scan, label: Label): boolean {
  const line = scan.layout.lines[label.line];
  const text = line ? foldedLine(line) : '';
  return /pro ?-? ?forma[\s\-–]*$/.test(text.slice(Math.max(0, label.from - 12), label.from)) || /^[\s\-–(]*pro ?-? ?forma/.test(text.slice(label.to, label.to + 14));
}

/** Names of an invoice: as the page's title, and anywhere. */
function ownNames(scan: Scan): { title: Title | null; isNamed: boolean } {
  let title = null as Title | null;
  let isNamed = false;
  for (const label of scan.labels) {
    const line = scan.layout.lines[label.line];
    const isOther = means(label, 'titleOther') && !means(label, 'titleInvoice');
    if (!line || isOther || isProforma(scan, label)) continue;
    const isTitleLabel = titleConcepts.some((concept) => means(label, concept));
    if (isTitleLabel && isTitle(scan, label)) title = { height: Math.max(label.box.height, title?.height ?? 0) };
    const names = isTitleLabel || means(label, 'titleReceipt') || (strengthOf(label, 'invoiceNumber') >= 2 && invoiceWord.test(fold(line.text.slice(label.from, label.to))));
    isNamed ||= names;
  }
  return { title, isNamed };
}

function otherTitles(scan: Scan): Title[] {
  const labelled = scan.labels.filter((label) => (means(label, 'titleOther') && !means(label, 'titleInvoice') && isTitle(scan, label)) || (titleConcepts.some((concept) => means(label, concept)) && isProforma(scan, label)));
  return [...labelled.map((label) => ({ height: label.box.height })), ...allCells(scan.layout).flatMap((cell) => otherTitleOf(scan, cell) ?? [])];
}

/** Every Argentine invoice bears its class (RG 1415), and its authorisation (RG 4291) or at least its name in large letters. */
function isArgentineVoucher(scan: Scan, { fields }: WordReading, title: Title | null): boolean {
  const isRefused = scan.layout.lines.some((line) => /no valid[oa] como factura/.test(foldedLine(line)));
  const hasClass = fields.invoiceType !== undefined || fields.invoiceTypeCode !== undefined;
  return !isRefused && hasClass && (fields.cae !== undefined || title !== null);
}

/** What the code of a voucher says that it is, by a fiscal code or as printed; null where there is none. */
function kindByCode(scan: Scan, { fields }: WordReading): Kind | null {
  const code = scan.facts.map((facts) => facts.values.invoiceTypeCode).find(Boolean) ?? fields.invoiceTypeCode?.value;
  const type = scan.country === 'AR' && code ? comprobanteType(code) : null;
  if (type?.family === 'remito') return 'other';
  return type !== null && (['aduana', 'ajuste'].includes(type.family) || notBooked.has(type.code)) ? 'unsure' : null;
}

export function kindOf(scan: Scan, words: WordReading): Kind {
  const coded = kindByCode(scan, words);
  if (coded !== null) return coded;
  if (scan.facts.length > 0) return 'invoice';
  const { title, isNamed } = ownNames(scan);
  const isVoucher = scan.country === 'AR' ? isArgentineVoucher(scan, words, title) : null;
  const others = otherTitles(scan);
  const tallest = Math.max(0, ...others.map((other) => other.height));
  if (others.length > 0 && !title) return isNamed || isVoucher ? 'unsure' : 'other';
  if (others.length > 0 && title && tallest > title.height * 1.15) return 'unsure';
  if (isVoucher !== null) return isVoucher ? 'invoice' : 'unsure';
  return isNamed ? 'invoice' : 'unsure';
}
