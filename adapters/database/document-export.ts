import type { DocumentExport, ExportedDocument } from '../../contract/transfer.ts';
import type { Database, Scope } from './database.ts';
import { toDocument, whereOf } from './documents.ts';

/** Rows held in memory at a time. */
const pageRows = 500;

type Filter = Pick<DocumentExport, 'status' | 'clientId' | 'q' | 'from' | 'to'>;

export async function countExported({ tx }: Scope, filter: Filter, most: number): Promise<number> {
  return tx.document.count({ where: whereOf(filter), take: most });
}

/** The documents of a filter, newest first, page by page, each page in a transaction of its own: what comes in meanwhile is left out, what changes is told as it is then. */
export async function* exportPages(db: Database, tenantId: string, filter: Filter): AsyncGenerator<ExportedDocument[]> {
  let after: { createdAt: Date; id: string } | null = null;
  for (;;) {
    const page: Awaited<ReturnType<typeof readPage>> = await db.withTenant(tenantId, (scope) => readPage(scope, filter, after));
    if (page.documents.length > 0) yield page.documents;
    if (!page.last) return;
    after = page.last;
  }
}

async function readPage({ tx }: Scope, filter: Filter, after: { createdAt: Date; id: string } | null) {
  const rows = await tx.document.findMany({
    where: { AND: [whereOf(filter), after ? { OR: [{ createdAt: { lt: after.createdAt } }, { createdAt: after.createdAt, id: { lt: after.id } }] } : {}] },
    include: { client: { select: { name: true, taxId: true } } }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: pageRows,
  });
  const parts = await tx.document.findMany({ where: { parentId: { in: rows.map((row) => row.id) } }, select: { id: true, parentId: true }, orderBy: { pageFrom: 'asc' } });
  const childrenOf = Map.groupBy(parts, (part) => part.parentId);
  const documents = rows.map(({ client, ...row }) => ({ ...toDocument(row, (childrenOf.get(row.id) ?? []).map((part) => part.id)), clientName: client.name, clientTaxId: client.taxId }));
  const last = rows.length === pageRows ? rows.at(-1) ?? null : null;
  return { documents, last };
}
