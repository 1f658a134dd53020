// Prisma's schema engine as WASM: it migrates without the binary that the Prisma CLI would download.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { SchemaEngine, type MigrationList } from '@prisma/schema-engine-wasm';

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

type Connection = Awaited<ReturnType<PrismaPg['connect']>>;

/** Prisma's own adapter cuts scripts at every semicolon, also inside comments and function bodies; PostgreSQL takes them whole, and all or nothing. */
class WholeScripts extends PrismaPg {
  override connect = async () => wholeScripts(await PrismaPg.prototype.connect.call(this));
}

function wholeScripts(connection: Connection): Connection {
  connection.executeScript = async (script) => {
    await connection.underlyingDriver().query(script);
  };
  return connection;
}

export async function openSchemaEngine(databaseUrl: string): Promise<SchemaEngine> {
  const adapter = bindMigrationAwareSqlAdapterFactory(new WholeScripts({ connectionString: databaseUrl }));
  return SchemaEngine.new({ datamodels: [await readSchema()] }, () => undefined, adapter);
}
