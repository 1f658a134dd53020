import { createHash } from 'node:crypto';
import { isTaken, type Database, type Scope } from '../adapters/database/database.ts';
import { createDocuments } from '../adapters/database/documents.ts';
import { countUploads, readTenant } from '../adapters/database/tenants.ts';
import type { Actor } from '../contract/common.ts';
import { AppError } from '../contract/errors.ts';
import type { Document } from '../prisma/client/client.ts';
import type { ReceivedFile } from './receive-files.ts';

export interface Upload {
  clientId: string;
  files: ReceivedFile[];
  /** undefined: as the tenant says. */
  autoProcess: boolean | undefined;
  actor: Actor;
  /** The Idempotency-Key, where the request has one. */
  key: string | undefined;
}

export interface Stored {
  documents: Document[];
  /** They are those of an earlier request; this one's files are superfluous. */
  isRepeated: boolean;
}

/** Runs a transaction that stores an upload; where another request with the same key was a moment quicker, once more, which then finds what that one stored. */
export async function storing<T>(db: Database, tenantId: string, key: string | undefined, work: (scope: Scope) => Promise<T>): Promise<T> {
  const store = () => db.withTenant(tenantId, work);
  return store().catch((error: unknown) => (key && isTaken(error) ? store() : Promise.reject(error)));
}

/** Throws `client_unknown`, `idempotency_conflict`, `plan_documents_used_up`. */
export async function storeUpload(scope: Scope, { clientId, files, autoProcess, actor, key }: Upload): Promise<Stored> {
  const { tx, tenantId } = scope;
  const client = await tx.client.findUnique({ where: { id: clientId } });
  if (!client || client.archivedAt) throw new AppError('client_unknown');
  const fingerprint = createHash('sha256').update(JSON.stringify([clientId, autoProcess ?? null, files.map((f) => [f.fileName, f.size, f.sha256])])).digest('hex');
  if (key) {
    const earlier = await tx.idempotencyKey.findUnique({ where: { tenantId_key: { tenantId, key } } });
    if (earlier) return repeat(scope, earlier, fingerprint);
    // Of two requests at the same time the second waits here, fails on the unique key, and is asked again.
    await tx.idempotencyKey.create({ data: { tenantId, key, fingerprint, documentIds: files.map((f) => f.id) } });
  }
  const tenant = await readTenant(scope);
  const documents = await createDocuments(scope, files.map(({ id, fileName, size, sha256 }) => ({ id, fileName, size, sha256, clientId, autoProcess: autoProcess ?? tenant.autoProcess })), actor);
  await countUploads(scope, tenant.plan, files.length);
  return { documents, isRepeated: false };
}

async function repeat({ tx }: Scope, earlier: { fingerprint: string; documentIds: string[] }, fingerprint: string): Promise<Stored> {
  if (earlier.fingerprint !== fingerprint) throw new AppError('idempotency_conflict');
  return { documents: await tx.document.findMany({ where: { id: { in: earlier.documentIds } }, orderBy: { id: 'asc' } }), isRepeated: true };
}
