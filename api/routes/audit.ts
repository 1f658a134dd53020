import { listAudit } from '../../adapters/database/audit-log.ts';
import type { Handlers } from '../mount.ts';

export const auditHandlers: Handlers<'listAudit'> = {
  async listAudit({ query }, { deps, caller }) {
    const { items, total } = await deps.db.withTenant(caller.tenantId, (scope) => listAudit(scope, query));
    return { items, total, limit: query.limit, offset: query.offset };
  },
};
