import type { Actor } from '../../contract/common.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import type { Scope } from './database.ts';

export const system: Actor = { kind: 'system', id: null, name: 'pipeline' };

interface AuditInput {
  actor: Actor;
  action: string;
  /** kind:id */
  subject: string;
  documentId?: string;
  detail?: Prisma.InputJsonObject;
}

/** Writes one line of the audit log, in the transaction of the act itself. */
export async function audit({ tx, tenantId }: Scope, { actor, action, subject, documentId, detail = {} }: AuditInput): Promise<void> {
  await tx.auditEntry.create({ data: { tenantId, actor, action, subject, documentId: documentId ?? null, detail } });
}
