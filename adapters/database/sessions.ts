import { AppError } from '../../contract/errors.ts';
import type { SignedInSession } from '../../contract/profile.ts';
import type { Database } from './database.ts';

export async function listSessions({ system }: Database, userId: string, currentId: string): Promise<SignedInSession[]> {
  const rows = await system.session.findMany({ where: { userId, expiresAt: { gt: new Date() } }, orderBy: { updatedAt: 'desc' }, take: 100 });
  return rows.map((row) => ({
    id: row.id, isCurrent: row.id === currentId, ipAddress: row.ipAddress, userAgent: row.userAgent,
    createdAt: row.createdAt.toISOString(), lastSeenAt: row.updatedAt.toISOString(), expiresAt: row.expiresAt.toISOString(),
  }));
}

/** Throws `not_found`, also for another user's. */
export async function endSession({ system }: Database, userId: string, id: string): Promise<void> {
  const { count } = await system.session.deleteMany({ where: { id, userId } });
  if (count === 0) throw new AppError('not_found');
}

export async function endOtherSessions({ system }: Database, userId: string, keep: string): Promise<void> {
  await system.session.deleteMany({ where: { userId, id: { not: keep } } });
}
