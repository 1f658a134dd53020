import type { Actor } from '../../contract/common.ts';
import { AppError } from '../../contract/errors.ts';
import { planLimits, type Plan } from '../../contract/plans.ts';
import type { Tenant, TenantDefaults, TenantDefaultsPatch, TenantPatch } from '../../contract/tenant.ts';
import type { Tenant as Row } from '../../prisma/client/client.ts';
import { audit } from './audit.ts';
import type { Scope } from './database.ts';

/** The tenant's row, locked until the transaction ends: what counts members or seats takes turns. */
export async function lockTenant({ tx, tenantId }: Scope): Promise<{ plan: Plan; name: string }> {
  await tx.$queryRaw`SELECT 1 FROM tenants WHERE id = ${tenantId}::uuid FOR UPDATE`;
  return readTenant({ tx, tenantId });
}

export async function readTenant({ tx, tenantId }: Scope): Promise<Row> {
  return tx.tenant.findUniqueOrThrow({ where: { id: tenantId } });
}

/** An invitation that waits for an answer takes a seat. */
export const waiting = () => ({ acceptedAt: null, revokedAt: null, expiresAt: { gt: new Date() } });

export async function countSeats({ tx, tenantId }: Scope): Promise<number> {
  return await tx.member.count({ where: { tenantId } }) + await tx.invitation.count({ where: { tenantId, ...waiting() } });
}

/** The first day of the month (UTC). */
export const monthOf = (now: Date): Date => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));

/**
 * Counts uploaded files against the plan; throws `plan_documents_used_up`, and then counts none. Uploads of one tenant take turns from here
 * to the end of their transactions, so it comes last.
 */
export async function countUploads({ tx, tenantId }: Scope, plan: Plan, files: number): Promise<void> {
  const limit = planLimits[plan].monthlyDocuments;
  const month = monthOf(new Date());
  const [row] = await tx.$queryRaw<{ documents: number }[]>`
    INSERT INTO monthly_usage AS u (tenant_id, month, documents) VALUES (${tenantId}::uuid, ${month}::date, ${files}::int)
    ON CONFLICT (tenant_id, month) DO UPDATE SET documents = u.documents + excluded.documents RETURNING documents`;
  if (limit !== null && (row?.documents ?? 0) > limit) throw new AppError('plan_documents_used_up', { details: { plan, limit, used: (row?.documents ?? 0) - files } });
}

export async function getTenant(scope: Scope): Promise<Tenant> {
  const { tx, tenantId } = scope;
  const row = await readTenant(scope);
  const usage = await tx.monthlyUsage.findUnique({ where: { tenantId_month: { tenantId, month: monthOf(new Date()) } } });
  const { seats, monthlyDocuments, roles } = planLimits[row.plan];
  const { id, name, plan, legalName, taxId, vatCondition, address, city, province, postalCode, contactName, contactEmail, phone, createdAt } = row;
  return {
    id, name, legalName, taxId, vatCondition: vatCondition as Tenant['vatCondition'], address, city, province, postalCode, contactName, contactEmail, phone, plan,
    limits: { seats, monthlyDocuments, roles: [...roles] },
    usage: { seats: await countSeats(scope), monthlyDocuments: usage?.documents ?? 0 },
    createdAt: createdAt.toISOString(),
  };
}

export async function updateTenant(scope: Scope, actor: Actor, data: TenantPatch): Promise<Tenant> {
  await change(scope, actor, 'tenant.updated', data);
  return getTenant(scope);
}

export async function getDefaults(scope: Scope): Promise<TenantDefaults> {
  const { autoProcess, linkAutoProcess, linkExpiryDays, linkMaxFiles, retentionDays } = await readTenant(scope);
  return { autoProcess, linkAutoProcess, linkExpiryDays, linkMaxFiles, retentionDays };
}

export async function updateDefaults(scope: Scope, actor: Actor, data: TenantDefaultsPatch): Promise<TenantDefaults> {
  await change(scope, actor, 'settings.defaults', data);
  return getDefaults(scope);
}

/** The audit line names what changed, with values: none of them is a secret. */
async function change(scope: Scope, actor: Actor, action: string, patch: TenantPatch | TenantDefaultsPatch): Promise<void> {
  const { tx, tenantId } = scope;
  const before = await readTenant(scope);
  const data = Object.fromEntries(Object.entries(patch).filter(([name, value]) => value !== undefined && before[name as keyof Row] !== value));
  if (Object.keys(data).length === 0) return;
  await tx.tenant.updateMany({ where: { id: tenantId }, data });
  const from = Object.fromEntries(Object.keys(data).map((name) => [name, before[name as keyof Row] as string]));
  await audit(scope, { actor, action, subject: `tenant:${tenantId}`, detail: { from, to: data } });
}
