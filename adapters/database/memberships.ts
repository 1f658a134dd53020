import type { CurrentSession } from '../../contract/account.ts';
import type { Role } from '../../contract/permissions.ts';
import type { Database } from './database.ts';

export interface Membership {
  tenantId: string;
  tenantName: string;
  autoProcess: boolean;
  role: Role;
}

/** The tenants that a user belongs to, by name. */
export async function listMemberships({ system }: Database, userId: string): Promise<Membership[]> {
  const rows = await system.member.findMany({ where: { userId }, include: { tenant: true }, orderBy: { tenant: { name: 'asc' } } });
  return rows.map(({ role, tenant }) => ({ tenantId: tenant.id, tenantName: tenant.name, autoProcess: tenant.autoProcess, role }));
}

export const toTenants = (memberships: Membership[]): CurrentSession['tenants'] => memberships.map(({ tenantId, tenantName, role }) => ({ id: tenantId, name: tenantName, role }));
