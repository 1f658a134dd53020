import { mkdir, realpath, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, Fault } from '../fault.mjs';
import { tryLock } from '../process/lock.mjs';
import { readJson, writeJson } from './json-file.mjs';

const leastFreeBytes = 1024 ** 3;

/** @type {Record<string, string>} */
const reasons = {
  EACCES: 'you may not write there', EPERM: 'you may not write there', EROFS: 'the disk is read-only', ENOTDIR: 'a part of the path is a file',
  EEXIST: 'there is a file of that name', ENOSPC: 'the disk is full', EDQUOT: 'your disk quota is used up',
};

/**
 * Makes the data folder usable: there, writable, with room.
 * @param {string} folder
 * @returns {Promise<string>} Its real path.
 */
export async function openDataFolder(folder) {
  try {
    // Others may enter it (PostgreSQL runs as its own account when root starts it); what is inside is closed to them.
    await mkdir(folder, { recursive: true, mode: 0o755 });
    const probe = join(folder, `.probe-${process.pid}`);
    await writeFile(probe, 'x'.repeat(4096));
    await rm(probe);
  } catch (cause) {
    const code = codeOf(cause) ?? '';
    const remedy = code === 'ENOSPC' || code === 'EDQUOT' ? 'Free some space (1 GB at least), then start again.' : 'Set DATA_DIR to a folder that you may write to.';
    throw new Fault(`The data folder ${folder} cannot be used: ${reasons[code] ?? code}.`, remedy, { cause });
  }
  const real = await realpath(folder);
  const disk = await statfs(real);
  const free = disk.bavail * disk.bsize;
  if (free < leastFreeBytes) {
    throw new Fault(`The disk of the data folder ${real} has ${Math.floor(free / 1024 ** 2)} MB free; Comprobante needs 1 GB at least.`, 'Free some space, or set DATA_DIR to a folder on another disk.');
  }
  return real;
}

/**
 * One launcher at a time works on a data folder.
 * @param {string} dataDir
 * @param {string} url
 * @returns {Promise<void>} The lock stays until this process ends.
 */
export async function claimDataFolder(dataDir, url) {
  const file = join(dataDir, 'launcher.json');
  if (await tryLock(`data:${dataDir}`)) return writeJson(file, { pid: process.pid, url });
  const other = await readJson(file);
  const who = other ? ` (process ${other.pid}, ${other.url})` : '';
  throw new Fault(`Comprobante is already running on the data folder ${dataDir}${who}.`, 'Use that one, stop it first, or set DATA_DIR and PORT to run another installation beside it.');
}
