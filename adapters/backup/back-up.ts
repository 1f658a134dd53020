import { createWriteStream } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { AppError } from '../../contract/errors.ts';
import type { ObjectStore } from '../../domain/ports.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { originalKey } from '../document-objects.ts';
import { manifestFile, sha256Of, tableFile, type Manifest } from './manifest.ts';
import { listMigrations, listTables } from './tables.ts';

export interface Place {
  /** Of the database's owner, who sees every row. */
  ownerUrl: string;
  objects: ObjectStore;
  folder: string;
}

const rowsAtOnce = 1000;

/**
 * Writes rows and objects into an empty folder while everything goes on. The rows are those of one moment. An object is put before the row that names
 * it and never changed, so the objects read afterwards hold all that the rows name, but for documents erased meanwhile, which the manifest lists.
 * Secrets stay sealed: whoever restores needs the same SECRETS_KEY.
 */
export async function backUp({ ownerUrl, objects, folder }: Place): Promise<Manifest> {
  await mkdir(join(folder, 'database'), { recursive: true });
  if ((await readdir(folder)).length > 1 || (await readdir(join(folder, 'database'))).length > 0) throw new Error(`${folder} is not empty`);
  const takenAt = new Date().toISOString();
  const { tables, migrations, documents } = await readDatabase(ownerUrl, folder);
  const copied = await copyObjects(objects, folder);
  const manifest: Manifest = {
    format: 1, version: packageJson.version, takenAt, migrations, tables, objects: { count: copied.keys.size, bytes: copied.bytes },
    erased: documents.filter(({ prefix }) => !copied.keys.has(originalKey(prefix))).map(({ id }) => id),
  };
  await writeFile(join(folder, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

async function readDatabase(ownerUrl: string, folder: string): Promise<Pick<Manifest, 'tables' | 'migrations'> & { documents: { id: string; prefix: string }[] }> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const { rows: [role] } = await owner.query<{ sees: boolean }>('SELECT rolsuper OR rolbypassrls AS sees FROM pg_roles WHERE rolname = current_user');
    if (!role?.sees) throw new Error('The database\'s owner does not see every tenant\'s rows: ALTER ROLE … BYPASSRLS, then back up again');
    await owner.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const tables: Manifest['tables'] = {};
    for (const table of await listTables(owner)) {
      const path = join(folder, tableFile(table));
      let rows = 0;
      async function* lines() {
        await owner.query(`DECLARE rows NO SCROLL CURSOR FOR SELECT row_to_json(t)::text AS line FROM ${owner.escapeIdentifier(table)} t`);
        for (;;) {
          const { rows: some } = await owner.query<{ line: string }>(`FETCH ${rowsAtOnce} FROM rows`);
          if (some.length === 0) break;
          rows += some.length;
          yield `${some.map(({ line }) => line).join('\n')}\n`;
        }
        await owner.query('CLOSE rows');
      }
      await pipeline(Readable.from(lines()), createGzip({ level: 4 }), createWriteStream(path));
      tables[table] = { rows, sha256: await sha256Of(path) };
    }
    const { rows: documents } = await owner.query<{ id: string; prefix: string }>('SELECT id, object_prefix AS prefix FROM documents WHERE part IS NULL');
    const migrations = await listMigrations(owner);
    await owner.query('COMMIT');
    return { tables, migrations, documents };
  } finally {
    await owner.end();
  }
}

async function copyObjects(objects: ObjectStore, folder: string): Promise<{ keys: Set<string>; bytes: number }> {
  const keys = new Set<string>();
  let bytes = 0;
  for await (const key of objects.keys('')) {
    const path = join(folder, 'objects', key);
    await mkdir(dirname(path), { recursive: true });
    try {
      const file = createWriteStream(path);
      await pipeline(await objects.stream(key), file);
      keys.add(key);
      bytes += file.bytesWritten;
    } catch (error) {
      // Erased since it was listed.
      if (!(error instanceof AppError) || error.code !== 'not_found') throw error;
    }
  }
  return { keys, bytes };
}
