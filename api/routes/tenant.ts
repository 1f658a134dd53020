import { getDefaults, getTenant, updateDefaults, updateTenant } from '../../adapters/database/tenants.ts';
import { AppError } from '../../contract/errors.ts';
import { parseCuit } from '../../domain/fiscal/cuit.ts';
import type { Handlers } from '../mount.ts';

export const tenantHandlers: Handlers<'getTenant' | 'updateTenant' | 'getTenantDefaults' | 'updateTenantDefaults'> = {
  async getTenant(_request, { deps, caller }) {
    return deps.db.withTenant(caller.tenantId, getTenant);
  },
  async updateTenant({ body }, { deps, caller }) {
    const data = body.taxId ? { ...body, taxId: checkedCuit(body.taxId) } : body;
    return deps.db.withTenant(caller.tenantId, (scope) => updateTenant(scope, caller.actor, data));
  },
  async getTenantDefaults(_request, { deps, caller }) {
    return deps.db.withTenant(caller.tenantId, getDefaults);
  },
  async updateTenantDefaults({ body }, { deps, caller }) {
    return deps.db.withTenant(caller.tenantId, (scope) => updateDefaults(scope, caller.actor, body));
  },
};

function checkedCuit(taxId: string): string {
  const cuit = parseCuit(taxId);
  if (cuit === null) throw new AppError('tax_id_invalid');
  return cuit;
}
