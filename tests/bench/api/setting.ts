// Services, a database full of documents and the API's own process, of the benchmark's own.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startServices } from '../../../stack/services.mjs';
import { eventually } from '../../harness/eventually.ts';
import { freePort, run, runToEnd } from '../../harness/processes.ts';
import { seed, type SeededTenant, type SeedOptions } from './seed.ts';

export interface Setting {
  baseUrl: string;
  env: NodeJS.ProcessEnv;
  /** Largest first. */
  tenants: SeededTenant[];
  /** Keys of a tenant, several, since each may ask only so often. */
  keys(tenantId: string, count: number): Promise<string[]>;
  stop(): Promise<void>;
}

export interface Services {
  env: Record<string, string>;
  stop(): Promise<void>;
}

/** Services on a folder that is kept where the caller names it, else removed. */
export async function openServices(folder: string | undefined): Promise<Services> {
  const dataDir = folder ?? await mkdtemp(join(tmpdir(), 'comprobante-bench-'));
  await mkdir(dataDir, { recursive: true });
  const services = await startServices({ dataDir });
  return {
    env: services.env,
    async stop() {
      await services.stop();
      if (!folder) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The API on a database of that name, seeded where it is not there yet. */
export async function openSetting(services: Services, database: string, options: SeedOptions): Promise<Setting> {
  const at = (name: string) => Object.assign(new URL(services.env[name] ?? ''), { pathname: `/${database}` }).href;
  const port = await freePort();
  const env: NodeJS.ProcessEnv = {
    ...process.env, ...services.env, DATABASE_URL: at('DATABASE_URL'), DATABASE_SYSTEM_URL: at('DATABASE_SYSTEM_URL'), DATABASE_OWNER_URL: at('DATABASE_OWNER_URL'),
    PORT: String(port), HOST: '127.0.0.1', PUBLIC_URL: `http://127.0.0.1:${port}`, LOG_LEVEL: 'warn', S3_BUCKET: 'bench',
  };
  const tenants = await seeded(services, database, env, options);
  const api = run('api/main.ts', [], env);
  const baseUrl = String(env['PUBLIC_URL']);
  await eventually('the API answers', () => fetch(`${baseUrl}/health`).then((r) => r.ok, () => false), Boolean, 60_000);
  return {
    baseUrl, env, tenants,
    async keys(tenantId, count) {
      const made: string[] = [];
      for (let i = 0; i < count; i++) made.push((JSON.parse(await runToEnd('api/admin.ts', ['create-api-key', '--name', `bench ${i}`, '--tenant', tenantId], env)) as { key: string }).key);
      return made;
    },
    stop: async () => void (await api.stop()),
  };
}

async function seeded(services: Services, database: string, env: NodeJS.ProcessEnv, options: SeedOptions): Promise<SeededTenant[]> {
  const server = new pg.Client({ connectionString: services.env['DATABASE_OWNER_URL'] });
  server.on('error', () => undefined);
  await server.connect();
  const { rowCount } = await server.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
  if (rowCount === 0) {
    // Under another name until it is whole, so that an interrupted seed is never taken for one.
    await server.query(`DROP DATABASE IF EXISTS ${database}_partial WITH (FORCE)`);
    await server.query(`CREATE DATABASE ${database}_partial`);
    const partial = Object.fromEntries(['DATABASE_URL', 'DATABASE_SYSTEM_URL', 'DATABASE_OWNER_URL'].map((name) => [name, `${env[name]}_partial`]));
    await runToEnd('prisma/migrate.ts', [], { ...env, ...partial });
    await seed(partial['DATABASE_OWNER_URL'] ?? '', options);
    await server.query(`ALTER DATABASE ${database}_partial RENAME TO ${database}`);
  }
  // A kept folder may hold what was seeded before the newest migrations.
  else await runToEnd('prisma/migrate.ts', [], env);
  await server.end();
  const owner = new pg.Client({ connectionString: env['DATABASE_OWNER_URL'] });
  await owner.connect();
  const { rows } = await owner.query<SeededTenant>('SELECT tenant_id AS id, count(*)::int AS documents FROM documents GROUP BY tenant_id ORDER BY documents DESC');
  await owner.end();
  return rows;
}
