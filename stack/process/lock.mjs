import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from '../fault.mjs';

/**
 * Locks between processes of one machine. A lock is a socket name in Linux's abstract namespace: the kernel gives it to one
 * process at a time and frees it when that process ends, however it ends, so no stale lock is left behind.
 */

/**
 * @param {string} name
 * @returns {Promise<(() => Promise<void>) | null>} The release, or null while another process holds the lock.
 */
export function tryLock(name) {
  const address = `\0comprobante-${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.unref();
    server.once('error', (error) => (codeOf(error) === 'EADDRINUSE' ? resolve(null) : reject(error)));
    server.listen(address, () => resolve(() => new Promise((done) => server.close(() => done()))));
  });
}

/**
 * Runs `work` alone among the processes that use this name.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @param {() => void} [onWait] Called once when another process has to be waited for.
 * @returns {Promise<T>}
 */
export async function withLock(name, work, onWait) {
  let release = await tryLock(name);
  if (!release) onWait?.();
  while (!release) {
    await sleep(200);
    release = await tryLock(name);
  }
  try {
    return await work();
  } finally {
    await release();
  }
}
