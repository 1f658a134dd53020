import type { LiveEvent } from '../../contract/live-event.ts';
import type { Database } from './database.ts';
import { parseSnapshot, type Snapshot } from './snapshot.ts';

export interface Change extends LiveEvent {
  /** The transaction that made it. */
  xid: bigint;
}

export interface Changes {
  changes: Change[];
  /** There was more than is given. */
  isCut: boolean;
  /** What has been seen now, and where to go on. */
  cursor: Snapshot;
}

/** Most changes of one reading. Whoever missed more asks for everything anew. */
const most = 1000;

/**
 * What changed since the cursor; null: nothing, but where to begin. Transactions commit out of order, so no number that grows would do: the cursor
 * is the snapshot of the reading itself, and what it did not see comes next, each change once, however long a transaction runs.
 */
export async function readChanges(db: Database, tenantId: string, cursor: Snapshot | null): Promise<Changes> {
  const rows = await db.withTenant(tenantId, ({ tx }) => tx.$queryRaw<{ snapshot: string; xid: string | null; kind: LiveEvent['kind']; id: string; data: LiveEvent['data'] }[]>`
    SELECT pg_current_snapshot()::text AS snapshot, c.*
    FROM (SELECT 1) one LEFT JOIN (
      SELECT xid::text AS xid, kind, subject_id::text AS id, data FROM changes
      WHERE ${cursor !== null} AND xid >= ${String(cursor?.xmin ?? 0)}::xid8 AND NOT pg_visible_in_snapshot(xid, ${cursor?.text ?? '1:1:'}::pg_snapshot) ORDER BY changes.xid, changes.id LIMIT ${most + 1}
    ) c ON true`);
  const seen = parseSnapshot(rows[0]?.snapshot ?? '');
  if (!seen) throw new Error(`not a snapshot: ${rows[0]?.snapshot}`);
  const changes = rows.flatMap(({ xid, kind, id, data }) => (xid === null ? [] : [{ xid: BigInt(xid), kind, id, data }]));
  return { changes: changes.slice(0, most), isCut: changes.length > most, cursor: seen };
}
