import { createClient, findClient, listClients, toClient, updateClient } from '../../adapters/database/clients.ts';
import { AppError } from '../../contract/errors.ts';
import { parseCuit } from '../../domain/fiscal/cuit.ts';
import type { Handlers } from '../mount.ts';

export const clientHandlers: Handlers<'listClients' | 'createClient' | 'getClient' | 'updateClient'> = {
  async listClients({ query }, { deps, caller }) {
    const { items, total } = await deps.db.withTenant(caller.tenantId, (scope) => listClients(scope, query));
    return { items, total, limit: query.limit, offset: query.offset };
  },
  async createClient({ body }, { deps, caller }) {
    return deps.db.withTenant(caller.tenantId, (scope) => createClient(scope, { ...body, taxId: bareTaxId(body.taxId) }));
  },
  async getClient({ params }, { deps, caller }) {
    return toClient(await deps.db.withTenant(caller.tenantId, (scope) => findClient(scope, params.id)));
  },
  async updateClient({ params, body }, { deps, caller }) {
    const { name, email, externalAi, taxId } = body;
    const data = { ...(name !== undefined && { name }), ...(email !== undefined && { email }), ...(externalAi !== undefined && { externalAi }), ...(taxId !== undefined && { taxId: bareTaxId(taxId) }) };
    return deps.db.withTenant(caller.tenantId, (scope) => updateClient(scope, params.id, data));
  },
};

/** Without separators. Eleven digits are a CUIT and must pass its check digit; other forms are other countries' and are taken as they are. */
function bareTaxId(taxId: string | null): string | null {
  if (taxId === null) return null;
  const bare = taxId.toUpperCase().replace(/[^0-9A-Z]/g, '');
  if (bare === '') return null;
  if (/^\d{11}$/.test(bare) && parseCuit(bare) === null) throw new AppError('tax_id_invalid');
  return bare;
}
