import type pg from 'pg';

const quoteName = (name: string) => `"${name.replaceAll('"', '""')}"`;
const quoteText = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** PostgreSQL's words where two migrations of different databases, which no lock of one database keeps apart, change the same role. */
const atOnce = /tuple concurrently updated|duplicate key value/;

/** Runs what changes roles; again where somebody else did so at the same moment. */
async function changing(change: () => Promise<unknown>, tries = 20): Promise<void> {
  try {
    await change();
  } catch (error) {
    if (tries === 0 || !(error instanceof Error && atOnce.test(error.message))) throw error;
    await changing(change, tries - 1);
  }
}

/**
 * Makes the role that the policies name, and lets the URL's user act as it: the role itself is given the URL's password where the names agree,
 * else the user (made by whoever runs the database) becomes its member. Repeating it changes nothing.
 */
export async function ensureRole(owner: pg.Client, role: 'comprobante_app' | 'comprobante_system', url: string): Promise<void> {
  const { username, password } = new URL(url);
  const user = decodeURIComponent(username);
  const { rowCount } = await owner.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  if (rowCount === 0) await create(owner, role);
  if (user === role) await changing(() => owner.query(`ALTER ROLE ${role} LOGIN PASSWORD ${quoteText(decodeURIComponent(password))}`));
  else await changing(() => owner.query(`GRANT ${role} TO ${quoteName(user)}`));
}

/** Makes the role that owns the search function: nobody signs in as it; whoever migrates hands the function over to it. */
export async function ensureSearchRole(owner: pg.Client): Promise<void> {
  const { rowCount } = await owner.query(`SELECT 1 FROM pg_roles WHERE rolname = 'comprobante_search'`);
  if (rowCount === 0) await create(owner, 'comprobante_search');
  const { rows } = await owner.query<{ may: boolean }>(`SELECT pg_has_role('comprobante_search', 'SET') AS may`);
  if (!rows[0]?.may) await changing(() => owner.query('GRANT comprobante_search TO CURRENT_USER'));
}

const create = (owner: pg.Client, role: string): Promise<void> => changing(async () => {
  await owner.query(`CREATE ROLE ${role} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE`).catch((error: { code?: string }) => {
    if (error.code !== '42710') throw error;
  });
});
