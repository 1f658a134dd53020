import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ownerVariable } from './child.mjs';
import { allProcesses, birthOf, variableOf, workingFolderOf } from './proc.mjs';
import { liveRecords } from './record.mjs';

/**
 * Ends what a killed launcher left running on this data folder, and nothing else: a process counts as ours when its record's
 * start time is its own, when its environment names the data folder, or when it is the server whose working folder is our cluster.
 * @param {string} dataDir
 * @param {{ graceMs?: number }} [options] How long they may take to end by themselves.
 * @returns {Promise<number>} How many had to be ended.
 */
export async function stopOrphans(dataDir, { graceMs = 15_000 } = {}) {
  const orphans = await findOrphans(dataDir);
  for (const { pid, signal } of orphans) end(pid, signal);
  const deadline = Date.now() + graceMs;
  while (orphans.some(isAlive) && Date.now() < deadline) await sleep(50);
  for (const orphan of orphans) if (isAlive(orphan)) end(orphan.pid, 'SIGKILL');
  while (orphans.some(isAlive)) await sleep(20);
  await rm(join(dataDir, 'run'), { recursive: true, force: true });
  return orphans.length;
}

/**
 * @typedef {{ pid: number, birth: string | undefined, signal: NodeJS.Signals }} Orphan
 * @param {string} dataDir
 * @returns {Promise<Orphan[]>}
 */
export async function findOrphans(dataDir) {
  const cluster = join(dataDir, 'postgres');
  const recorded = await liveRecords(dataDir);
  const found = new Map(recorded.map(({ name, pid }) => [pid, name === 'postgres']));
  for (const pid of allProcesses()) {
    if (pid === process.pid || pid === process.ppid || found.has(pid)) continue;
    if (workingFolderOf(pid) === cluster) found.set(pid, true);
    else if (variableOf(pid, ownerVariable) === dataDir) found.set(pid, false);
  }
  return [...found].map(([pid, isPostgres]) => ({ pid, birth: birthOf(pid), signal: isPostgres ? 'SIGINT' : 'SIGTERM' }));
}

/** @param {Orphan} orphan */
function isAlive({ pid, birth }) {
  return birth !== undefined && birthOf(pid) === birth;
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function end(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // ended meanwhile
  }
}
