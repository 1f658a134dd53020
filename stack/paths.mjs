import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's own folder, wherever the command is given from. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string} Where downloads are kept for every clone of this user.
 */
export function cacheDir(env) {
  if (env.CACHE_DIR) return resolve(root, env.CACHE_DIR);
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'comprobante');
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string} The installation's data folder.
 */
export function dataDir(env) {
  return resolve(root, env.DATA_DIR || 'data');
}
