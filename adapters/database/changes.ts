import type { LiveEvent } from '../../contract/live-event.ts';
import type { Database } from './database.ts';

export interface Change extends LiveEvent {
  /** Grows in the order of writing, which need not be that of committing. */
  number: string;
  xid: bigint;
}

export interface Changes {
  /** Without those that were told. */
  changes: Change[];
  /** There was more than is given. */
  isCut: boolean;
  /** Where to go on: every change of an older transaction is seen or was never made; those of this one and newer ones may come again. */
  cursor: bigint;
}

/** Most changes of one reading. Whoever missed more asks for everything anew. */
const most = 1000;

/**
 * What changed since the cursor; null: nothing, but where to begin. Transactions commit out of order, so numbers alone would miss some: the
 * cursor is the oldest transaction that was still running when it was read (`pg_snapshot_xmin`), which misses none and repeats a few. `told`: the
 * numbers of those, so that however long one transaction runs, nobody is asked to begin anew for it.
 */
export async function readChanges(db: Database, tenantId: string, cursor: bigint | null, told: readonly string[] = []): Promise<Changes> {
  const rows = await db.withTenant(tenantId, ({ tx }) => tx.$queryRaw<{ xmin: string; number: string | null; xid: string; kind: LiveEvent['kind']; id: string; data: LiveEvent['data'] }[]>`
    SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin, c.*
    FROM (SELECT 1) one LEFT JOIN (
      SELECT id::text AS number, xid::text AS xid, kind, subject_id::text AS id, data FROM changes
      WHERE ${cursor !== null} AND xid >= ${String(cursor ?? 0)}::xid8 AND id <> ALL(${told}::bigint[]) ORDER BY xid, changes.id LIMIT ${most + 1}
    ) c ON true`);
  const changes = rows.flatMap(({ number, xid, kind, id, data }) => (number === null ? [] : [{ number, xid: BigInt(xid), kind, id, data }]));
  return { changes: changes.slice(0, most), isCut: changes.length > most, cursor: BigInt(rows[0]?.xmin ?? 0) };
}
