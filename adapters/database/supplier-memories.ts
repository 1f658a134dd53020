import type { SupplierMemory, SupplierRecord } from '../../domain/reading/memory/supplier-memory.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import type { Scope } from './database.ts';

interface Kept {
  record: SupplierRecord;
  /** The last decision that taught it, so that a repeated lesson changes nothing. */
  decisionId: string;
}

/** What is remembered of these suppliers; null where nothing is. */
export async function findSuppliers({ tx, tenantId }: Scope, keys: string[]): Promise<SupplierMemory | null> {
  const rows = await tx.supplierMemory.findMany({ where: { tenantId, issuerTaxId: { in: keys } } });
  if (rows.length === 0) return null;
  return { version: 1, suppliers: Object.fromEntries(rows.map((row) => [row.issuerTaxId, (row.data as unknown as Kept).record])) };
}

/** Lets one decision change what is remembered of one supplier, once. */
export async function teachSupplier({ tx, tenantId }: Scope, key: string, decisionId: string, teach: (known: SupplierMemory | null) => SupplierMemory): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`supplier ${tenantId} ${key}`}, 0))`;
  const id = { tenantId_issuerTaxId: { tenantId, issuerTaxId: key } };
  const kept = (await tx.supplierMemory.findUnique({ where: id }))?.data as unknown as Kept | undefined;
  if (kept?.decisionId === decisionId) return;
  const record = teach(kept ? { version: 1, suppliers: { [key]: kept.record } } : null).suppliers[key];
  if (!record) return;
  const data = { record, decisionId } as unknown as Prisma.InputJsonObject;
  await tx.supplierMemory.upsert({ where: id, create: { tenantId, issuerTaxId: key, data }, update: { data } });
}
