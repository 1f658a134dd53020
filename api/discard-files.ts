import type { Database } from '../adapters/database/database.ts';
import { objectPrefix } from '../adapters/database/documents.ts';
import { AppError } from '../contract/errors.ts';
import type { ObjectStore } from '../domain/ports.ts';

type Files = readonly { id: string }[];

/** Removes what was stored, where the upload as a whole is refused after all. */
export async function discardFiles(objects: ObjectStore, tenantId: string, files: Files): Promise<void> {
  await Promise.allSettled(files.map(({ id }) => objects.removeAll(objectPrefix(tenantId, id))));
}

/** The same after any fault: where the connection broke, the transaction may have been committed all the same, and then its documents keep their files. */
export async function discardUnstored({ db, objects }: { db: Database; objects: ObjectStore }, tenantId: string, files: Files, fault: unknown): Promise<void> {
  if (fault instanceof AppError) {
    await discardFiles(objects, tenantId, files);
    return;
  }
  const ids = files.map(({ id }) => id);
  const kept = await db.withTenant(tenantId, ({ tx }) => tx.document.findMany({ where: { id: { in: ids } }, select: { id: true } })).catch(() => null);
  if (kept) await discardFiles(objects, tenantId, files.filter(({ id }) => !kept.some((document) => document.id === id)));
}
