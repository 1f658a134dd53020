import { oneAtATime } from '../adapters/database/one-at-a-time.ts';
import { readOutboxState } from '../adapters/database/outbox-state.ts';
import { platformTenants, readTenantSigns, tellAlerts } from '../adapters/database/tenant-signs.ts';
import { platformAlerts, tenantAlerts } from '../domain/alerts.ts';
import type { ApiDeps } from './deps.ts';
import { readPlatform } from './platform-state.ts';

const lockId = 721_503_120;
const everyMs = 60_000;

type MonitorDeps = Pick<ApiDeps, 'db' | 'temporal' | 'temporalUi' | 'log'>;

/** Looks every minute whether operators should know something, and tells them, until closed. Any number of processes may: one at a time does. */
export function startMonitor(deps: MonitorDeps, intervalMs = everyMs): { close(): void } {
  const look = () => void oneAtATime(deps.db, lockId, 50_000, () => lookOnce(deps)).catch((error: unknown) => deps.log.warn({ err: error }, 'nobody could be told what is amiss'));
  const timer = setInterval(look, intervalMs);
  return { close: () => clearInterval(timer) };
}

export async function lookOnce(deps: MonitorDeps): Promise<void> {
  const { db } = deps;
  const [platform, outbox] = await Promise.all([readPlatform(deps), readOutboxState(db)]);
  const alerts = platformAlerts({ ...platform, outbox });
  for (const tenantId of await platformTenants(db)) await tellAlerts(db, tenantId, alerts);
  for (const { id } of await db.system.tenant.findMany({ select: { id: true } })) await tellAlerts(db, id, tenantAlerts(await db.withTenant(id, readTenantSigns)));
}
