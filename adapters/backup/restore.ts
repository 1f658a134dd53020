import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import type { ObjectStore } from '../../domain/ports.ts';
import type { Place } from './back-up.ts';
import { Manifest, manifestFile, sha256Of, tableFile } from './manifest.ts';
import { listMigrations, listTables } from './tables.ts';

const rowsAtOnce = 500;

/**
 * Puts a backup into a system that has no documents and of which neither API nor worker runs; what else it has, such as a first administrator, gives way. Objects come first and the rows in one
 * transaction, so a restore that broke off can be repeated. Workflows are not part of a backup: the reconciler starts what was under way.
 */
export async function restore({ ownerUrl, objects, folder }: Place): Promise<{ takenAt: string; rows: number; objects: number; erased: number }> {
  const manifest = Manifest.parse(JSON.parse(await readFile(join(folder, manifestFile), 'utf8')));
  for (const [table, { sha256 }] of Object.entries(manifest.tables)) {
    if (await sha256Of(join(folder, tableFile(table))) !== sha256) throw new Error(`${tableFile(table)} is not what was backed up`);
  }
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const migrations = await listMigrations(owner);
    if (migrations.join() !== manifest.migrations.join()) throw new Error(`The backup is of another version (${manifest.version}): restore it with that one, then upgrade`);
    const { rows: [found] } = await owner.query<{ has: boolean }>('SELECT EXISTS (SELECT 1 FROM documents) AS has');
    if (found?.has) throw new Error('There are documents here: restore into an empty system');
    await refuseCompany(owner);
    const count = await putObjects(objects, join(folder, 'objects'));
    if (count !== manifest.objects.count) throw new Error(`The backup should hold ${manifest.objects.count} objects and holds ${count}`);
    const rows = await putRows(owner, manifest, folder);
    return { takenAt: manifest.takenAt, rows, objects: count, erased: manifest.erased.length };
  } finally {
    await owner.end();
  }
}

/** The tables are emptied under their users' feet otherwise: a statement of the API's and this one would wait for each other. */
async function refuseCompany(owner: pg.Client): Promise<void> {
  // Those of a process that ended a moment ago may be open still.
  for (let tries = 0; ; tries++) {
    const { rows: [other] } = await owner.query<{ connections: number }>(`SELECT count(*)::int AS connections FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'comprobante%'`);
    if (!other?.connections) return;
    if (tries === 10) throw new Error(`API or workers are connected to the database (${other.connections} connections): stop them, then restore`);
    await sleep(300);
  }
}

async function putRows(owner: pg.Client, manifest: Manifest, folder: string): Promise<number> {
  const tables = (await listTables(owner)).filter((table) => Object.hasOwn(manifest.tables, table));
  const each = async (change: string) => {
    for (const table of tables) await owner.query(`ALTER TABLE ${owner.escapeIdentifier(table)} ${change}`);
  };
  let all = 0;
  await owner.query('BEGIN');
  // What triggers write, such as notifications, is in the backup already.
  await each('DISABLE TRIGGER USER');
  await each('NO FORCE ROW LEVEL SECURITY');
  await owner.query(`TRUNCATE ${tables.map((table) => owner.escapeIdentifier(table)).join(', ')}`);
  for (const table of tables) {
    let rows = 0;
    const columns = await writableColumns(owner, table);
    for await (const lines of batches(join(folder, tableFile(table)))) {
      await owner.query(`INSERT INTO ${owner.escapeIdentifier(table)} (${columns}) OVERRIDING SYSTEM VALUE SELECT ${columns} FROM json_populate_recordset(NULL::${owner.escapeIdentifier(table)}, $1::json)`, [`[${lines.join(',')}]`]);
      rows += lines.length;
    }
    if (rows !== manifest.tables[table]?.rows) throw new Error(`${tableFile(table)} should hold ${manifest.tables[table]?.rows} rows and holds ${rows}`);
    all += rows;
  }
  const { rows: sequences } = await owner.query<{ name: string; table: string; column: string }>(`
    SELECT pg_get_serial_sequence(quote_ident(table_name), column_name) AS name, table_name AS table, column_name AS column FROM information_schema.columns
    WHERE table_schema = 'public' AND pg_get_serial_sequence(quote_ident(table_name), column_name) IS NOT NULL`);
  for (const { name, table, column } of sequences) {
    await owner.query(`SELECT setval($1, greatest(1, (SELECT coalesce(max(${owner.escapeIdentifier(column)}), 0) FROM ${owner.escapeIdentifier(table)})))`, [name]);
  }
  await each('ENABLE TRIGGER USER');
  await owner.query('DELETE FROM documents WHERE id = ANY($1) OR parent_id = ANY($1)', [manifest.erased]);
  await each('FORCE ROW LEVEL SECURITY');
  await owner.query('COMMIT');
  return all;
}

/** Generated ones fill themselves. */
async function writableColumns(owner: pg.Client, table: string): Promise<string> {
  const { rows } = await owner.query<{ name: string }>('SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = \'\' ORDER BY attnum', [`public.${owner.escapeIdentifier(table)}`]);
  return rows.map(({ name }) => owner.escapeIdentifier(name)).join(', ');
}

async function* batches(path: string): AsyncGenerator<string[]> {
  let lines: string[] = [];
  for await (const line of createInterface({ input: createReadStream(path).pipe(createGunzip()), crlfDelay: Infinity })) {
    if (line === '') continue;
    lines.push(line);
    if (lines.length < rowsAtOnce) continue;
    yield lines;
    lines = [];
  }
  if (lines.length > 0) yield lines;
}

async function putObjects(objects: ObjectStore, folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const path of files) await objects.put(relative(folder, path).split(sep).join('/'), createReadStream(path), { contentType: typeOf(path) });
  return files.length;
}

const typeOf = (path: string): string => (path.endsWith('.png') ? 'image/png' : path.endsWith('.gz') ? 'application/gzip' : 'application/octet-stream');
