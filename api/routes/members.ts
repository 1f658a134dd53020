import { changeRole, listMembers, removeMember, type Manager } from '../../adapters/database/members.ts';
import type { Handlers, TenantCall } from '../mount.ts';

/** Keys have no role: they neither make nor remove members, whatever their scopes say. */
export const managerOf = ({ caller }: TenantCall): Manager => ({ actor: caller.actor, role: caller.session?.membership?.role ?? null });

export const memberHandlers: Handlers<'listMembers' | 'updateMember' | 'removeMember'> = {
  async listMembers({ query }, { deps, caller }) {
    return { ...await listMembers(deps.db, caller.tenantId, query), ...query };
  },
  async updateMember({ params, body }, call) {
    return changeRole(call.deps.db, call.caller.tenantId, managerOf(call), params.id, body.role);
  },
  async removeMember({ params }, call) {
    await call.deps.db.withTenant(call.caller.tenantId, (scope) => removeMember(scope, managerOf(call), params.id));
    return undefined;
  },
};
