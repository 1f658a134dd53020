/** Which transactions a reading saw: those older than `xmin`, and of the ones from there to before `xmax` all that were not `running`. */
export interface Snapshot {
  xmin: bigint;
  xmax: bigint;
  running: ReadonlySet<bigint>;
  /** As PostgreSQL writes its `pg_snapshot`: `xmin:xmax:running,…` (https://www.postgresql.org/docs/17/functions-info.html). */
  text: string;
}

/** @returns null for what PostgreSQL would refuse. */
export function parseSnapshot(text: string): Snapshot | null {
  const match = /^(\d{1,18}):(\d{1,18}):((?:\d{1,18}(?:,\d{1,18})*)?)$/.exec(text);
  if (!match) return null;
  const [xmin, xmax] = [BigInt(match[1] ?? 0), BigInt(match[2] ?? 0)];
  const running = (match[3] || undefined)?.split(',').map(BigInt) ?? [];
  const isSound = xmin > 0n && xmin <= xmax && running.every((xid, i) => xid >= xmin && xid < xmax && xid > (running[i - 1] ?? 0n));
  return isSound ? { xmin, xmax, running: new Set(running), text } : null;
}

/** Whether what this transaction did was seen, where it has been committed. */
export function isSeen({ xmin, xmax, running }: Snapshot, xid: bigint): boolean {
  return xid < xmin || (xid < xmax && !running.has(xid));
}
