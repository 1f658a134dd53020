// Temporal as it is run in production: its server on PostgreSQL, here on one of its own. The two programs are built with
// `go install go.temporal.io/server/cmd/server@VERSION go.temporal.io/server/cmd/tools/sql@VERSION`.
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { rememberedPorts } from '../../stack/folder/ports.mjs';
import { startChild } from '../../stack/process/child.mjs';
import { createService, type Service } from '../../stack/process/service.mjs';
import { startServices } from '../../stack/services.mjs';
import { createNamespace } from '../harness/start-stack.ts';

export interface TemporalPrograms {
  server: string;
  sql: string;
}

export interface ProductionTemporal {
  temporal: Service;
  postgres: Service;
  env: { TEMPORAL_ADDRESS: string; TEMPORAL_NAMESPACE: string };
}

const run = promisify(execFile);
const namespace = 'default';
const parts = ['frontend', 'history', 'matching', 'worker'] as const;
type Part = (typeof parts)[number];

/** Starts both on a folder below the given one, and makes the schema and the namespace. */
export async function startProductionTemporal(dataDir: string, { server, sql }: TemporalPrograms): Promise<ProductionTemporal> {
  const folder = join(dataDir, 'production-temporal');
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const { postgres, env } = await startServices({ dataDir: folder, only: ['postgres'] });
  if (!postgres) throw new Error('there is no PostgreSQL for Temporal');
  const { host, username, password } = new URL(env['DATABASE_OWNER_URL'] ?? '');
  const database = { address: host, user: username, password };
  for (const [name, schema] of [['temporal', 'temporal'], ['temporal_visibility', 'visibility']] as const) {
    const [hostname = '', port = ''] = host.split(':');
    const tool = (...args: string[]) => run(sql, ['--plugin', 'postgres12', '--ep', hostname, '-p', port, '-u', username, '--pw', password, '--db', name, ...args]);
    await tool('create-database');
    await tool('setup-schema', '-v', '0.0');
    await tool('update-schema', '--schema-name', `postgresql/v12/${schema}`);
  }

  // The server keeps ports in 16 bits with a sign.
  const chosen = await rememberedPorts(folder, parts.flatMap((part) => [part, `${part}-membership`]));
  const ports = Object.fromEntries(parts.map((part) => [part, [chosen[part], chosen[`${part}-membership`]]])) as unknown as Record<Part, [number, number]>;
  const config = join(folder, 'server.yaml');
  // JSON is YAML too.
  await writeFile(config, JSON.stringify(configOf(database, ports)), { mode: 0o600 });
  const address = `127.0.0.1:${ports.frontend[0]}`;
  const temporal = createService({
    name: 'temporal', label: 'Temporal server', dataDir, timeoutMs: 120_000,
    launch: () => startChild({ name: 'temporal', dataDir, command: server, args: ['--allow-no-auth', '--config-file', config, 'start'], env: { PATH: process.env['PATH'], HOME: folder, TZ: 'UTC' } }),
    isHealthy: async () => Boolean(await createNamespace(address, namespace).catch((error: unknown) => isThere(error))),
  });
  await temporal.start();
  return { temporal, postgres: { ...postgres, name: 'temporal-postgres' }, env: { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace } };
}

/** The namespace is registered once; afterwards the server says so, which it does only when it works. */
function isThere(error: unknown): string {
  if (error instanceof Error && /already (exists|registered)/i.test(error.message)) return namespace;
  throw error;
}

function configOf({ address, user, password }: { address: string; user: string; password: string }, ports: Record<Part, [number, number]>): object {
  const store = (databaseName: string, maxConns: number) => ({ sql: { pluginName: 'postgres12', databaseName, connectAddr: address, connectProtocol: 'tcp', user, password, maxConns, maxIdleConns: maxConns, maxConnLifetime: '1h' } });
  return {
    log: { stdout: true, level: 'warn' },
    persistence: { defaultStore: 'default', visibilityStore: 'visibility', numHistoryShards: 4, datastores: { default: store('temporal', 16), visibility: store('temporal_visibility', 4) } },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
    services: Object.fromEntries(parts.map((part) => [part, { rpc: { grpcPort: ports[part][0], membershipPort: ports[part][1], bindOnLocalHost: true } }])),
    clusterMetadata: {
      enableGlobalNamespace: false, failoverVersionIncrement: 10, masterClusterName: 'active', currentClusterName: 'active',
      clusterInformation: { active: { enabled: true, initialFailoverVersion: 1, rpcName: 'frontend', rpcAddress: `127.0.0.1:${ports.frontend[0]}` } },
    },
    dcRedirectionPolicy: { policy: 'noop' },
  };
}
