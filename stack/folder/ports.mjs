import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { readJson, writeJson } from './json-file.mjs';

/** Below the range from which Linux takes ports for outgoing connections, so a remembered port seldom gets lost to one. */
const lowest = 20_000;
const highest = 32_000;

/**
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<boolean>}
 */
export function isFree(port, host = '127.0.0.1') {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/**
 * @param {Iterable<number>} [taken] Ports promised to others already.
 * @returns {Promise<number>} A port that nobody listens on.
 */
export async function freePort(taken = []) {
  const avoided = new Set(taken);
  for (;;) {
    const port = randomInt(lowest, highest);
    if (!avoided.has(port) && (await isFree(port))) return port;
  }
}

/**
 * The installation's inner ports, remembered so that they stay the same, and chosen anew where another program has taken one.
 * @template {string} Name
 * @param {string} dataDir
 * @param {readonly Name[]} names
 * @returns {Promise<Record<Name, number>>}
 */
export async function rememberedPorts(dataDir, names) {
  const file = join(dataDir, 'ports.json');
  const known = (await readJson(file)) ?? {};
  /** @type {Record<string, number>} */
  const ports = {};
  for (const name of names) {
    const before = known[name];
    const usable = typeof before === 'number' && !Object.values(ports).includes(before) && (await isFree(before));
    ports[name] = usable ? before : await freePort(Object.values(ports));
  }
  if (names.some((name) => known[name] !== ports[name])) await writeJson(file, { ...known, ...ports });
  return /** @type {Record<Name, number>} */ (ports);
}
