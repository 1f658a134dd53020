import type { CurrentSession } from '../../contract/account.ts';
import type { Role } from '../../contract/permissions.ts';
import type { Database } from './database.ts';

export interface Membership {
  tenantId: string;
  tenantName: string;
  autoProcess: boolean;
  role: Role;
}

/** The tenants that a user belongs to, by name; asked on every call, so that a removal holds at once. */
export async function listMemberships({ readSystem }: Database, userId: string): Promise<Membership[]> {
  return readSystem<Membership>({
    text: `SELECT t.id AS "tenantId", t.name AS "tenantName", t.auto_process AS "autoProcess", m.role::text AS role FROM members m JOIN tenants t ON t.id = m.tenant_id WHERE m.user_id = $1::uuid ORDER BY t.name, t.id`,
    values: [userId], isKept: true,
  });
}

export const toTenants = (memberships: Membership[]): CurrentSession['tenants'] => memberships.map(({ tenantId, tenantName, role }) => ({ id: tenantId, name: tenantName, role }));
