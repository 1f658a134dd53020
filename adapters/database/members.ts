import type { Actor } from '../../contract/common.ts';
import { AppError } from '../../contract/errors.ts';
import type { Member } from '../../contract/member.ts';
import type { Role } from '../../contract/permissions.ts';
import { planLimits } from '../../contract/plans.ts';
import { mayGive } from '../../domain/roles.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { audit } from './audit.ts';
import type { Database, Scope } from './database.ts';
import { lockTenant } from './tenants.ts';

const withUser = { user: { select: { id: true, name: true, email: true } } } satisfies Prisma.MemberInclude;
type Row = Prisma.MemberGetPayload<{ include: typeof withUser }>;

export async function listMembers(db: Database, tenantId: string, { limit, offset }: { limit: number; offset: number }): Promise<{ items: Member[]; total: number }> {
  const { rows, total } = await db.withTenant(tenantId, async ({ tx }) => ({
    rows: await tx.member.findMany({ include: withUser, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], take: limit, skip: offset }),
    total: await tx.member.count(),
  }));
  return { items: await describe(db, rows), total };
}

/** Who acts, and as what. */
export interface Manager {
  actor: Actor;
  role: Role | null;
}

/** Throws `not_found`, `role_beyond_yours`, `role_not_in_plan`, `last_owner`. */
export async function changeRole(db: Database, tenantId: string, manager: Manager, id: string, role: Role): Promise<Member> {
  const row = await db.withTenant(tenantId, async (scope) => {
    const { plan } = await lockTenant(scope);
    const before = await findMember(scope, id);
    if (!mayGive(manager.role, before.role) || !mayGive(manager.role, role)) throw new AppError('role_beyond_yours');
    const { roles } = planLimits[plan];
    if (!roles.includes(role)) throw new AppError('role_not_in_plan', { details: { plan, roles } });
    if (before.role === 'owner' && role !== 'owner') await refuseLastOwner(scope, id);
    const after = await scope.tx.member.update({ where: { id }, data: { role }, include: withUser });
    await audit(scope, { actor: manager.actor, action: 'member.role', subject: `member:${id}`, detail: { userId: before.userId, from: before.role, to: role } });
    return after;
  });
  const [member] = await describe(db, [row]);
  return member as Member;
}

/** Access ends with the row: it is looked up on every call. What the member held in the review inbox is free again. Throws `not_found`, `role_beyond_yours`, `last_owner`. */
export async function removeMember(scope: Scope, manager: Manager, id: string): Promise<void> {
  await lockTenant(scope);
  const { role, userId, user } = await findMember(scope, id);
  if (!mayGive(manager.role, role)) throw new AppError('role_beyond_yours');
  if (role === 'owner') await refuseLastOwner(scope, id);
  await scope.tx.member.delete({ where: { id } });
  await scope.tx.reviewTask.updateMany({ where: { status: 'open', claimedById: `user:${userId}` }, data: { claimedById: null, claimedBy: null, claimedUntil: null } });
  await audit(scope, { actor: manager.actor, action: 'member.removed', subject: `member:${id}`, detail: { userId, name: user.name, role } });
}

async function findMember({ tx }: Scope, id: string): Promise<Row> {
  const row = await tx.member.findUnique({ where: { id }, include: withUser });
  if (!row) throw new AppError('not_found');
  return row;
}

async function refuseLastOwner({ tx }: Scope, id: string): Promise<void> {
  if (await tx.member.count({ where: { role: 'owner', id: { not: id } } }) === 0) throw new AppError('last_owner');
}

async function describe({ system }: Database, rows: Row[]): Promise<Member[]> {
  const userIds = rows.map((row) => row.userId);
  const [factors, seen] = await Promise.all([
    system.secondFactor.findMany({ where: { userId: { in: userIds }, enabledAt: { not: null } }, select: { userId: true } }),
    system.session.groupBy({ by: ['userId'], where: { userId: { in: userIds } }, _max: { updatedAt: true } }),
  ]);
  return rows.map(({ id, userId, role, createdAt, user }) => ({
    id, userId, name: user.name, email: user.email, role, secondFactor: factors.some((f) => f.userId === userId),
    lastSeenAt: seen.find((s) => s.userId === userId)?._max.updatedAt?.toISOString() ?? null, createdAt: createdAt.toISOString(),
  }));
}
