// CSV by RFC 4180, with what spreadsheets make of it in mind.
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { AppError } from '../contract/errors.ts';

type Cell = string | number | null;

/** Lets spreadsheets take the file for UTF-8. */
export const byteOrderMark = '\ufeff';

/** What spreadsheets take for the beginning of a formula, also in full width. A negative number is none. */
const formula = /^(?!-\d+(\.\d+)?$)[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
const guarded = (cell: Cell): Cell => (typeof cell === 'string' && formula.test(cell) ? `'${cell}` : cell);

/** Lines of CSV. Text that a spreadsheet would run as a formula gets an apostrophe before it (ASVS 1.2.10). */
export const writeCsv = (rows: readonly (readonly Cell[])[]): string => stringify(rows.map((row) => row.map(guarded)), { record_delimiter: 'windows', quoted_match: /[\r\n]/ });

const mostLines = 10_000;

export interface CsvTable {
  /** As they stand in the first line, trimmed. */
  header: string[];
  rows: { line: number; cells: string[] }[];
}

/** Reads what spreadsheets save: comma, semicolon or tab, UTF-8 with or without mark, UTF-16 or Windows-1252. Throws `csv_invalid` with the line. */
export function readCsv(bytes: Buffer): CsvTable {
  // One kind of line end: the parser counts CRLF within quotes as two.
  const text = decode(bytes).replace(/\r\n?/g, '\n');
  let records: { info: { lines: number }; record: string[] }[];
  try {
    records = parse(text, { delimiter: separatorOf(text), info: true, relax_column_count: true, skip_empty_lines: true, trim: true, to: mostLines + 2 }) as never;
  } catch (error) {
    throw new AppError('csv_invalid', { cause: error, details: { line: (error as { lines?: number }).lines ?? null, why: 'quotes do not match' } });
  }
  const [first, ...rest] = records;
  if (!first) throw new AppError('csv_invalid', { details: { line: 1, why: 'empty' } });
  if (rest.length > mostLines) throw new AppError('csv_invalid', { details: { line: mostLines + 2, why: `more than ${mostLines} lines` } });
  return { header: first.record, rows: rest.map(({ info, record }) => ({ line: info.lines, cells: record.map(plain) })) };
}

/** Without the apostrophe that kept it from being a formula. */
const plain = (cell: string): string => cell.replace(/^'(?=[=+\-@\t\n\uff1d\uff0b\uff0d\uff20])/, '');

function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** What separates the names in the first line. */
function separatorOf(text: string): string {
  const line = text.slice(0, text.search(/[\r\n]|$/));
  const counts = [';', '\t', ','].map((separator) => ({ separator, count: line.split(separator).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).separator;
}
