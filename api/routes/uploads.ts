import { createHash } from 'node:crypto';
import { isTaken, type Scope } from '../../adapters/database/database.ts';
import { createDocument, toSummary } from '../../adapters/database/documents.ts';
import { countUploads } from '../../adapters/database/tenants.ts';
import type { Actor } from '../../contract/common.ts';
import { UploadFields, type UploadResult } from '../../contract/document.ts';
import { AppError } from '../../contract/errors.ts';
import type { Handlers } from '../mount.ts';
import { discardFiles, receiveFiles, type Received } from '../receive-files.ts';

export const uploadHandlers: Handlers<'uploadDocuments'> = {
  async uploadDocuments({ headers }, { deps, req, caller }) {
    const { tenantId, actor } = caller;
    const received = await receiveFiles(req, deps.objects, tenantId, deps.uploads);
    const key = headers['idempotency-key'];
    const store = () => deps.db.withTenant(tenantId, (scope) => storeUpload(scope, received, actor, key));
    try {
      const { result, isRepeated } = await store().catch((error: unknown) => (key && isTaken(error) ? store() : Promise.reject(error)));
      if (isRepeated) await discardFiles(deps.objects, tenantId, received.files);
      return result;
    } catch (error) {
      await discardFiles(deps.objects, tenantId, received.files);
      throw error;
    }
  },
};

interface Stored {
  result: UploadResult;
  /** The documents are those of an earlier request; this one's files are superfluous. */
  isRepeated: boolean;
}

async function storeUpload(scope: Scope, { fields, files }: Received, actor: Actor, key: string | undefined): Promise<Stored> {
  const { tx, tenantId } = scope;
  const { clientId, autoProcess } = readFields(fields);
  const client = await tx.client.findUnique({ where: { id: clientId } });
  if (!client || client.archivedAt) throw new AppError('client_unknown');
  if (files.length === 0) throw new AppError('file_missing');

  const fingerprint = createHash('sha256').update(JSON.stringify([clientId, autoProcess ?? null, files.map((f) => [f.fileName, f.size, f.sha256])])).digest('hex');
  if (key) {
    const earlier = await tx.idempotencyKey.findUnique({ where: { tenantId_key: { tenantId, key } } });
    if (earlier) return repeat(scope, earlier, fingerprint);
    // Of two requests at the same time the second waits here, fails on the unique key, and is asked again.
    await tx.idempotencyKey.create({ data: { tenantId, key, fingerprint, documentIds: files.map((f) => f.id) } });
  }
  const tenant = await tx.tenant.findUniqueOrThrow({ where: { id: tenantId } });
  const rows = [];
  for (const file of files) rows.push(await createDocument(scope, { ...file, clientId, autoProcess: autoProcess ?? tenant.autoProcess }, actor));
  await countUploads(scope, tenant.plan, files.length);
  return { result: { documents: rows.map(toSummary) }, isRepeated: false };
}

async function repeat({ tx }: Scope, earlier: { fingerprint: string; documentIds: string[] }, fingerprint: string): Promise<Stored> {
  if (earlier.fingerprint !== fingerprint) throw new AppError('idempotency_conflict');
  const rows = await tx.document.findMany({ where: { id: { in: earlier.documentIds } }, orderBy: { id: 'asc' } });
  return { result: { documents: rows.map(toSummary) }, isRepeated: true };
}

function readFields(fields: Record<string, string>) {
  if (!fields['clientId']) throw new AppError('client_missing');
  const parsed = UploadFields.safeParse(fields);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => ({ in: 'body', path: issue.path.join('.'), message: issue.message }));
  throw new AppError('invalid_request', { details: { issues } });
}
