import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { birthOf } from './proc.mjs';

/**
 * One small file per started process, so that the next start finds what a killed launcher left running.
 * @typedef {{ name: string, pid: number, birth: string }} ProcessRecord
 */

/** @param {string} dataDir */
const recordsOf = (dataDir) => join(dataDir, 'run');

/**
 * @param {string} dataDir
 * @param {string} name
 * @param {number} pid
 */
export async function record(dataDir, name, pid) {
  const birth = birthOf(pid);
  if (!birth) return;
  const folder = recordsOf(dataDir);
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, `.${name}-${pid}`);
  await writeFile(temporary, JSON.stringify({ name, pid, birth }));
  await rename(temporary, join(folder, `${name}.json`));
}

/**
 * Removes the record of an ended process, unless the name has a newer process by now.
 * @param {string} dataDir
 * @param {string} name
 * @param {number} pid
 */
export async function forget(dataDir, name, pid) {
  const current = await readRecord(join(recordsOf(dataDir), `${name}.json`));
  if (current?.pid === pid) await rm(join(recordsOf(dataDir), `${name}.json`), { force: true });
}

/**
 * @param {string} dataDir
 * @returns {Promise<ProcessRecord[]>} Records whose very process is still alive.
 */
export async function liveRecords(dataDir) {
  const folder = recordsOf(dataDir);
  const files = await readdir(folder).catch(() => []);
  const records = await Promise.all(files.filter((file) => file.endsWith('.json')).map((file) => readRecord(join(folder, file))));
  return records.filter((entry) => entry !== undefined).filter((entry) => birthOf(entry.pid) === entry.birth);
}

/**
 * @param {string} file
 * @returns {Promise<ProcessRecord | undefined>}
 */
async function readRecord(file) {
  try {
    const parsed = JSON.parse(await readFile(file, 'utf8'));
    return typeof parsed.pid === 'number' && typeof parsed.birth === 'string' ? parsed : undefined;
  } catch {
    return undefined;
  }
}
