import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, Fault } from '../fault.mjs';
import { withLock } from '../process/lock.mjs';
import { say } from '../terminal.mjs';

/**
 * A folder of the cache, made once for all clones. It appears whole or not at all: it is filled under another name and renamed.
 * @param {string} cache The cache's folder.
 * @param {string} name Name and version of the thing: another version is another entry.
 * @param {(folder: string) => Promise<void>} fill Fills the empty folder it is given.
 * @returns {Promise<string>} The folder.
 */
export async function cached(cache, name, fill) {
  const entry = join(cache, name);
  if (existsSync(entry)) return entry;
  try {
    await mkdir(cache, { recursive: true });
  } catch (cause) {
    throw new Fault(`The cache folder ${cache} cannot be made (${codeOf(cause) ?? cause}).`, 'Set CACHE_DIR to a folder you may write to.', { cause });
  }
  const waiting = () => say(`Waiting for another start that is getting ${name}`);
  return withLock(`cache:${entry}`, async () => {
    if (existsSync(entry)) return entry;
    await sweep(cache, name);
    const partial = await mkdtemp(join(cache, `.${name}.partial-`));
    try {
      await fill(partial);
      await rename(partial, entry);
    } catch (error) {
      await rm(partial, { recursive: true, force: true });
      throw error;
    }
    return entry;
  }, waiting);
}

/**
 * Removes what an interrupted start left half-made. Called under the entry's lock, so nobody is filling it.
 * @param {string} cache
 * @param {string} name
 */
async function sweep(cache, name) {
  for (const left of await readdir(cache)) {
    if (left.startsWith(`.${name}.partial-`)) await rm(join(cache, left), { recursive: true, force: true });
  }
}
