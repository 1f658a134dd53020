import { eraseDocument } from '../../adapters/database/document-acts.ts';
import { listExpired } from '../../adapters/database/retention.ts';
import type { Actor } from '../../contract/common.ts';
import type { ActivityDeps } from '../deps.ts';

const actor: Actor = { kind: 'system', id: null, name: 'retention' };
const page = 100;

/** Erases what each tenant keeps no longer: settled documents, with their objects, their readings and what was told of them. The audit log says so and stays. */
export async function retain({ db }: ActivityDeps): Promise<Record<string, number>> {
  let erased = 0;
  for (const { id: tenantId, retentionDays } of await db.system.tenant.findMany({ where: { retentionDays: { not: null } }, select: { id: true, retentionDays: true } })) {
    const before = new Date(Date.now() - (retentionDays ?? Infinity) * 86_400_000);
    for (;;) {
      const ids = await db.withTenant(tenantId, (scope) => listExpired(scope, before, page));
      for (const id of ids) await db.withTenant(tenantId, (scope) => eraseDocument(scope, id, actor));
      erased += ids.length;
      if (ids.length < page) break;
    }
  }
  return { documents_erased: erased };
}
