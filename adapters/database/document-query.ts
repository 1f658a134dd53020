import type { DocumentFilter } from '../../contract/document.ts';
import { countMost, keptCount } from './counting.ts';
import { dayRange } from './day-range.ts';
import type { Statement } from './reader.ts';
import { summaryColumns } from './summary-row.ts';

/** The total of a search is counted no further. */
export const searchMost = 1000;

/**
 * How the searched words are found: by the ids that hold them, where they are few; else by looking at each row in the list's order, which soon finds what is common.
 * `areMany`: it is known already that they are more than `searchMost`.
 */
export type Search = { ids: readonly string[] } | { words: string; areMany: boolean };

/** The page and the total of a filter, by the indexes that the migration `lists` made for them. */
export function documentQuery(filter: DocumentFilter, search: Search | null): { page: Statement; total: Statement } {
  const values: unknown[] = [];
  const add = (value: unknown): string => `$${values.push(value)}`;
  const where = conditions(filter, search, add);
  const total = totalOf(filter, search, where, [...values]);
  return { page: { text: pageText(filter, where, add), values }, total };
}

function totalOf(filter: DocumentFilter, search: Search | null, where: readonly string[], values: unknown[]): Statement {
  const hasRange = filter.from !== undefined || filter.to !== undefined;
  if (!search && !hasRange) return keptCount('documents', filter);
  if (search && where.length === 1) {
    const known = 'ids' in search ? search.ids.length : search.areMany ? searchMost : undefined;
    if (known !== undefined) return { text: 'SELECT $1::int AS total', values: [known] };
  }
  return { text: `SELECT count(*)::int AS total FROM (SELECT 1 FROM documents d WHERE ${where.join(' AND ')} LIMIT ${search ? searchMost : countMost}) rows`, values };
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
    ...(search && 'words' in search ? [`strpos(d.search_text, fold_text(${add(search.words)})) > 0`] : []),
  ];
}

const columns = { createdAt: 'created_at', confidence: 'confidence', totalAmount: 'total_amount' } as const;

function pageText({ sort, limit, offset }: DocumentFilter, where: readonly string[], add: (value: unknown) => string): string {
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC';
  const column = columns[sort.replace('-', '') as keyof typeof columns];
  const all = (...more: string[]) => [...where, ...more].map((condition, i) => `${i === 0 ? 'WHERE' : 'AND'} ${condition}`).join(' ');
  const order = (of: string) => `${of}.${column} ${direction}, ${of}.id ${direction}`;
  const [take, skip] = [add(limit), add(offset)];
  if (column === 'created_at') {
    if (offset === 0) return `SELECT ${summaryColumns} FROM documents d ${all()} ORDER BY ${order('d')} LIMIT ${take}::int OFFSET ${skip}::int`;
    // What is skipped is skipped in the index; the rows themselves are fetched for the page alone.
    return `SELECT ${summaryColumns} FROM (SELECT d.id FROM documents d ${all()} ORDER BY ${order('d')} LIMIT ${take}::int OFFSET ${skip}::int) page JOIN documents d USING (id) ORDER BY ${order('d')}`;
  }
  // What has no value comes last in both directions, which no single index gives: two parts of it do.
  const part = (number: number, condition: string) => `(SELECT ${number} AS part, d.id, d.${column} FROM documents d ${all(condition)} ORDER BY ${order('d')} LIMIT ${take}::int + ${skip}::int)`;
  return `SELECT ${summaryColumns} FROM (
    SELECT p.* FROM (${part(0, `d.${column} IS NOT NULL`)} UNION ALL ${part(1, `d.${column} IS NULL`)}) p ORDER BY p.part, ${order('p')} LIMIT ${take}::int OFFSET ${skip}::int
  ) page JOIN documents d USING (id) ORDER BY page.part, ${order('d')}`;
}
