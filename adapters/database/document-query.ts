import type { DocumentFilter } from '../../contract/document.ts';
import type { Statement } from './ask-together.ts';
import { countMost, keptCount } from './counting.ts';
import { dayRange } from './day-range.ts';
import { pageTaken } from './page-taken.ts';
import { summaryColumns } from './summary-row.ts';

/** The total of a search is counted no further. */
export const searchMost = 1000;

/** Says within a transaction whether the words that it searched are common. */
export const commonWords = 'app.words_are_common';

/**
 * How the searched words are found: by the ids that hold them, where they are few; else by looking at each row in the list's order, which soon finds what is common.
 * `many`: they are known to be more than `searchMost`; `perhaps common`: only where the transaction says so, else nothing is found.
 */
export type Search = { ids: readonly string[] } | { words: string; are: 'many' | 'perhaps common' };

/** A CUIT is searched as it is stored, by its digits. */
export const plainWords = (words: string): string => (/^\d{2}-\d{8}-\d$/.test(words) ? words.replaceAll('-', '') : words);

/** The page and the total of a filter, by the indexes that the migration `lists` made for them. */
export function documentQuery(filter: DocumentFilter, search: Search | null): { page: Statement; total: Statement } {
  const values: unknown[] = [];
  const add = (value: unknown): string => `$${values.push(value)}`;
  const where = conditions(filter, search, add);
  const total = totalOf(filter, search, where, [...values]);
  const { text, isUsual } = pageText(filter, where, add);
  return { page: { text, values, isKept: isUsual && isStable(filter) }, total };
}

/** Whether one plan is best for all values, which of several statuses decide it. */
const isStable = ({ status }: DocumentFilter): boolean => new Set(status).size < 2;

function totalOf(filter: DocumentFilter, search: Search | null, where: readonly string[], values: unknown[]): Statement {
  const hasRange = filter.from !== undefined || filter.to !== undefined;
  if (!search && !hasRange) return keptCount('documents', filter);
  if (search && where.length === 1) {
    const known = 'ids' in search ? search.ids.length : search.are === 'many' ? searchMost : undefined;
    if (known !== undefined) return { text: 'SELECT $1::int AS total', values: [known], isKept: true };
  }
  // In the list's order, which is where its rows are close together: what finds a page soon soon counts a thousand.
  const among = `SELECT 1 FROM documents d WHERE ${where.join(' AND ')} ${search ? `ORDER BY d.created_at DESC, d.id DESC LIMIT ${searchMost}` : `LIMIT ${countMost}`}`;
  return { text: `SELECT count(*)::int AS total FROM (${among}) rows`, values, isKept: isStable(filter) };
}

function conditions({ status, clientId, from, to }: DocumentFilter, search: Search | null, add: (value: unknown) => string): string[] {
  const { gte, lte } = dayRange(from, to).createdAt ?? {};
  const statuses = [...new Set(status)];
  return [
    // A single one is compared by itself: only then are rows read in the index's order.
    ...(statuses.length === 1 ? [`d.status_text = ${add(statuses[0])}`] : statuses.length > 1 ? [`d.status_text = ANY (${add(statuses)}::text[])`] : []),
    ...(clientId ? [`d.client_id = ${add(clientId)}::uuid`] : []),
    ...(gte ? [`d.created_at >= ${add(gte)}::timestamptz`] : []),
    ...(lte ? [`d.created_at <= ${add(lte)}::timestamptz`] : []),
    ...(search && 'ids' in search ? [`d.id = ANY (${add(search.ids)}::uuid[])`] : []),
    ...(search && 'words' in search ? [`strpos(d.search_text, (SELECT fold_text(${add(plainWords(search.words))}))) > 0`] : []),
    ...(search && 'words' in search && search.are === 'perhaps common' ? [`current_setting('${commonWords}', true) = 'true'`] : []),
  ];
}

const columns = { createdAt: 'created_at', confidence: 'confidence', totalAmount: 'total_amount' } as const;

function pageText({ sort, limit, offset }: DocumentFilter, where: readonly string[], add: (value: unknown) => string): { text: string; isUsual: boolean } {
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC';
  const column = columns[sort.replace('-', '') as keyof typeof columns];
  const all = (...more: string[]) => [...where, ...more].map((condition, i) => `${i === 0 ? 'WHERE' : 'AND'} ${condition}`).join(' ');
  const order = (of: string) => `${of}.${column} ${direction}, ${of}.id ${direction}`;
  const { take, isUsual } = pageTaken(limit, offset, add);
  if (column === 'created_at') {
    if (offset === 0) return { text: `SELECT ${summaryColumns} FROM documents d ${all()} ORDER BY ${order('d')} ${take}`, isUsual };
    // What is skipped is skipped in the index; the rows themselves are fetched for the page alone.
    return { text: `SELECT ${summaryColumns} FROM (SELECT d.id FROM documents d ${all()} ORDER BY ${order('d')} ${take}) page JOIN documents d USING (id) ORDER BY ${order('d')}`, isUsual };
  }
  // What has no value comes last in both directions, which no single index gives: two parts of it do.
  const upTo = isUsual && offset === 0 ? String(limit) : `${add(limit + offset)}::int`;
  const part = (number: number, condition: string) => `(SELECT ${number} AS part, d.id, d.${column} FROM documents d ${all(condition)} ORDER BY ${order('d')} LIMIT ${upTo})`;
  return { text: `SELECT ${summaryColumns} FROM (
    SELECT p.* FROM (${part(0, `d.${column} IS NOT NULL`)} UNION ALL ${part(1, `d.${column} IS NULL`)}) p ORDER BY p.part, ${order('p')} ${take}
  ) page JOIN documents d USING (id) ORDER BY page.part, ${order('d')}`, isUsual };
}
