import { existsSync } from 'node:fs';
import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../fault.mjs';
import { postgresMajor } from '../obtain/postgres.mjs';
import { lastLine, run } from '../process/command.mjs';
import { workingFolderOf } from '../process/proc.mjs';
import { say } from '../terminal.mjs';

export const owner = 'comprobante_owner';

/**
 * Makes sure of a whole cluster of the right major in `DATA_DIR/postgres`. A cluster gets that name only once it is complete, so
 * an interrupted creation is told by its name and holds nothing of worth; a damaged one is never touched.
 * @param {{ dataDir: string, binaries: string, password: string, user: import('../process/command.mjs').RunAs | undefined }} options
 * @returns {Promise<string>} The cluster's folder.
 */
export async function prepareCluster({ dataDir, binaries, password, user }) {
  const cluster = join(dataDir, 'postgres');
  await removeHalfMade(dataDir);
  if (existsSync(cluster)) await check(cluster);
  else await create({ dataDir, cluster, binaries, password, user });
  await removeStaleLock(cluster);
  return cluster;
}

/** @param {string} dataDir */
async function removeHalfMade(dataDir) {
  for (const entry of await readdir(dataDir)) {
    if (!entry.startsWith('postgres.partial-')) continue;
    say('PostgreSQL: removing the remains of an interrupted first start (no data was in them)');
    await rm(join(dataDir, entry), { recursive: true, force: true });
  }
}

/** @param {string} cluster */
async function check(cluster) {
  const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').then((text) => text.trim(), () => undefined);
  if (version === undefined || !existsSync(join(cluster, 'global/pg_control'))) {
    throw new Fault(`The database in ${cluster} is damaged or unreadable: it lacks its control files.`,
      'Restore the data folder from your backup, or, to start afresh and keep it for rescue, rename the whole data folder.');
  }
  if (version !== String(postgresMajor)) {
    throw new Fault(`The database in ${cluster} was made by PostgreSQL ${version}; this version of Comprobante runs PostgreSQL ${postgresMajor}.`,
      `Start the version of Comprobante that made it, save the database with pg_dump, and load it into a new data folder; or set DATABASE_URL to a PostgreSQL ${version} server.`);
  }
}

/**
 * @param {{ dataDir: string, cluster: string, binaries: string, password: string, user: import('../process/command.mjs').RunAs | undefined }} options
 */
async function create({ dataDir, cluster, binaries, password, user }) {
  const partial = join(dataDir, `postgres.partial-${process.pid}`);
  const passwordFile = join(dataDir, '.postgres-password');
  await mkdir(partial, { mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  try {
    if (user) await Promise.all([partial, passwordFile].map((path) => chown(path, user.uid, user.gid)));
    // The builtin locale sorts the same on every machine, whatever locales it has.
    const { code, output } = await run(join(binaries, 'bin/initdb'), ['-D', partial, '--username', owner, '--pwfile', passwordFile, '--auth', 'scram-sha-256',
      '--encoding', 'UTF8', '--no-locale', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
    { cwd: dataDir, user, env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' } });
    if (code !== 0) throw new Fault(`PostgreSQL could not make its data folder (${lastLine(output)}).`, `Check that the disk of ${dataDir} has room and is writable, then start again.`);
    await rename(partial, cluster);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(partial, { recursive: true, force: true });
  }
}

/**
 * A killed server leaves its lock file; its process number may be another program's by now, which the server itself would take
 * for a running twin.
 * @param {string} cluster
 */
async function removeStaleLock(cluster) {
  const lock = join(cluster, 'postmaster.pid');
  const pid = Number((await readFile(lock, 'utf8').catch(() => '')).split('\n')[0]);
  if (pid && workingFolderOf(pid) !== cluster) await rm(lock, { force: true });
}
