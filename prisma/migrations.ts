import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MigrationList } from '@prisma/schema-engine-wasm';

const here = import.meta.dirname;
export const noFilter = { externalTables: [], externalEnums: [] };

export async function readSchema(): Promise<[string, string]> {
  return ['schema.prisma', await readFile(join(here, 'schema.prisma'), 'utf8')];
}

/** The migrations folder in the form that the engine takes; the same folder that `prisma migrate deploy` reads. */
export async function readMigrations(): Promise<MigrationList> {
  const baseDir = join(here, 'migrations');
  const entries = await readdir(baseDir, { withFileTypes: true });
  const names = entries.filter((e) => e.isDirectory()).map((e) => e.name).sort();
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: await readFile(join(baseDir, 'migration_lock.toml'), 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(names.map(async (path) => ({
      path,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: await readFile(join(baseDir, path, 'migration.sql'), 'utf8') } },
    }))),
  };
}
