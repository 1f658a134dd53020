import { readStatistics } from '../../adapters/database/statistics.ts';
import type { Handlers } from '../mount.ts';

export const statisticsHandlers: Handlers<'getStatistics'> = {
  async getStatistics({ query }, { deps, caller }) {
    return deps.db.withTenant(caller.tenantId, (scope) => readStatistics(scope, query.days));
  },
};
