import { addPlatformAdministrator, createPlatformTenant, listPlatformAdministrators, listPlatformTenants, removePlatformAdministrator, updatePlatformTenant } from '../../adapters/database/platform.ts';
import { consoleLink } from '../console-link.ts';
import type { Handlers } from '../mount.ts';

type Names = 'listPlatformTenants' | 'createPlatformTenant' | 'updatePlatformTenant' | 'listPlatformAdministrators' | 'addPlatformAdministrator' | 'removePlatformAdministrator';

export const platformHandlers: Handlers<Names> = {
  async listPlatformTenants({ query }, { deps }) {
    return { ...await listPlatformTenants(deps.db, query), limit: query.limit, offset: query.offset };
  },
  async createPlatformTenant({ body }, { deps, caller }) {
    const tenant = await createPlatformTenant(deps.db, caller.actor, body, { secrets: deps.secrets, linkOf: consoleLink(deps, 'accept-invitation') });
    deps.mails.wake();
    return tenant;
  },
  async updatePlatformTenant({ params, body }, { deps, caller }) {
    return updatePlatformTenant(deps.db, caller.actor, params.id, body);
  },
  async listPlatformAdministrators({ query }, { deps }) {
    return { ...await listPlatformAdministrators(deps.db, query), ...query };
  },
  async addPlatformAdministrator({ body }, { deps, caller }) {
    const administrator = await addPlatformAdministrator(deps.db, body.email);
    deps.log.info({ by: caller.actor.id, userId: administrator.id }, 'platform administrator added');
    return administrator;
  },
  async removePlatformAdministrator({ params }, { deps, caller }) {
    await removePlatformAdministrator(deps.db, params.id);
    deps.log.info({ by: caller.actor.id, userId: params.id }, 'platform administrator removed');
    return undefined;
  },
};
