import type { AuditEntry, AuditFilter } from '../../contract/audit.ts';
import type { Actor } from '../../contract/common.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { countMost } from './counting.ts';
import { dayRange } from './day-range.ts';
import type { Scope } from './database.ts';

export async function listAudit({ tx }: Scope, { action, actorId, documentId, from, to, limit, offset }: AuditFilter): Promise<{ items: AuditEntry[]; total: number }> {
  const where: Prisma.AuditEntryWhereInput = {
    ...(action && { action: { startsWith: action } }), ...(documentId && { documentId }), ...(actorId && { actor: { path: ['id'], equals: actorId } }), ...dayRange(from, to),
  };
  const rows = await tx.auditEntry.findMany({ where, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: limit, skip: offset });
  return { items: rows.map(toEntry), total: await tx.auditEntry.count({ where, take: countMost }) };
}

const toEntry = (row: Prisma.AuditEntryGetPayload<object>): AuditEntry => ({
  id: String(row.id), actor: row.actor as Actor, action: row.action, subject: row.subject, documentId: row.documentId, detail: row.detail as AuditEntry['detail'], createdAt: row.createdAt.toISOString(),
});
