import { createHash } from 'node:crypto';
import type { Actor } from '../../contract/common.ts';
import type { PageRange } from '../../domain/reading/reading.ts';
import type { Document } from '../../prisma/client/client.ts';
import { audit } from './audit.ts';
import type { Scope } from './database.ts';
import { enqueue } from './outbox.ts';

/** The same for the same part of the same file, so that splitting twice makes no second document: a UUID of version 8 (RFC 9562). */
function partId(parentId: string, part: number): string {
  const bytes = createHash('sha256').update(`${parentId} ${part}`).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** A document for each invoice of a file, on the file's own objects, with the start of its workflow. Those that stand already are left alone. */
export async function createParts(scope: Scope, parent: Document, ranges: (PageRange | null)[], actor: Actor): Promise<void> {
  const { tx, tenantId } = scope;
  const existing = new Set((await tx.document.findMany({ where: { parentId: parent.id }, select: { id: true } })).map((d) => d.id));
  const pages = (parent.pages ?? []) as { number: number }[];
  for (const [index, range] of ranges.entries()) {
    const part = index + 1;
    const id = partId(parent.id, part);
    if (existing.has(id)) continue;
    await tx.document.create({
      data: {
        id, tenantId, parentId: parent.id, part, pageFrom: range?.first ?? null, pageTo: range?.last ?? null, clientId: parent.clientId, fileName: parent.fileName, mediaType: parent.mediaType,
        size: parent.size, sha256: parent.sha256, objectPrefix: parent.objectPrefix, autoProcess: true, uploadedBy: parent.uploadedBy as Actor,
        pages: pages.filter(({ number }) => !range || (number >= range.first && number <= range.last)),
      },
    });
    await audit(scope, { actor, action: 'document.status', subject: `document:${id}`, documentId: id, detail: { from: null, to: 'received', run: 1, parentId: parent.id, part } });
    await enqueue(scope, { kind: 'process', ref: { tenantId, documentId: id, run: 1 }, autoProcess: true });
  }
}
