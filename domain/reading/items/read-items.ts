import type { LineItem } from '../../../contract/extraction.ts';
import { centreX, right, type Line } from '../layout/layout.ts';
import type { Scan } from '../scan/scan.ts';
import { formatDecimal, type Amount } from '../values/amount.ts';
import type { AmountToken } from '../values/scan-amounts.ts';
import type { Column, ColumnConcept, ItemTable } from './find-tables.ts';

/** An item with its amount as the sums need it. */
export interface ReadItem extends LineItem {
  value: Amount | null;
  line: number;
}

/** The column a number stands in: the one it overlaps, else the nearest. */
function columnOf(columns: Column[], amount: AmountToken): Column | undefined {
  const distance = (column: Column): number => {
    const overlap = Math.min(column.right, right(amount.box)) - Math.max(column.x, amount.box.x);
    if (overlap > 0) return -overlap;
    return Math.min(Math.abs(column.x - amount.box.x), Math.abs(column.right - right(amount.box)), Math.abs((column.x + column.right) / 2 - centreX(amount.box)));
  };
  return columns.filter((column) => column.concept !== 'description').sort((a, b) => distance(a) - distance(b))[0];
}

function cellsOf(table: ItemTable, amounts: AmountToken[]): Map<ColumnConcept, AmountToken[]> {
  const cells = new Map<ColumnConcept, AmountToken[]>();
  for (const amount of amounts) {
    const concept = columnOf(table.columns, amount)?.concept ?? 'other';
    cells.set(concept, [...(cells.get(concept) ?? []), amount]);
  }
  return cells;
}

/** The line without its numbers at the right: what is sold. */
function descriptionOf(line: Line, amounts: AmountToken[]): string {
  const first = Math.min(...amounts.filter((amount) => amount.isFormatted).map((amount) => amount.from), line.text.length);
  const words = line.tokens.filter((token, i) => {
    const start = line.starts[i] ?? 0;
    const isNumber = amounts.some((amount) => amount.from < start + token.text.length && amount.to > start);
    return !isNumber && (start < first || /\p{L}{3,}/u.test(token.text)) && /[\p{L}\p{N}]/u.test(token.text);
  });
  return words.map((token) => token.text).join(' ').slice(0, 300);
}

const decimal = (amount: AmountToken | undefined): string | null => (amount ? formatDecimal(amount.value, Math.min(amount.decimals, 4)) : null);

function readRow(table: ItemTable, line: Line, amounts: AmountToken[]): ReadItem | null {
  const cells = cellsOf(table, amounts);
  const money = amounts.filter((amount) => !amount.isPercent && (amount.isFormatted || amount.currency !== null));
  const amount = (cells.get('lineAmount') ?? []).filter((candidate) => !candidate.isPercent).at(-1) ?? money.at(-1) ?? amounts.filter((candidate) => !candidate.isPercent).at(-1);
  const description = descriptionOf(line, amounts);
  if (!amount || !/\p{L}/u.test(description)) return null;
  if (!amount.isFormatted && amount.currency === null && !(cells.get('lineAmount') ?? []).includes(amount)) return null;
  const rate = (cells.get('rate') ?? []).at(0) ?? amounts.find((candidate) => candidate.isPercent);
  return {
    description, quantity: decimal((cells.get('quantity') ?? [])[0]), unitPrice: decimal((cells.get('unitPrice') ?? [])[0]),
    taxRate: decimal(rate), amount: formatDecimal(amount.value, Math.max(2, Math.min(amount.decimals, 4))), value: amount.value, line: line.index,
  };
}

/** The items of the tables. Lines without an amount continue the item before them. */
export function readItems(scan: Scan, tables: ItemTable[]): ReadItem[] {
  const items: ReadItem[] = [];
  for (const table of tables) {
    let current: ReadItem | null = null;
    for (const line of table.lines) {
      const amounts = scan.amounts.filter((amount) => amount.line === line.index && !amount.isMeasure);
      const row = readRow(table, line, amounts);
      if (row) {
        items.push(row);
        current = row;
      } else if (current && amounts.length === 0 && current.description.length < 200 && line.index - current.line <= 3) {
        current.description = `${current.description} ${descriptionOf(line, amounts)}`.trim();
      }
    }
  }
  return items;
}
