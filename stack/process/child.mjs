import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { rotate } from '../folder/logs.mjs';
import { tied } from './command.mjs';
import { forget, record } from './record.mjs';

/** Marks every process of an installation with its data folder, so that what a killed launcher left behind can be told apart. */
export const ownerVariable = 'COMPROBANTE_DATA_DIR';

/**
 * @typedef {object} ChildOptions
 * @property {string} name Names the log file and the record.
 * @property {string} command
 * @property {string[]} args
 * @property {string} dataDir
 * @property {NodeJS.ProcessEnv} env
 * @property {string} [cwd]
 * @property {NodeJS.Signals} [stopSignal] What ends it in good order; also sent by the kernel when the launcher dies.
 * @property {number} [stopTimeoutMs] After this long it is killed.
 * @property {import('./command.mjs').RunAs | undefined} [user]
 * @property {boolean} [tells] Whether it is a Node process that sends `ready` to its parent once it works.
 */

/**
 * @typedef {object} Child
 * @property {string} name
 * @property {number} pid
 * @property {Promise<string>} ended Resolves to how it ended (`exit code 1`, `signal SIGKILL`); never rejects.
 * @property {() => boolean} saidReady
 * @property {() => Promise<void>} stop
 * @property {() => Promise<void>} kill
 */

/**
 * Starts a process in a group of its own (a terminal's Ctrl-C reaches the launcher alone, which stops things in order), with its
 * output in a log file and not in a pipe (it outlives the launcher's death without harm).
 * @param {ChildOptions} options
 * @returns {Promise<Child>}
 */
export async function startChild(options) {
  const { name, dataDir, stopSignal = 'SIGTERM', stopTimeoutMs = 15_000 } = options;
  const log = openSync(await rotate(dataDir, name), 'a', 0o600);
  const child = spawn(...tied(options.command, options.args, { deathSignal: stopSignal, user: options.user }), {
    cwd: options.cwd ?? dataDir,
    env: { ...options.env, [ownerVariable]: dataDir },
    stdio: options.tells ? ['ignore', log, log, 'ipc'] : ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  const pid = child.pid ?? 0;
  /** @type {Promise<string>} */
  const ended = new Promise((resolve) => {
    /** @param {string} how */
    const end = (how) => void forget(dataDir, name, pid).then(() => resolve(how), () => resolve(how));
    child.once('error', (error) => end(error.message));
    child.once('exit', (code, signal) => end(signal ? `signal ${signal}` : `exit code ${code}`));
  });
  let ready = false;
  child.on('message', (message) => {
    if (message === 'ready') ready = true;
  });
  if (pid) {
    // Unrecorded it would outlive a killed launcher, and its caller would never know of it: where the disk is full, it does not run at all.
    await record(dataDir, name, pid).catch(async (error) => {
      child.kill('SIGKILL');
      await ended;
      throw error;
    });
  }
  return {
    name, pid, ended,
    saidReady: () => ready,
    async stop() {
      child.kill(stopSignal);
      const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
      await ended;
      clearTimeout(timer);
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
