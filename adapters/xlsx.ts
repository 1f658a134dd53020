import writeXlsxFile, { type SheetData } from 'write-excel-file/node';

export interface XlsxColumn {
  title: string;
  kind: 'text' | 'number' | 'date';
}

/** A workbook of one sheet, its first row the titles. Text is written as text, so that none of it is ever a formula. */
export async function writeXlsx(sheet: string, columns: readonly XlsxColumn[], rows: readonly (readonly (string | null)[])[]): Promise<Buffer> {
  const head = columns.map(({ title }) => ({ value: title, type: String, fontWeight: 'bold' as const }));
  const body = rows.map((row) => row.map((value, i) => toCell(value, columns[i]?.kind ?? 'text')));
  return writeXlsxFile([head, ...body] as SheetData, { sheet, stickyRowsCount: 1, columns: columns.map(({ kind }) => ({ width: kind === 'text' ? 24 : 14 })) }).toBuffer();
}

/** XML 1.0 has no way of writing these. */
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function toCell(value: string | null, kind: XlsxColumn['kind']) {
  if (value === null) return null;
  if (kind === 'number' && Number.isFinite(Number(value))) return { value: Number(value), type: Number, format: '#,##0.00##' };
  const date = kind === 'date' ? new Date(value) : null;
  if (date && !Number.isNaN(date.getTime())) return { value: date, type: Date, format: value.length > 10 ? 'yyyy-mm-dd hh:mm' : 'yyyy-mm-dd' };
  return { value: value.toWellFormed().replace(unwritable, '').slice(0, 32_767), type: String };
}
