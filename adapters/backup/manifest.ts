import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';

/** Stands in a backup's folder once it is whole. */
export const Manifest = z.strictObject({
  format: z.literal(1),
  version: z.string(),
  takenAt: z.iso.datetime(),
  /** Names of the migrations that the database had. */
  migrations: z.array(z.string()),
  tables: z.record(z.string(), z.strictObject({ rows: z.int(), sha256: z.string() })),
  objects: z.strictObject({ count: z.int(), bytes: z.int() }),
  /** Documents that were erased after the rows were read and before their objects could be. */
  erased: z.array(z.uuid()),
});
export type Manifest = z.infer<typeof Manifest>;

export const tableFile = (table: string): string => `database/${table}.jsonl.gz`;
export const manifestFile = 'manifest.json';

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
