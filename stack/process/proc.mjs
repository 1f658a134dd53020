import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/**
 * What the kernel tells about processes (Linux's /proc).
 */

/**
 * @param {number} pid
 * @returns {string | undefined} A mark that no other process of this machine ever had: boot and start time. undefined: no such process, or a zombie.
 */
export function birthOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command's name in parentheses may itself hold blanks and parentheses; state is field 3 and start time field 22 of proc(5).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${fields[19]}`;
  } catch {
    return undefined;
  }
}

/**
 * @param {number} pid
 * @returns {string | undefined} The command line, blank-separated.
 */
export function commandOf(pid) {
  return read(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim());
}

/**
 * @param {number} pid
 * @returns {string | undefined}
 */
export function workingFolderOf(pid) {
  return read(() => readlinkSync(`/proc/${pid}/cwd`));
}

/**
 * @param {number} pid
 * @param {string} name
 * @returns {string | undefined} A variable of the environment it was started with.
 */
export function variableOf(pid, name) {
  return read(() => readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').find((entry) => entry.startsWith(`${name}=`))?.slice(name.length + 1));
}

/** @returns {number[]} */
export function allProcesses() {
  return readdirSync('/proc').filter((entry) => /^\d+$/.test(entry)).map(Number);
}

/**
 * @param {number} port
 * @returns {number | undefined} The process that listens on this TCP port, as far as this user may see it.
 */
export function listenerOn(port) {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0');
  const listening = '0A';
  const inodes = new Set(['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) =>
    (read(() => readFileSync(table, 'utf8')) ?? '').split('\n').slice(1).map((line) => line.trim().split(/\s+/))
      .filter((row) => row[1]?.endsWith(`:${wanted}`) && row[3] === listening).map((row) => `socket:[${row[9]}]`)));
  return allProcesses().find((pid) =>
    (read(() => readdirSync(`/proc/${pid}/fd`)) ?? []).some((fd) => inodes.has(read(() => readlinkSync(`/proc/${pid}/fd/${fd}`)) ?? '')));
}

/**
 * @template T
 * @param {() => T} look
 * @returns {T | undefined} undefined for a process that is gone or another user's.
 */
function read(look) {
  try {
    return look();
  } catch {
    return undefined;
  }
}
