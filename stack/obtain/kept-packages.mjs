import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { bringFolders } from './bring-folders.mjs';
import { cached } from './cache.mjs';
import { copy } from './copy.mjs';
import { removeOld } from './remove-old.mjs';

// Installed packages are kept beside the other downloads, one copy for each lock file: a fresh clone copies them in seconds, where npm unpacks them in minutes.

const prefix = 'packages-';
/** Of the newest lock files; what was kept for others is removed. */
const keptSets = 2;
/** Room that must be left, in bytes: some three times what the packages take. */
const leastRoom = 6 * 1024 ** 3;

/** Where npm puts packages, relative to the project. */
const folders = ['node_modules', 'console/node_modules'];

/**
 * @param {string} root The project's folder.
 * @returns {Promise<string>} The name of what is kept for these packages on this kind of machine.
 */
export async function setName(root) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const file of ['package.json', 'package-lock.json', 'console/package.json']) hash.update(await readFile(join(root, file)));
  return `${prefix}${hash.digest('hex').slice(0, 16)}`;
}

/**
 * Copies the kept packages into a project that has none. A copy and no links: whoever changes a package in one clone changes it there alone.
 * @param {string} cache The cache's folder.
 * @param {string} root The project's folder.
 * @returns {Promise<boolean>} Whether they are there now.
 */
export async function bringPackages(cache, root) {
  const kept = join(cache, await setName(root));
  if (!existsSync(kept) || folders.some((folder) => existsSync(join(root, folder)))) return false;
  // Last the folder that tells what is installed.
  return bringFolders(kept, root, folders.filter((folder) => existsSync(join(kept, folder))).reverse(), 'packages');
}

/**
 * Keeps what npm has just installed from nothing. Where there is no room, or it fails, nothing is kept.
 * @param {string} cache The cache's folder.
 * @param {string} root The project's folder.
 */
export async function keepPackages(cache, root) {
  try {
    await mkdir(cache, { recursive: true });
    const { bavail, bsize } = await statfs(cache);
    if (bavail * bsize < leastRoom) return;
    await cached(cache, await setName(root), async (folder) => {
      for (const name of folders) {
        if (!existsSync(join(root, name))) continue;
        if (!(await copy(join(root, name), join(folder, name)))) throw new Error('not copied');
      }
    });
    await removeOld(cache, prefix, keptSets);
  } catch {
    // The next clone asks npm again.
  }
}
