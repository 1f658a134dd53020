// What the platform's administrator sees and changes: the studios as such, never a document.
import { randomBytes } from 'node:crypto';
import type { Actor } from '../../contract/common.ts';
import { AppError } from '../../contract/errors.ts';
import type { PlatformAdministrator, PlatformTenant, PlatformTenantFilter, PlatformTenantInput, PlatformTenantPatch } from '../../contract/platform.ts';
import type { Prisma, Tenant } from '../../prisma/client/client.ts';
import { hashSecretToken, newSecretToken } from '../secret-token.ts';
import type { Database } from './database.ts';
import { invitationExpiry, mailInvitation, type Post } from './invitations.ts';
import { monthOf } from './tenants.ts';

export async function listPlatformTenants({ system }: Database, { q, limit, offset }: PlatformTenantFilter): Promise<{ items: PlatformTenant[]; total: number }> {
  const where: Prisma.TenantWhereInput = q ? { name: { contains: q, mode: 'insensitive' } } : {};
  const rows = await system.tenant.findMany({ where, orderBy: [{ name: 'asc' }, { id: 'asc' }], take: limit, skip: offset });
  return { items: await describe(system, rows), total: await system.tenant.count({ where }) };
}

/** A name that no other tenant has, for logs and folders. */
export function newSlug(name: string): string {
  const base = name.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 60) || 'tenant';
  return `${base}-${randomBytes(4).toString('hex')}`;
}

export async function createPlatformTenant({ system }: Database, actor: Actor, { name, plan, ownerEmail }: PlatformTenantInput, post: Post): Promise<PlatformTenant> {
  const row = await system.$transaction(async (tx) => {
    const tenant = await tx.tenant.create({ data: { name, plan, slug: newSlug(name) } });
    const token = newSecretToken();
    const invitation = await tx.invitation.create({
      data: { tenantId: tenant.id, email: ownerEmail.toLowerCase(), role: 'owner', tokenHash: hashSecretToken(token), invitedBy: actor, expiresAt: invitationExpiry(), sentAt: new Date() },
    });
    await mailInvitation(tx, invitation, name, token, post);
    await note(tx, tenant.id, actor, 'tenant.created', { name, plan, ownerEmail });
    return tenant;
  });
  return (await describe(system, [row]))[0] as PlatformTenant;
}

/** A smaller plan takes nothing away: members stay, new ones and documents beyond it are refused. */
export async function updatePlatformTenant({ system }: Database, actor: Actor, id: string, { name, plan }: PlatformTenantPatch): Promise<PlatformTenant> {
  const row = await system.$transaction(async (tx) => {
    const before = await tx.tenant.findUnique({ where: { id } });
    if (!before) throw new AppError('not_found');
    const after = await tx.tenant.update({ where: { id }, data: { ...(name !== undefined && { name }), ...(plan !== undefined && { plan }) } });
    await note(tx, id, actor, 'tenant.platform', { from: { name: before.name, plan: before.plan }, to: { name: after.name, plan: after.plan } });
    return after;
  });
  return (await describe(system, [row]))[0] as PlatformTenant;
}

const administrator = { isPlatformAdministrator: true };

export async function listPlatformAdministrators({ system }: Database, { limit, offset }: { limit: number; offset: number }): Promise<{ items: PlatformAdministrator[]; total: number }> {
  const rows = await system.user.findMany({ where: administrator, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], take: limit, skip: offset });
  return { items: rows.map(toAdministrator), total: await system.user.count({ where: administrator }) };
}

/** Throws `not_found` where the e-mail has no account: they are invited to a studio first. */
export async function addPlatformAdministrator({ system }: Database, email: string): Promise<PlatformAdministrator> {
  const user = await system.user.findUnique({ where: { email: email.toLowerCase() } });
  if (!user) throw new AppError('not_found');
  return toAdministrator(await system.user.update({ where: { id: user.id }, data: administrator }));
}

/** Throws `not_found`, `last_owner`. */
export async function removePlatformAdministrator({ system }: Database, id: string): Promise<void> {
  await system.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM users WHERE is_platform_administrator ORDER BY id FOR UPDATE`;
    if (!rows.some((row) => row.id === id)) throw new AppError('not_found');
    if (rows.length === 1) throw new AppError('last_owner');
    await tx.user.update({ where: { id }, data: { isPlatformAdministrator: false } });
  });
}

async function describe(system: Prisma.TransactionClient, rows: Tenant[]): Promise<PlatformTenant[]> {
  const tenantId = { in: rows.map((row) => row.id) };
  const [members, usage] = await Promise.all([
    system.member.groupBy({ by: ['tenantId'], where: { tenantId }, _count: true }),
    system.monthlyUsage.findMany({ where: { tenantId, month: monthOf(new Date()) } }),
  ]);
  return rows.map(({ id, name, plan, createdAt }) => ({
    id, name, plan, members: members.find((m) => m.tenantId === id)?._count ?? 0, monthlyDocuments: usage.find((u) => u.tenantId === id)?.documents ?? 0, createdAt: createdAt.toISOString(),
  }));
}

async function note(tx: Prisma.TransactionClient, tenantId: string, actor: Actor, action: string, detail: Prisma.InputJsonObject): Promise<void> {
  await tx.auditEntry.createMany({ data: [{ tenantId, actor, action, subject: `tenant:${tenantId}`, detail }] });
}

const toAdministrator = ({ id, name, email, createdAt }: { id: string; name: string; email: string; createdAt: Date }): PlatformAdministrator => ({ id, name, email, createdAt: createdAt.toISOString() });
