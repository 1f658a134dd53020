import type pg from 'pg';

const quoteName = (name: string) => `"${name.replaceAll('"', '""')}"`;
const quoteText = (text: string) => `'${text.replaceAll("'", "''")}'`;

/**
 * Makes the role that the policies name, and lets the URL's user act as it: the role itself is given the URL's password where the names agree,
 * else the user (made by whoever runs the database) becomes its member. Repeating it changes nothing.
 */
export async function ensureRole(owner: pg.Client, role: 'comprobante_app' | 'comprobante_system', url: string): Promise<void> {
  const { username, password } = new URL(url);
  const user = decodeURIComponent(username);
  const { rowCount } = await owner.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  if (rowCount === 0) await owner.query(`CREATE ROLE ${role} NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE`);
  if (user === role) await owner.query(`ALTER ROLE ${role} LOGIN PASSWORD ${quoteText(decodeURIComponent(password))}`);
  else await owner.query(`GRANT ${role} TO ${quoteName(user)}`);
}
