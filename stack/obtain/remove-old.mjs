import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Removes entries of the cache that nobody has used for long.
 * @param {string} cache The cache's folder.
 * @param {string} prefix Of the names of the entries that are meant.
 * @param {number} kept How many of those used last stay.
 */
export async function removeOld(cache, prefix, kept) {
  const names = (await readdir(cache)).filter((name) => name.startsWith(prefix));
  const used = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(cache, name))).mtimeMs })));
  const old = used.sort((a, b) => b.at - a.at).slice(kept);
  await Promise.all(old.map(({ name }) => rm(join(cache, name), { recursive: true, force: true })));
}
