// Prisma's schema engine as WASM: it migrates without the binary that the Prisma CLI would download.
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { SchemaEngine } from '@prisma/schema-engine-wasm';
import { readSchema } from './migrations.ts';

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
