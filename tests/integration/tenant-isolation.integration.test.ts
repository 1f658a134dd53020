import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../adapters/database/database.ts';
import { runAdmin } from '../harness/admin.ts';
import type { TestDatabase } from '../harness/database.ts';
import { createPreparedDatabase } from '../harness/prepared-database.ts';

let database: TestDatabase;
let env: NodeJS.ProcessEnv;
let app: pg.Client;
const tenants: string[] = [];

beforeAll(async () => {
  ({ database } = await createPreparedDatabase(process.env));
  env = { ...process.env, ...database.urls };
  for (const name of ['Uno', 'Dos']) {
    const { id } = await runAdmin<{ id: string }>(env, ['create-tenant', '--name', name]);
    await runAdmin(env, ['create-client', '--name', `Cliente de ${name}`, '--tenant', id]);
    tenants.push(id);
  }
  app = new pg.Client({ connectionString: env['DATABASE_URL'] });
  await app.connect();
});
afterAll(async () => {
  await app?.end();
  await database?.drop();
});

const tenantTables = async () => {
  const owner = new pg.Client({ connectionString: env['DATABASE_OWNER_URL'] });
  await owner.connect();
  const { rows } = await owner.query<{ table: string; enabled: boolean; forced: boolean }>(`
    SELECT c.relname AS table, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'`);
  await owner.end();
  return rows;
};

it('every table has row-level security, also for its owner', async () => {
  const rows = await tenantTables();
  expect(rows.length).toBeGreaterThan(15);
  expect(rows.filter((row) => !row.enabled || !row.forced)).toEqual([]);
});

it('the app\'s role sees nothing without a tenant, and may not bypass', async () => {
  for (const { table } of await tenantTables()) {
    const seen = await app.query(`SELECT count(*)::int AS n FROM ${table}`).then((r) => (r.rows[0] as { n: number }).n, (error: { code: string }) => error.code);
    expect([table, seen]).toEqual([table, expect.toSatisfy((v) => v === 0 || v === '42501')]);
  }
  const { rows } = await app.query('SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user');
  expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false }]);
});

it('a tenant sees and writes its own rows alone', async () => {
  const db = openDatabase({ appUrl: env['DATABASE_URL'] ?? '', systemUrl: env['DATABASE_SYSTEM_URL'] ?? '', pool: 2 });
  try {
    const [one, two] = tenants as [string, string];
    expect(await db.withTenant(one, ({ tx }) => tx.client.findMany({ select: { name: true } }))).toEqual([{ name: 'Cliente de Uno' }]);
    await expect(db.withTenant(one, ({ tx }) => tx.client.create({ data: { tenantId: two, name: 'ajeno' } }))).rejects.toThrow();
    const foreign = await db.withTenant(two, ({ tx }) => tx.client.findFirstOrThrow());
    expect(await db.withTenant(one, ({ tx }) => tx.client.updateMany({ where: { id: foreign.id }, data: { name: 'mío' } }))).toEqual({ count: 0 });
    expect(await db.withTenant(one, ({ tx }) => tx.tenant.findMany({ select: { id: true } }))).toEqual([{ id: one }]);
    await expect(db.withTenant('x\'; drop table clients; --', async () => undefined)).rejects.toThrow(TypeError);
  } finally {
    await db.close();
  }
});

it('the audit log can be neither changed nor emptied', async () => {
  for (const sql of ['UPDATE audit_entries SET action = \'x\'', 'DELETE FROM audit_entries', 'TRUNCATE audit_entries']) await expect(app.query(sql)).rejects.toMatchObject({ code: '42501' });
});
