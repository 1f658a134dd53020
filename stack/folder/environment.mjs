import { existsSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../paths.mjs';

/**
 * What the product's commands need to reach the installation of a data folder, for those started beside it (`npm run admin`).
 * @param {string} dataDir
 * @param {Record<string, string>} env
 * @returns {Promise<string>} The file: `NAME=value` lines, for its owner alone.
 */
export async function writeEnvironment(dataDir, env) {
  const file = join(dataDir, 'env');
  await writeFile(`${file}.tmp`, Object.entries(env).map(([name, value]) => `${name}=${value}\n`).join(''), { mode: 0o600 });
  await rename(`${file}.tmp`, file);
  return file;
}

/**
 * @param {string} dataDir
 * @returns {Record<string, string>} Empty when the folder has none.
 */
export function readEnvironment(dataDir) {
  try {
    const lines = readFileSync(join(dataDir, 'env'), 'utf8').split('\n').filter((line) => line.includes('='));
    return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
  } catch {
    return {};
  }
}

/** Takes over what `.env` in the project's folder sets; variables that are set already win. */
export function loadSettings() {
  const file = join(root, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}
