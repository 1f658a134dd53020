import { createClient, findClient, listClients, toClient, updateClient } from '../../adapters/database/clients.ts';
import { AppError } from '../../contract/errors.ts';
import { readTaxId } from '../../domain/tax-id-input.ts';
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

function bareTaxId(text: string | null): string | null {
  const { taxId, valid } = readTaxId(text ?? '');
  if (!valid) throw new AppError('tax_id_invalid');
  return taxId;
}
