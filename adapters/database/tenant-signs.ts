import type { OperationsAlert } from '../../contract/operations.ts';
import type { TenantState } from '../../domain/alerts.ts';
import { notify } from './notifications.ts';
import type { Database, Scope } from './database.ts';

/** What tells whether a tenant's operators should look; cheap enough for every minute. Failures are of the last day. */
export async function readTenantSigns({ tx }: Scope): Promise<TenantState> {
  const [row] = await tx.$queryRaw<{ deadLetters: number; oldestUnreadSeconds: number; failed: number; all: number }[]>`
    SELECT (SELECT count(*)::int FROM dead_letters WHERE requeued_at IS NULL AND discarded_at IS NULL) AS "deadLetters",
      coalesce((SELECT extract(epoch FROM now() - min(created_at))::float8 FROM documents WHERE status_text IN ('received', 'preprocessing', 'extracting')), 0) AS "oldestUnreadSeconds",
      count(*) FILTER (WHERE status = 'failed')::int AS failed, count(*)::int AS all
    FROM documents WHERE status_text IN ('approved', 'rejected', 'failed', 'cancelled') AND created_at > now() - interval '1 day'`;
  const { deadLetters = 0, oldestUnreadSeconds = 0, failed = 0, all = 0 } = row ?? {};
  return { deadLetters, oldestUnreadSeconds, settled: { failed, all } };
}

/** Tells people of each alert, and of the same one no more within an hour, however many ask for it at once. */
export async function tellAlerts(db: Database, tenantId: string, alerts: readonly OperationsAlert[]): Promise<void> {
  if (alerts.length === 0) return;
  await db.withTenant(tenantId, async (scope) => {
    await scope.tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`alerts ${tenantId}`}, 0))`;
    const told = await scope.tx.notification.findMany({ where: { kind: 'operations.alert', createdAt: { gt: new Date(Date.now() - 3_600_000) } }, select: { data: true } });
    const known = new Set(told.map(({ data }) => keyOf(data as unknown as Told)));
    for (const { kind, ...alert } of alerts) {
      const data = { alert: kind, ...alert };
      if (!known.has(keyOf(data))) await notify(scope, 'operations.alert', data);
    }
  });
}

type Told = Pick<OperationsAlert, 'severity' | 'subject'> & { alert: string };

/** What was a warning and cannot wait any more is told anew. */
const keyOf = ({ alert, severity, subject }: Told): string => [alert, severity, subject].join(' ');

/** Where those are told who run the machines: the studios of the platform's administrators. */
export async function platformTenants({ system }: Database): Promise<string[]> {
  const rows = await system.member.findMany({ where: { user: { isPlatformAdministrator: true } }, distinct: ['tenantId'], select: { tenantId: true } });
  return rows.map(({ tenantId }) => tenantId);
}
