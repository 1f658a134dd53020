import { randomBytes } from 'node:crypto';
import pg from 'pg';

export interface TestDatabase {
  name: string;
  /** The environment for it. */
  urls: Record<string, string>;
  drop(): Promise<void>;
}

/** A database of its own on the services' server: empty, or a copy of the one that is named. */
export async function createTestDatabase(env: NodeJS.ProcessEnv, template?: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await withOwner(env, (owner) => owner.query(`CREATE DATABASE ${name}${template ? ` TEMPLATE ${template}` : ''}`));
  const at = (url: string | undefined) => Object.assign(new URL(url ?? ''), { pathname: `/${name}` }).href;
  return {
    name,
    urls: { DATABASE_OWNER_URL: at(env['DATABASE_OWNER_URL']), DATABASE_URL: at(env['DATABASE_URL']), DATABASE_SYSTEM_URL: at(env['DATABASE_SYSTEM_URL']) },
    drop: async () => void (await withOwner(env, (owner) => owner.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))),
  };
}

export async function withOwner<T>(env: NodeJS.ProcessEnv, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const connectionString = env['DATABASE_OWNER_URL'];
  if (!connectionString) throw new Error('DATABASE_OWNER_URL is not set: run the tests with `npm test`, which starts the services.');
  const owner = new pg.Client({ connectionString });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}
