import type { HostPressure, ProcessReport, WorkerQueue } from '../../contract/operations.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import type { Database } from './database.ts';

/** A process as its own row tells of it. */
export interface ProcessRow extends Omit<ProcessReport, 'isFresh' | 'queues'> {
  machine: HostPressure;
  queues: Omit<WorkerQueue, 'lastPollAt'>[];
}

/** One that missed three reports. */
export const silentMs = 35_000;
const forgetMs = 3_600_000;

export async function saveProcess({ system }: Database, { id, kind, host, pid, version, startedAt, seenAt, ...report }: ProcessRow): Promise<void> {
  const row = { seenAt, report: report as unknown as Prisma.InputJsonObject };
  await system.process.upsert({ where: { id }, create: { id, kind, host, pid, version, startedAt, ...row }, update: row });
}

export async function removeProcess({ system }: Database, id: string): Promise<void> {
  await system.process.deleteMany({ where: { id } });
}

/** Newest first; without those that fell silent over an hour ago. */
export async function listProcesses({ system }: Database): Promise<ProcessRow[]> {
  const rows = await system.process.findMany({ where: { seenAt: { gt: new Date(Date.now() - forgetMs) } }, orderBy: [{ startedAt: 'desc' }, { id: 'desc' }], take: 500 });
  return rows.map(({ id, kind, host, pid, version, startedAt, seenAt, report }) => ({
    ...report as unknown as Omit<ProcessRow, 'id' | 'kind' | 'host' | 'pid' | 'version' | 'startedAt' | 'seenAt'>,
    id, host, pid, version, kind: kind as ProcessRow['kind'], startedAt: startedAt.toISOString(), seenAt: seenAt.toISOString(),
  }));
}
