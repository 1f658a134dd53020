import type { Actor } from '../../contract/common.ts';
import type { DocumentStatus } from '../../contract/document.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { audit } from './audit.ts';
import type { Scope } from './database.ts';

interface Transition {
  documentId: string;
  /** Only while the document is still in this run; left out where the caller has just read it in the same transaction. */
  run?: number;
  from: readonly DocumentStatus[];
  to: DocumentStatus;
  actor: Actor;
  set?: Prisma.DocumentUncheckedUpdateManyInput;
  detail?: Prisma.InputJsonObject;
}

/**
 * Moves a document from one of the given statuses to another and writes the audit line in the same transaction: the one door to a status.
 * @returns false where the document is in none of them, is in another run, or is gone: somebody else decided meanwhile.
 */
export async function transition(scope: Scope, { documentId, run, from, to, actor, set = {}, detail = {} }: Transition): Promise<boolean> {
  const { tx } = scope;
  const current = await tx.$queryRaw<{ status: DocumentStatus; run: number }[]>`SELECT status::text, run FROM documents WHERE id = ${documentId}::uuid FOR UPDATE`;
  const row = current[0];
  if (!row || !from.includes(row.status) || (run !== undefined && row.run !== run)) return false;
  await tx.document.updateMany({ where: { id: documentId }, data: { ...set, status: to } });
  if (row.status !== to) await audit(scope, { actor, action: 'document.status', subject: `document:${documentId}`, documentId, detail: { from: row.status, to, run: run ?? row.run, ...detail } });
  return true;
}
