import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bringFolders } from './bring-folders.mjs';
import { cached } from './cache.mjs';
import { copy } from './copy.mjs';
import { removeOld } from './remove-old.mjs';

// What was built is kept beside the downloads, for each state of its sources: another clone, or a branch come back to, copies it in a second where building takes half a minute.

/** Of each thing that is built, those used last. */
const keptStates = 3;

/**
 * @typedef {object} Kept
 * @property {string} name Of what is built.
 * @property {string} stamp A hash of all that it is made from.
 * @property {string[]} folders Where it lies, relative to the project.
 */

const prefixOf = (/** @type {string} */ name) => `build-${name}-`;
const entryOf = (/** @type {Kept} */ { name, stamp }) => `${prefixOf(name)}${stamp.slice(0, 16)}`;

/**
 * Copies what was built from the same sources, over what there is.
 * @param {string} cache The cache's folder.
 * @param {string} root The project's folder.
 * @param {Kept} built
 * @returns {Promise<boolean>} Whether it is there now.
 */
export async function bringBuild(cache, root, built) {
  const kept = join(cache, entryOf(built));
  return existsSync(kept) && bringFolders(kept, root, built.folders, built.name);
}

/**
 * Keeps what has just been built. Where it fails, nothing is kept.
 * @param {string} cache The cache's folder.
 * @param {string} root The project's folder.
 * @param {Kept} built
 */
export async function keepBuild(cache, root, built) {
  try {
    await cached(cache, entryOf(built), async (entry) => {
      for (const folder of built.folders) if (!(await copy(join(root, folder), join(entry, folder)))) throw new Error('not copied');
    });
    await removeOld(cache, prefixOf(built.name), keptStates);
  } catch {
    // The next clone builds it again.
  }
}
