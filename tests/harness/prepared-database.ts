import { createHash } from 'node:crypto';
import { readMigrations } from '../../prisma/migrations.ts';
import type { Client } from '../../contract/client.ts';
import { runAdmin } from './admin.ts';
import { setPassword } from './create-person.ts';
import { createTestDatabase, withOwner, type TestDatabase } from './database.ts';
import { runToEnd } from './processes.ts';

/** What every stack begins with. */
export interface Beginning {
  administrator: { email: string; password: string; tenantId: string };
  /** An API key's secret, with every scope. */
  key: string;
  client: Client;
}

/** Any number that is the same for everybody who prepares. */
const lockId = 318_204_775;

/**
 * A database of its own, migrated, with an administrator, a key and a client in it. Those are made once per database server:
 * the rest are copies, for making them before each file's first test was a minute and a half of the suite.
 */
export async function createPreparedDatabase(env: NodeJS.ProcessEnv): Promise<{ database: TestDatabase; beginning: Beginning }> {
  const template = `prepared_${createHash('sha256').update(JSON.stringify(await readMigrations())).digest('hex').slice(0, 12)}`;
  const beginning = await withOwner(env, async (owner) => {
    await owner.query('SELECT pg_advisory_lock($1)', [lockId]);
    const { rows: [ready] } = await owner.query<{ said: string }>(`SELECT shobj_description(oid, 'pg_database') AS said FROM pg_database WHERE datname = $1`, [template]);
    if (ready) return JSON.parse(ready.said) as Beginning;
    const database = await createTestDatabase(env);
    const made = await prepare({ ...env, ...database.urls });
    await settleSequences({ ...env, ...database.urls });
    // The comment first: a database of that name is complete.
    await owner.query(`COMMENT ON DATABASE ${database.name} IS ${owner.escapeLiteral(JSON.stringify(made))}`);
    await owner.query(`ALTER DATABASE ${database.name} RENAME TO ${template}`);
    return made;
  });
  return { database: await createTestDatabase(env, template), beginning };
}

async function prepare(env: NodeJS.ProcessEnv): Promise<Beginning> {
  await runToEnd('prisma/migrate.ts', [], env);
  const admin = <T>(...args: string[]) => runAdmin<T>(env, args);
  const administrator = await admin<Beginning['administrator']>('ensure-administrator');
  await setPassword(env, administrator.email, administrator.password);
  const { key } = await admin<{ key: string }>('create-api-key', '--name', 'tests');
  const client = await admin<Client>('create-client', '--name', 'Cliente de prueba', '--tax-id', '30-50001091-2');
  return { administrator, key, client };
}

/**
 * A sequence writes the log for 32 values ahead and then hands them out unlogged. A copy of the database has the values but not that log: after a crash its sequences would
 * give numbers a second time. Set anew they have nothing ahead.
 */
async function settleSequences(env: NodeJS.ProcessEnv): Promise<void> {
  await withOwner(env, (owner) => owner.query(`SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, last_value) FROM pg_sequences WHERE last_value IS NOT NULL`));
}
