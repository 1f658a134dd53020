import { join } from 'node:path';
import { startChild } from '../process/child.mjs';
import { createService } from '../process/service.mjs';
import { obtainPostgres } from '../obtain/postgres.mjs';
import { serverAccount } from './account.mjs';
import { owner, prepareCluster } from './cluster.mjs';

export const database = 'comprobante';

/**
 * @param {{ dataDir: string, port: number, secrets: import('../folder/secrets.mjs').Secrets, isThrowaway?: boolean }} options
 * @returns {Promise<import('../process/service.mjs').Service>}
 */
export async function createPostgres({ dataDir, port, secrets, isThrowaway = false }) {
  const binaries = await obtainPostgres();
  const user = await serverAccount([join(dataDir, 'postgres'), join(binaries, 'bin/postgres')]);
  const password = secrets.databaseOwnerPassword;
  const { Client } = (await import('pg')).default;
  /**
   * @param {string} name
   * @param {(client: import('pg').Client) => Promise<unknown>} work
   */
  const connected = async (name, work) => {
    const client = new Client({ host: '127.0.0.1', port, user: owner, password, database: name, connectionTimeoutMillis: 2000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await work(client);
    } finally {
      await client.end().catch(() => undefined);
    }
  };
  const service = createService({
    name: 'postgres', label: 'PostgreSQL', dataDir,
    passing: /pre-existing shared memory block|lock file .* already exists/,
    // A crash recovery may have much to replay.
    timeoutMs: 120_000,
    launch: async () => {
      const cluster = await prepareCluster({ dataDir, binaries, password, user });
      return startChild({
        name: 'postgres', dataDir, cwd: cluster, user, command: join(binaries, 'bin/postgres'),
        args: ['-D', cluster, ...settings({ listen_addresses: '127.0.0.1', port, unix_socket_directories: '', max_connections: 100, jit: 'off', timezone: 'UTC', log_timezone: 'UTC', ...(isThrowaway && { fsync: 'off', full_page_writes: 'off' }) })],
        env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
        // Fast shutdown: open transactions are rolled back, clients are let go.
        stopSignal: 'SIGINT', stopTimeoutMs: 30_000,
      });
    },
    isHealthy: async () => Boolean(await connected('postgres', (client) => client.query('select 1'))),
  });
  return {
    ...service,
    async start() {
      await service.start();
      await connected('postgres', async (client) => {
        const found = await client.query('select 1 from pg_database where datname = $1', [database]);
        if (found.rowCount === 0) await client.query(`create database ${database}`);
      });
    },
  };
}

/** @param {Record<string, string | number>} values */
function settings(values) {
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
