import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../fault.mjs';
import { root } from '../paths.mjs';
import { startChild } from '../process/child.mjs';
import { createService } from '../process/service.mjs';

/** What is in hand when a stop is asked for gets this long. */
const drainMs = 30_000;

/**
 * @param {{ dataDir: string, env: NodeJS.ProcessEnv, address: { host: string, port: number }, name?: string }} options `name` tells several of one data folder apart.
 * @returns {import('../process/service.mjs').Service}
 */
export function createApi({ dataDir, env, address, name = 'api' }) {
  return createService({
    name, label: 'API', dataDir,
    launch: () => startChild({ name, dataDir, cwd: root, command: process.execPath, args: [join(root, 'api/main.ts')], env, stopTimeoutMs: drainMs }),
    isHealthy: async () => (await fetch(`${local(address)}/health`, { signal: AbortSignal.timeout(2000) })).ok,
  });
}

/**
 * @param {{ dataDir: string, env: NodeJS.ProcessEnv, name?: string, role?: string }} options Without a role it has them all.
 * @returns {import('../process/service.mjs').Service}
 */
export function createWorker({ dataDir, env, name = 'worker', role }) {
  return createService({
    name, label: 'Worker', dataDir,
    launch: () => startChild({ name, dataDir, cwd: root, command: process.execPath, args: [join(root, 'temporal/worker.ts'), ...(role ? ['--role', role] : [])], env, stopTimeoutMs: drainMs, tells: true }),
    isHealthy: async (child) => child.saidReady(),
  });
}

/**
 * Waits until the API reaches all it depends on.
 * @param {{ host: string, port: number }} address
 * @param {number} [timeoutMs]
 */
export async function waitUntilReady(address, timeoutMs = 60_000) {
  const deadline = Date.now() + timeoutMs;
  let last = '';
  while (Date.now() < deadline) {
    const answer = await fetch(`${local(address)}/ready`, { signal: AbortSignal.timeout(5000) }).catch(() => undefined);
    if (answer?.ok) return;
    last = (await answer?.text().catch(() => '')) ?? '';
    await sleep(100);
  }
  throw new Fault(`The API runs but is not ready: ${last.slice(0, 300) || 'no answer'}.`, 'The logs in the data folder say why; outside services named by the environment must be reachable.');
}

/** @param {{ host: string, port: number }} address */
function local({ host, port }) {
  if (host === '0.0.0.0') return `http://127.0.0.1:${port}`;
  if (host === '::') return `http://[::1]:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
