import { createApiKey, listApiKeys, revokeApiKey } from '../../adapters/database/api-keys.ts';
import type { Handlers } from '../mount.ts';

export const apiKeyHandlers: Handlers<'listApiKeys' | 'createApiKey' | 'revokeApiKey'> = {
  async listApiKeys({ query }, { deps, caller }) {
    return { ...(await deps.db.withTenant(caller.tenantId, (scope) => listApiKeys(scope, query))), ...query };
  },
  async createApiKey({ body }, { deps, caller }) {
    return deps.db.withTenant(caller.tenantId, (scope) => createApiKey(scope, caller.actor, body));
  },
  async revokeApiKey({ params }, { deps, caller }) {
    await deps.db.withTenant(caller.tenantId, (scope) => revokeApiKey(scope, caller.actor, params.id));
    return undefined;
  },
};
