import { mkdir, rename, rm, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { copy } from './copy.mjs';

/**
 * Copies folders that the cache keeps into a project, in place of what it has. Copied under another name and then renamed, each is there whole or not at all, in the order given.
 * @param {string} kept The cache's entry.
 * @param {string} root The project's folder.
 * @param {string[]} folders Relative to both.
 * @param {string} name Of what is brought, for the folder of what is not yet whole.
 * @returns {Promise<boolean>} Whether they are there now; what is kept and cannot be used is as good as nothing.
 */
export async function bringFolders(kept, root, folders, name) {
  const partial = join(root, `build/${name}.partial`);
  await rm(partial, { recursive: true, force: true });
  try {
    for (const folder of folders) if (!(await copy(join(kept, folder), join(partial, folder)))) return false;
    for (const folder of folders) {
      await rm(join(root, folder), { recursive: true, force: true });
      await mkdir(dirname(join(root, folder)), { recursive: true });
      await rename(join(partial, folder), join(root, folder));
    }
    // What is used stays kept for longer.
    const now = new Date();
    await utimes(kept, now, now);
    return true;
  } catch {
    return false;
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}
