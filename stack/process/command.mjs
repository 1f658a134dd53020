import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { setPriority } from 'node:os';
import { delimiter, join } from 'node:path';

/**
 * @typedef {object} RunAs Another user to run as (only root may).
 * @property {number} uid
 * @property {number} gid
 * @property {boolean} mayTraverse With the one capability needed to reach files below folders that this user may not enter.
 */

/**
 * @param {string} name
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined} The program's path, if it is on PATH.
 */
export function onPath(name, env = process.env) {
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    const candidate = join(folder || '.', name);
    try {
      accessSync(candidate, constants.X_OK);
      if (statSync(candidate).isFile()) return candidate;
    } catch {
      // not in this folder
    }
  }
  return undefined;
}

/**
 * `setpriv` (util-linux, on every Debian) makes the kernel signal a child when its parent dies, and changes the user. It becomes
 * the command itself, so the process id stays. Where it is missing the command runs without that.
 * @param {string} command
 * @param {string[]} args
 * @param {{ deathSignal: NodeJS.Signals, user?: RunAs | undefined }} how
 * @returns {[string, string[]]}
 */
export function tied(command, args, { deathSignal, user }) {
  const setpriv = onPath('setpriv');
  if (!setpriv) return [command, args];
  const before = ['--pdeathsig', deathSignal.slice('SIG'.length)];
  if (user) before.push('--reuid', String(user.uid), '--regid', String(user.gid), '--clear-groups');
  // Without the bit the kernel leaves the capability out of account when a program only asks whether it may (access(2)).
  if (user?.mayTraverse) before.push('--securebits', '+no_setuid_fixup', '--inh-caps', '+dac_override', '--ambient-caps', '+dac_override');
  return [setpriv, [...before, '--', command, ...args]];
}

/**
 * Runs a command to its end and keeps what it printed.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, user?: RunAs | undefined, niceness?: number, signal?: AbortSignal, onLine?: (line: string) => void }} [options]
 * @returns {Promise<{ code: number | null, output: string, stdout: string }>} Exit code (null: killed or not startable), and the last 64 KiB of both
 *   streams together and of standard output alone.
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(...tied(command, args, { deathSignal: 'SIGKILL', user: options.user }), {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    if (options.niceness !== undefined && child.pid !== undefined) setPriority(child.pid, options.niceness);
    let output = '';
    let rest = '';
    let stdout = '';
    /** @param {Buffer} chunk */
    const take = (chunk) => {
      const text = chunk.toString();
      output = (output + text).slice(-65_536);
      const lines = (rest + text).split(/\r?\n|\r/);
      rest = lines.pop() ?? '';
      for (const line of lines) options.onLine?.(line);
    };
    child.stdout.on('data', (chunk) => {
      stdout = (stdout + String(chunk)).slice(-65_536);
      take(chunk);
    });
    child.stderr.on('data', take);
    child.on('error', (error) => resolve({ code: null, output: `${output}\n${error.message}`.trim(), stdout }));
    child.on('close', (code) => resolve({ code, output: output.trim(), stdout }));
  });
}

/**
 * @param {string} output
 * @returns {string} The line of what a command printed that tells most about its failure.
 */
export function lastLine(output) {
  const lines = output.replace(/\x1b\[[0-9;]*m/g, '').split('\n').map((line) => line.trim()).filter((line) => line && !/^(at |npm (error|warn) )/.test(line));
  const telling = [/could not|cannot|not found|denied|no space|refused/i, /error|failed/i];
  return telling.map((pattern) => lines.findLast((line) => pattern.test(line))).find((line) => line !== undefined) ?? lines.at(-1) ?? 'no output';
}
