import type { Actor } from '../../contract/common.ts';
import { AppError } from '../../contract/errors.ts';
import type { UploadLink, UploadLinkFilter, UploadLinkInput, UploadLinkPatch, UploadLinkStatus } from '../../contract/upload-link.ts';
import type { Prisma, UploadLink as Row } from '../../prisma/client/client.ts';
import { hashSecretToken, newSecretToken } from '../secret-token.ts';
import { audit } from './audit.ts';
import type { Database, Scope } from './database.ts';
import { readTenant } from './tenants.ts';

const dayMs = 86_400_000;

export async function listUploadLinks(scope: Scope, { clientId, status, limit, offset }: UploadLinkFilter): Promise<{ items: UploadLink[]; total: number }> {
  const { tx } = scope;
  const where = { ...(clientId && { clientId }), ...(status && whereOf(scope, status)) };
  const rows = await tx.uploadLink.findMany({ where, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: limit, skip: offset });
  return { items: rows.map(toUploadLink), total: await tx.uploadLink.count({ where }) };
}

/** The same rule as `statusOf`, for the database. */
function whereOf({ tx }: Scope, status: UploadLinkStatus): Prisma.UploadLinkWhereInput {
  const now = new Date();
  const { maxFiles } = tx.uploadLink.fields;
  const lives = { OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] };
  switch (status) {
    case 'revoked': return { revokedAt: { not: null } };
    case 'expired': return { revokedAt: null, expiresAt: { lte: now } };
    case 'used_up': return { revokedAt: null, ...lives, filesReceived: { gte: maxFiles } };
    case 'active': return { revokedAt: null, AND: [lives, { OR: [{ maxFiles: null }, { filesReceived: { lt: maxFiles } }] }] };
  }
}

export async function createUploadLink(scope: Scope, actor: Actor, { clientId, name, ...given }: UploadLinkInput): Promise<{ link: UploadLink; token: string }> {
  const { tx, tenantId } = scope;
  const client = await tx.client.findUnique({ where: { id: clientId } });
  if (!client || client.archivedAt) throw new AppError('client_unknown');
  const { linkAutoProcess, linkExpiryDays, linkMaxFiles } = await readTenant(scope);
  const usual = linkExpiryDays === null ? null : new Date(Date.now() + linkExpiryDays * dayMs);
  const expiresAt = given.expiresAt === undefined ? usual : given.expiresAt;
  const token = newSecretToken();
  const row = await tx.uploadLink.create({
    data: {
      tenantId, clientId, name, tokenHash: hashSecretToken(token), hint: `…${token.slice(-4)}`, createdBy: actor, expiresAt,
      autoProcess: given.autoProcess ?? linkAutoProcess, maxFiles: given.maxFiles === undefined ? linkMaxFiles : given.maxFiles,
    },
  });
  await audit(scope, { actor, action: 'upload_link.created', subject: `upload-link:${row.id}`, detail: { clientId, name } });
  return { link: toUploadLink(row), token };
}

export async function updateUploadLink(scope: Scope, actor: Actor, id: string, { name, expiresAt, maxFiles, autoProcess }: UploadLinkPatch): Promise<UploadLink> {
  await findLink(scope, id);
  const data = { ...(name !== undefined && { name }), ...(expiresAt !== undefined && { expiresAt }), ...(maxFiles !== undefined && { maxFiles }), ...(autoProcess !== undefined && { autoProcess }) };
  const row = await scope.tx.uploadLink.update({ where: { id }, data });
  await audit(scope, { actor, action: 'upload_link.updated', subject: `upload-link:${id}`, detail: { to: data } });
  return toUploadLink(row);
}

export async function revokeUploadLink(scope: Scope, actor: Actor, id: string): Promise<void> {
  await findLink(scope, id);
  await scope.tx.uploadLink.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date() } });
  await audit(scope, { actor, action: 'upload_link.revoked', subject: `upload-link:${id}` });
}

async function findLink({ tx }: Scope, id: string): Promise<Row> {
  const row = await tx.uploadLink.findUnique({ where: { id } });
  if (!row) throw new AppError('not_found');
  return row;
}

/** Whose link it is, before a tenant is known. Throws `not_found`. */
export async function findTokenOwner({ system }: Database, token: string): Promise<{ id: string; tenantId: string }> {
  const row = await system.uploadLink.findUnique({ where: { tokenHash: hashSecretToken(token) }, select: { id: true, tenantId: true } });
  if (!row) throw new AppError('not_found');
  return row;
}

/** The link where it still takes files, locked until the transaction ends so that uploads through it take turns. Throws `not_found`, `link_ended`. */
export async function openLink(scope: Scope, id: string): Promise<Row> {
  await scope.tx.$queryRaw`SELECT 1 FROM upload_links WHERE id = ${id}::uuid FOR UPDATE`;
  const row = await findLink(scope, id);
  const status = statusOf(row);
  if (status !== 'active') throw new AppError('link_ended', { details: { status } });
  return row;
}

export const filesLeft = ({ maxFiles, filesReceived }: Row): number | null => maxFiles === null ? null : Math.max(0, maxFiles - filesReceived);

/** @returns the link as it is now. */
export async function countLinkFiles({ tx }: Scope, id: string, files: number): Promise<Row> {
  return tx.uploadLink.update({ where: { id }, data: { filesReceived: { increment: files }, lastUsedAt: new Date() } });
}

function statusOf(row: Row): UploadLinkStatus {
  if (row.revokedAt) return 'revoked';
  if (row.expiresAt && row.expiresAt <= new Date()) return 'expired';
  return filesLeft(row) === 0 ? 'used_up' : 'active';
}

const toUploadLink = (row: Row): UploadLink => ({
  id: row.id, clientId: row.clientId, name: row.name, hint: row.hint, status: statusOf(row), autoProcess: row.autoProcess, maxFiles: row.maxFiles, filesReceived: row.filesReceived,
  expiresAt: row.expiresAt?.toISOString() ?? null, lastUsedAt: row.lastUsedAt?.toISOString() ?? null, createdBy: row.createdBy as Actor, createdAt: row.createdAt.toISOString(),
});
