import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A database of its own on the services' server; `urls` are the environment for it. */
export async function createTestDatabase(env: NodeJS.ProcessEnv): Promise<{ urls: Record<string, string>; drop(): Promise<void> }> {
  const ownerUrl = env['DATABASE_OWNER_URL'];
  if (!ownerUrl) throw new Error('DATABASE_OWNER_URL is not set: run the tests with `npm test`, which starts the services.');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await withOwner(ownerUrl, (owner) => owner.query(`CREATE DATABASE ${name}`));
  const at = (url: string | undefined) => Object.assign(new URL(url ?? ''), { pathname: `/${name}` }).href;
  return {
    urls: { DATABASE_OWNER_URL: at(ownerUrl), DATABASE_URL: at(env['DATABASE_URL']), DATABASE_SYSTEM_URL: at(env['DATABASE_SYSTEM_URL']) },
    drop: () => withOwner(ownerUrl, (owner) => owner.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
  };
}

async function withOwner(url: string, work: (owner: pg.Client) => Promise<unknown>): Promise<void> {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  try {
    await work(owner);
  } finally {
    await owner.end();
  }
}
