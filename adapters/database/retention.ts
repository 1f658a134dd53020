import type { Scope } from './database.ts';

/** Documents that were settled before the moment, oldest first; a file with parts only when all of them were. Parts go with their file. */
export async function listExpired({ tx }: Scope, before: Date, limit: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT d.id FROM documents d
    WHERE d.settled_at < ${before} AND d.status_text IN ('approved', 'rejected', 'failed', 'cancelled') AND d.parent_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM documents p WHERE p.parent_id = d.id AND (p.settled_at IS NULL OR p.settled_at >= ${before}))
    ORDER BY d.settled_at, d.id LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}
