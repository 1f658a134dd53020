import type { Actor } from '../../contract/common.ts';
import { AppError } from '../../contract/errors.ts';
import type { Samples } from '../../contract/sample.ts';
import type { Client, Prisma } from '../../prisma/client/client.ts';
import { audit } from './audit.ts';
import { toClient } from './clients.ts';
import type { Scope } from './database.ts';
import { eraseDocument } from './document-acts.ts';
import { createDocuments, type NewDocument } from './documents.ts';
import { lockTenant } from './tenants.ts';

/** By whom sample documents are uploaded: what people upload for the same client is theirs, and stays. */
const sampler: Actor = { kind: 'system', id: null, name: 'samples' };
const made = (clientId: string): Prisma.DocumentWhereInput => ({ clientId, parentId: null, uploadedBy: { path: ['name'], equals: sampler.name } });

const findClient = ({ tx }: Scope) => tx.client.findFirst({ where: { isSample: true } });

export async function findSamples(scope: Scope): Promise<Samples> {
  const client = await findClient(scope);
  const documents = client === null ? 0 : await scope.tx.document.count({ where: made(client.id) });
  return client === null || documents === 0 ? { client: null, documents: 0 } : { client: toClient(client), documents };
}

/** The rows of sample documents whose bytes are stored already, and their client. Throws `conflict` where some are loaded. */
export async function createSamples(scope: Scope, actor: Actor, who: { name: string; taxId: string }, documents: Omit<NewDocument, 'clientId' | 'autoProcess'>[]): Promise<Samples> {
  await lockTenant(scope);
  if ((await findSamples(scope)).client !== null) throw new AppError('conflict');
  const client = await openClient(scope, who);
  await createDocuments(scope, documents.map((document) => ({ ...document, clientId: client.id, autoProcess: true })), sampler);
  await audit(scope, { actor, action: 'samples.loaded', subject: `client:${client.id}`, detail: { documents: documents.length } });
  return { client: toClient(client), documents: documents.length };
}

/** The client of the samples before, or a new one; without its tax id where a client of the tenant's own has the same. */
async function openClient({ tx, tenantId }: Scope, { name, taxId }: { name: string; taxId: string }): Promise<Client> {
  const before = await tx.client.findFirst({ where: { isSample: true } });
  if (before) return tx.client.update({ where: { id: before.id }, data: { archivedAt: null } });
  const isTaken = (await tx.client.count({ where: { taxId } })) > 0;
  return tx.client.create({ data: { tenantId, name, taxId: isTaken ? null : taxId, email: null, externalAi: false, isSample: true } });
}

/** Erases what was loaded; the client goes too, where nobody has uploaded for it. */
export async function eraseSamples(scope: Scope, actor: Actor): Promise<void> {
  await lockTenant(scope);
  const client = await findClient(scope);
  if (!client) return;
  const documents = await scope.tx.document.findMany({ where: made(client.id), select: { id: true } });
  for (const { id } of documents) await eraseDocument(scope, id, actor);
  if ((await scope.tx.document.count({ where: { clientId: client.id } })) === 0) await scope.tx.client.update({ where: { id: client.id }, data: { archivedAt: new Date() } });
  if (documents.length > 0) await audit(scope, { actor, action: 'samples.removed', subject: `client:${client.id}`, detail: { documents: documents.length } });
}
