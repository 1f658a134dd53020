import type { ActivityDeps } from '../deps.ts';

/** An upload puts its object a while before its row stands. */
const graceMs = 3_600_000;
const page = 500;

/** Removes objects that no document has: of uploads that broke off, and of documents whose erasing was cut short. */
export async function sweepObjects({ db, objects }: Pick<ActivityDeps, 'db' | 'objects'>, youngestMs = graceMs): Promise<Record<string, number>> {
  let removed = 0;

  async function sweep(tenantId: string, prefixes: string[]): Promise<void> {
    const rows = await db.withTenant(tenantId, ({ tx }) => tx.document.findMany({ where: { objectPrefix: { in: prefixes } }, select: { objectPrefix: true } }));
    const kept = new Set(rows.map(({ objectPrefix }) => objectPrefix));
    for (const prefix of prefixes) {
      if (kept.has(prefix)) continue;
      const last = await objects.lastPut(prefix);
      if (!last || Date.now() - last.getTime() < youngestMs) continue;
      await objects.removeAll(prefix);
      removed++;
    }
  }

  for await (const tenant of objects.folders('')) {
    const tenantId = tenant.slice(0, -1);
    if (!/^[0-9a-f-]{36}$/.test(tenantId)) continue;
    let prefixes: string[] = [];
    for await (const prefix of objects.folders(tenant)) {
      prefixes.push(prefix);
      if (prefixes.length < page) continue;
      await sweep(tenantId, prefixes);
      prefixes = [];
    }
    await sweep(tenantId, prefixes);
  }
  return { objects_removed: removed };
}
