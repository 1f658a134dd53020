import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../fault.mjs';
import { logFile } from '../folder/logs.mjs';
import { lastLine } from './command.mjs';

/**
 * A process that can be started, stopped, killed and started again on the same port and data.
 * @typedef {object} Service
 * @property {string} name
 * @property {string} label What people call it.
 * @property {() => import('./child.mjs').Child | undefined} child The running process.
 * @property {() => Promise<void>} start Resolves once it answers; rejects with a Fault when it ends or stays silent.
 * @property {() => Promise<void>} stop Ends it in good order.
 * @property {() => Promise<void>} kill Ends it with SIGKILL, as a crash would.
 */

/**
 * @param {object} description
 * @param {string} description.name
 * @param {string} description.label
 * @param {string} description.dataDir
 * @param {() => Promise<import('./child.mjs').Child>} description.launch
 * @param {(child: import('./child.mjs').Child) => Promise<boolean>} description.isHealthy Asked until true; a rejection counts as false.
 * @param {number} [description.timeoutMs] How long it may take to answer.
 * @param {RegExp} [description.passing] Log lines of a start that failed for a reason that passes by itself.
 * @returns {Service}
 */
export function createService({ name, label, dataDir, launch, isHealthy, timeoutMs = 60_000, passing }) {
  /** @type {import('./child.mjs').Child | undefined} */
  let current;

  async function start() {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const from = await sizeOfLog();
      const child = await launch();
      current = child;
      /** @type {string | undefined} */
      let end;
      void child.ended.then((how) => {
        end = how;
        if (current === child) current = undefined;
      });
      while (end === undefined && Date.now() < deadline) {
        if (await isHealthy(child).catch(() => false)) return;
        await sleep(40);
      }
      const written = await logSince(from);
      if (end !== undefined && passing?.test(written) && Date.now() < deadline) {
        await sleep(500);
        continue;
      }
      if (end === undefined) await child.stop();
      const how = end === undefined ? `did not answer within ${timeoutMs / 1000} s` : `ended at its start (${end})`;
      throw new Fault(`${label} ${how}: ${lastLine(written)}`, `Its log is ${logFile(dataDir, name)}.`);
    }
  }

  async function sizeOfLog() {
    return (await readFile(logFile(dataDir, name)).catch(() => Buffer.alloc(0))).length;
  }

  /** @param {number} from */
  async function logSince(from) {
    const content = await readFile(logFile(dataDir, name)).catch(() => Buffer.alloc(0));
    return content.subarray(content.length >= from ? from : 0).toString();
  }

  return {
    name, label, start,
    child: () => current,
    stop: async () => current?.stop(),
    kill: async () => current?.kill(),
  };
}
