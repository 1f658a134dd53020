import type { ErrorCode } from '../../contract/errors.ts';
import type { UploadError, UploadErrorFilter } from '../../contract/upload-link.ts';
import type { Scope } from './database.ts';

export async function listUploadErrors({ tx }: Scope, { clientId, linkId, limit, offset }: UploadErrorFilter): Promise<{ items: UploadError[]; total: number }> {
  const where = { ...(clientId && { clientId }), ...(linkId && { linkId }) };
  const rows = await tx.uploadError.findMany({ where, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: limit, skip: offset });
  const items = rows.map((row) => ({
    id: row.id, linkId: row.linkId, clientId: row.clientId, documentId: row.documentId, fileName: row.fileName, size: row.size === null ? null : Number(row.size),
    code: row.code as ErrorCode, createdAt: row.createdAt.toISOString(),
  }));
  return { items, total: await tx.uploadError.count({ where }) };
}

export interface RefusedFile {
  fileName: string;
  size: number | null;
  code: ErrorCode;
}

export async function recordUploadErrors({ tx, tenantId }: Scope, { linkId, clientId }: { linkId: string; clientId: string }, files: readonly RefusedFile[]): Promise<void> {
  if (files.length > 0) await tx.uploadError.createMany({ data: files.map((file) => ({ ...file, tenantId, linkId, clientId })) });
}
