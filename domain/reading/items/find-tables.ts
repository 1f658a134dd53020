import { bottom, type LayoutPage, type Line } from '../layout/layout.ts';
import { means, strengthOf, type Label } from '../labels/find-labels.ts';
import type { Concept } from '../lexicon/concepts.ts';
import type { Scan } from '../scan/scan.ts';
import type { AmountToken } from '../values/scan-amounts.ts';

export type ColumnConcept = 'description' | 'quantity' | 'unitPrice' | 'lineAmount' | 'code' | 'unit' | 'rate' | 'discount' | 'base' | 'other';

export interface Column {
  concept: ColumnConcept;
  x: number;
  right: number;
}

/** A table of items: its columns and the lines between its head and the totals. */
export interface ItemTable {
  page: number;
  columns: Column[];
  lines: Line[];
}

const coreConcepts: readonly Concept[] = ['description', 'quantity', 'unitPrice', 'lineAmount'];
const columnConcepts: readonly Concept[] = [...coreConcepts, 'code', 'unit', 'rate', 'discount', 'base'];
/** Labels that head columns only beside such as above: net, VAT and total amounts per item. */
const looseConcepts: readonly Concept[] = ['total', 'net', 'subtotal', 'vat', 'otherAmount', 'count', 'otherNumber'];
const closing: readonly Concept[] = ['total', 'amountDue', 'subtotal', 'net', 'vat', 'inWords', 'cae', 'rounding', 'perception', 'exempt', 'nonTaxed', 'paid', 'tip', 'previousBalance', 'vatContained'];

const columnOf = (label: Label): ColumnConcept | null => {
  const own = columnConcepts.filter((concept) => means(label, concept)).sort((a, b) => strengthOf(label, b) - strengthOf(label, a))[0];
  if (own) return own as ColumnConcept;
  if (means(label, 'total') || means(label, 'subtotal')) return 'lineAmount';
  return looseConcepts.some((concept) => means(label, concept)) ? 'other' : null;
};

function headOf(labels: Label[], amounts: AmountToken[], line: Line): Column[] | null {
  const heads = labels.filter((label) => !label.isColon && columnOf(label) !== null);
  const concepts = new Set(heads.flatMap((label) => coreConcepts.filter((concept) => means(label, concept))));
  const hasDescription = heads.some((label) => means(label, 'description'));
  const isHead = (concepts.size >= 2 && heads.length >= 3) || (hasDescription && concepts.size >= 2) || (concepts.size >= 1 && heads.length >= 4);
  const covered = heads.reduce((sum, label) => sum + (label.to - label.from), 0);
  if (!isHead || amounts.some((amount) => !amount.isPercent) || covered < line.text.length * 0.35) return null;
  return heads.map((label) => ({ concept: columnOf(label) ?? 'other', x: label.box.x, right: label.box.x + label.box.width }));
}

/** "12.345,00  Neto gravado": nothing on the line but a value and, behind it, what it is. */
function isValueThenLabel(line: Line, closers: Label[], amounts: AmountToken[]): boolean {
  const [value, ...others] = amounts.filter((amount) => !amount.isPercent);
  const [label] = closers;
  if (!value || others.length > 0 || !label || label.from < value.to) return false;
  const letters = (text: string): number => text.match(/\p{L}/gu)?.length ?? 0;
  return letters(line.text.slice(0, value.from)) <= 3 && letters(line.text.slice(value.to, label.from)) === 0 && letters(line.text.slice(label.to)) === 0;
}

/** Whether totals begin on this line: a closing label with an amount beside it, or a row of closing labels over a row of amounts. */
function closes(line: Line, labels: Label[], amounts: AmountToken[]): boolean {
  const closers = labels.filter((label) => closing.some((concept) => means(label, concept)) || (label.isColon && (means(label, 'otherAmount') || means(label, 'currency'))));
  if (closers.length >= 2 && (amounts.every((amount) => amount.isPercent) || closers.filter((label) => amounts.some((amount) => amount.from >= label.to)).length >= 2)) return true;
  if (isValueThenLabel(line, closers, amounts)) return true;
  return closers.some((label) => {
    const following = amounts.filter((amount) => amount.from >= label.to && !amount.isPercent);
    const before = line.text.slice(0, label.from);
    // An item may be called "Total care kit": its row has a quantity or a price before the label, or words after the label.
    return following.length >= 1 && amounts.filter((amount) => amount.to <= label.from).length <= 1 && (label.isCellStart || before.trim() === '') && !/\p{L}{3,}.*\p{L}{3,}/u.test(line.text.slice(label.to).replace(/[\d.,%$€]/g, ''));
  });
}

/** A row of closing labels under its values: the line before belongs to the totals, not to the items. */
function standsUnderValues(scan: Scan, before: Line | undefined, labels: Label[], amounts: AmountToken[]): boolean {
  if (!before || labels.length < 3 || amounts.some((amount) => !amount.isPercent)) return false;
  const values = scan.amounts.filter((amount) => amount.line === before.index && !amount.isPercent);
  return values.length >= labels.length - 1 && !scan.labels.some((label) => label.line === before.index);
}

function tableAfter(scan: Scan, page: LayoutPage, at: number, columns: Column[]): ItemTable {
  const lines: Line[] = [];
  for (const line of page.lines.slice(at + 1)) {
    const labels = scan.labels.filter((label) => label.line === line.index);
    const amounts = scan.amounts.filter((amount) => amount.line === line.index);
    const head = page.lines[at];
    const isSecondHeadLine = head !== undefined && line.box.y - bottom(head.box) < page.unit * 1.2 && amounts.length === 0 && labels.length > 0;
    if (!isSecondHeadLine && closes(line, labels, amounts)) {
      if (lines.length > 1 && standsUnderValues(scan, lines.at(-1), labels, amounts)) lines.pop();
      break;
    }
    lines.push(line);
  }
  return { page: page.number, columns, lines };
}

/** The tables of items of a document, in order; a table goes on until its totals or the end of the page. */
export function findTables(scan: Scan): ItemTable[] {
  const tables: ItemTable[] = [];
  for (const page of scan.layout.pages) {
    let end = -1;
    page.lines.forEach((line, at) => {
      if (at <= end) return;
      const labels = scan.labels.filter((label) => label.line === line.index);
      const columns = labels.length >= 2 ? headOf(labels, scan.amounts.filter((amount) => amount.line === line.index), line) : null;
      if (!columns) return;
      const table = tableAfter(scan, page, at, columns);
      end = at + table.lines.length;
      if (table.lines.length > 0) tables.push(table);
    });
  }
  return tables;
}
