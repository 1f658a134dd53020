import type pg from 'pg';

/** What another machine has no use for: live updates name transactions of this server, and processes are those of now. */
const left = ['_prisma_migrations', 'changes', 'processes'];

/** Every table, those first that others refer to. */
export async function listTables(owner: pg.Client): Promise<string[]> {
  const { rows: tables } = await owner.query<{ name: string }>('SELECT relname AS name FROM pg_class WHERE relnamespace = \'public\'::regnamespace AND relkind = \'r\' ORDER BY 1');
  const { rows: references } = await owner.query<{ from: string; to: string }>(`
    SELECT c.conrelid::regclass::text AS from, c.confrelid::regclass::text AS to FROM pg_constraint c WHERE c.contype = 'f' AND c.conrelid <> c.confrelid`);
  const ordered: string[] = [];
  const visit = (name: string): void => {
    if (ordered.includes(name)) return;
    for (const { to } of references.filter(({ from }) => from === name)) visit(to);
    ordered.push(name);
  };
  for (const { name } of tables) visit(name);
  return ordered.filter((name) => !left.includes(name));
}

export async function listMigrations(owner: pg.Client): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>('SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1');
  return rows.map(({ name }) => name);
}
