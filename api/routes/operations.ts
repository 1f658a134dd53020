import { retryFailures } from '../../adapters/database/failures.ts';
import { readOutboxState } from '../../adapters/database/outbox-state.ts';
import { readStorage } from '../../adapters/database/size-samples.ts';
import { readTenantOperations, type TenantOperations } from '../../adapters/database/tenant-operations.ts';
import { byGravity, platformAlerts, tenantAlerts } from '../../domain/alerts.ts';
import { activeStatuses } from '../../domain/lifecycle.ts';
import type { Handlers } from '../mount.ts';
import { readPlatform } from '../platform-state.ts';

export const operationsHandlers: Handlers<'getOperations' | 'retryFailures'> = {
  async getOperations({ query: { hours } }, { deps, caller }) {
    const now = Date.now();
    const [platform, outbox, storage, tenant] = await Promise.all([
      readPlatform(deps), readOutboxState(deps.db), readStorage(deps.db, hours),
      deps.db.withTenant(caller.tenantId, (scope) => readTenantOperations(scope, new Date(now - hours * 3_600_000))),
    ]);
    const alerts = byGravity([...platformAlerts({ ...platform, outbox }), ...tenantAlerts(stateOf(tenant, now))]);
    return { at: new Date(now).toISOString(), hours, ...platform, outbox, storage, alerts, ...tenant };
  },
  async retryFailures({ body }, { deps, caller }) {
    return deps.db.withTenant(caller.tenantId, (scope) => retryFailures(scope, caller.actor, body));
  },
};

const waiting: string[] = ['ingested', 'in_review'];

function stateOf({ documents: { active, settled }, deadLetters }: TenantOperations, now: number) {
  const unread = active.filter(({ status }) => activeStatuses.some((s) => s === status) && !waiting.includes(status)).map(({ oldestAt }) => now - Date.parse(oldestAt));
  return {
    deadLetters: deadLetters.open,
    oldestUnreadSeconds: Math.max(0, ...unread) / 1000,
    settled: { failed: settled.find(({ status }) => status === 'failed')?.count ?? 0, all: settled.reduce((sum, { count }) => sum + count, 0) },
  };
}
