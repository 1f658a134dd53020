import type { DocumentFilter, DocumentSummary } from '../../contract/document.ts';
import type { Database } from './database.ts';
import { documentQuery, type Search } from './document-query.ts';
import { searchDocuments } from './search-documents.ts';
import { summaryOfRow, type SummaryRow } from './summary-row.ts';

/** A page of the tenant's documents and how many there are. */
export async function listDocuments(db: Database, tenantId: string, filter: DocumentFilter): Promise<{ items: DocumentSummary[]; total: number }> {
  const search: Search | null = filter.q ? await searchDocuments(db, tenantId, filter.q) : null;
  const { page, total } = documentQuery(filter, search);
  const [rows = [], counted = []] = await db.read(tenantId, [page, total]);
  return { items: rows.map((row) => summaryOfRow(row as unknown as SummaryRow)), total: Number(counted[0]?.['total'] ?? 0) };
}
