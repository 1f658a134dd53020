import type { StorageState } from '../../contract/operations.ts';
import type { SizeSample } from '../../prisma/client/client.ts';
import type { Database } from './database.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Takes the hour's sample where there is none yet. `measure` counts the objects, which takes a while where there are many. */
export async function takeSizeSample({ system }: Database, measure: () => Promise<{ bytes: number; objects: number }>): Promise<void> {
  const at = new Date(Math.floor(Date.now() / hourMs) * hourMs);
  if (await system.sizeSample.count({ where: { at } }) > 0) return;
  const { bytes, objects } = await measure();
  const [database] = await system.$queryRaw<{ bytes: bigint }[]>`SELECT pg_database_size(current_database()) AS bytes`;
  await system.sizeSample.createMany({ data: [{ at, databaseBytes: database?.bytes ?? 0n, objectBytes: bytes, objects }], skipDuplicates: true });
}

/** The samples of the last hours, and what grew meanwhile. */
export async function readStorage({ system }: Database, hours: number): Promise<StorageState> {
  const rows = await system.sizeSample.findMany({ where: { at: { gte: new Date(Date.now() - hours * hourMs) } }, orderBy: { at: 'asc' } });
  const samples = rows.map(toSample);
  const [first] = samples;
  const last = samples.at(-1);
  const days = first && last ? (Date.parse(last.at) - Date.parse(first.at)) / dayMs : 0;
  const before = last ? null : await system.sizeSample.findFirst({ orderBy: { at: 'desc' } });
  return {
    samples, latest: last ?? (before ? toSample(before) : null),
    growth: first && last && days > 0 ? { databaseBytesPerDay: (last.databaseBytes - first.databaseBytes) / days, objectBytesPerDay: (last.objectBytes - first.objectBytes) / days } : null,
  };
}

const toSample = ({ at, databaseBytes, objectBytes, objects }: SizeSample) => ({ at: at.toISOString(), databaseBytes: Number(databaseBytes), objectBytes: Number(objectBytes), objects: Number(objects) });
