import { mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';

const largestBytes = 10 * 1024 * 1024;
const kept = 3;

/**
 * @param {string} dataDir
 * @param {string} name
 * @returns {string}
 */
export function logFile(dataDir, name) {
  return join(dataDir, 'logs', `${name}.log`);
}

/**
 * Moves a log that has grown large to `name.log.1` (and older ones on) before its process starts writing.
 * @param {string} dataDir
 * @param {string} name
 * @returns {Promise<string>} The log file to append to.
 */
export async function rotate(dataDir, name) {
  const file = logFile(dataDir, name);
  await mkdir(join(dataDir, 'logs'), { recursive: true });
  const size = await stat(file).then((found) => found.size, () => 0);
  if (size > largestBytes) {
    for (let age = kept - 1; age >= 1; age--) await rename(`${file}.${age}`, `${file}.${age + 1}`).catch(() => undefined);
    await rename(file, `${file}.1`);
  }
  return file;
}
