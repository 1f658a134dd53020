import type { DocumentFilter, DocumentSummary } from '../../contract/document.ts';
import type { Database } from './database.ts';
import { documentQuery, type Search } from './document-query.ts';
import { foundBy, searchStatement } from './search-documents.ts';
import { summaryOfRow, type SummaryRow } from './summary-row.ts';

/** A page of the tenant's documents and how many there are. */
export async function listDocuments(db: Database, tenantId: string, filter: DocumentFilter): Promise<{ items: DocumentSummary[]; total: number }> {
  if (!filter.q) return listed(db, tenantId, filter, null);
  // What is common is answered in the same round trip; for what is not these find nothing, and cost nothing.
  const { page, total } = documentQuery(filter, { words: filter.q, are: 'perhaps common' });
  const [search, ...rows] = await db.read(tenantId, [searchStatement(filter.q), page, total]);
  const found = foundBy(filter.q, search);
  return found === null ? toList(rows) : listed(db, tenantId, filter, found);
}

async function listed(db: Database, tenantId: string, filter: DocumentFilter, search: Search | null) {
  const { page, total } = documentQuery(filter, search);
  return toList(await db.read(tenantId, [page, total]));
}

const toList = ([rows = [], counted = []]: Record<string, unknown>[][]): { items: DocumentSummary[]; total: number } => ({
  items: rows.map((row) => summaryOfRow(row as unknown as SummaryRow)), total: Number(counted[0]?.['total'] ?? 0),
});
