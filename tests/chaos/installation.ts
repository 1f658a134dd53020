// A whole installation for the harness to break: the services on a disk of their own, two API and two worker processes, two tenants, receivers.
import { readFileSync } from 'node:fs';
import { Connection } from '@temporalio/client';
import type { Client } from '../../contract/client.ts';
import { eventTypes } from '../../contract/webhook.ts';
import { logFile } from '../../stack/folder/logs.mjs';
import { build } from '../../stack/launch/build.mjs';
import { createApi, createWorker } from '../../stack/launch/product.mjs';
import { startServices } from '../../stack/services.mjs';
import { runAdmin } from '../harness/admin.ts';
import { ApiClient } from '../harness/api-client.ts';
import { startCrowd, type Crowd } from '../harness/crowd.ts';
import { eventually } from '../harness/eventually.ts';
import { freePort, runToEnd } from '../harness/processes.ts';
import { startOpenAiServer, type OpenAiServer } from '../openai-server/openai-server.ts';
import { createDisk, type Disk } from './disk.ts';
import { keep, type Ending, type Kept } from './kept.ts';
import { startProductionTemporal, type TemporalPrograms } from './production-temporal.ts';

export interface Tenant {
  id: string;
  clientId: string;
  /** Keys of two reviewers. */
  keys: [string, string];
  receivers: string[];
}

export interface Installation {
  env: NodeJS.ProcessEnv;
  disk: Disk;
  crowd: Crowd;
  ai: OpenAiServer;
  tenants: [Tenant, Tenant];
  kept: Map<string, Kept>;
  endings: Ending[];
  /** A client with a key, at one API process or the other. */
  api(tenant: number, who: 0 | 1, at: number): ApiClient;
  stop(): Promise<void>;
}

/** Longer than any answer takes while all is well. */
const clientTimeoutMs = 8000;

interface InstallationOptions {
  quotaBytes: number;
  /** The production server's; the one of a single machine is run without them. */
  temporal?: TemporalPrograms | undefined;
}

export async function startInstallation({ quotaBytes, temporal }: InstallationOptions): Promise<Installation> {
  const disk = await createDisk(quotaBytes);
  return startOn(disk, temporal).catch(async (error: unknown) => {
    await disk.remove();
    throw error;
  });
}

async function startOn(disk: Disk, programs: TemporalPrograms | undefined): Promise<Installation> {
  const [crowd, ai] = await Promise.all([startCrowd(), startOpenAiServer()]);
  const [services] = await Promise.all([startServices({ dataDir: disk.folder, ...(programs && { only: ['postgres', 'minio'] as const }) }), build(disk.folder, ['workflow-bundle'])]);
  const production = programs && await startProductionTemporal(disk.folder, programs);
  const ports = [await freePort(), await freePort()] as const;
  const env: NodeJS.ProcessEnv = {
    ...process.env, ...services.env, ...production?.env, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(ports[0]), PUBLIC_URL: `http://127.0.0.1:${ports[0]}`, DATA_DIR: disk.folder, LOG_LEVEL: 'info',
    DATABASE_POOL: '6', READ_SLOTS: '1',
    WEBHOOK_ALLOW_HTTP: 'true', WEBHOOK_ALLOW_ADDRESSES: '127.0.0.0/8', WEBHOOK_RETRY_SECONDS: '0.5,1,2,4', WEBHOOK_TIMEOUT_SECONDS: '2', WEBHOOK_CIRCUIT_SECONDS: '2',
    OPENAI_API_KEY: ai.apiKey, OPENAI_BASE_URL: ai.baseUrl, OPENAI_MODEL: 'scripted-1', OPENAI_TIMEOUT_SECONDS: '2', OPENAI_MAX_ATTEMPTS: '3',
  };
  await runToEnd('prisma/migrate.ts', [], env);
  const admin = <T>(...args: string[]) => runAdmin<T>(env, args);
  const first = await admin<{ tenantId: string }>('ensure-administrator');
  const second = await admin<{ id: string }>('create-tenant', '--name', 'Otro estudio', '--plan', 'enterprise');
  const tenants = [await tenantOf(first.tenantId, ['a1', 'a2', 'a3', 'a4']), await tenantOf(second.id, ['b1'])] as [Tenant, Tenant];

  async function tenantOf(id: string, receivers: string[]): Promise<Tenant> {
    const key = async (name: string) => (await admin<{ key: string }>('create-api-key', '--name', name, '--tenant', id)).key;
    const client = await admin<Client>('create-client', '--name', 'Cliente de prueba', '--tax-id', '30-50001091-2', '--tenant', id);
    return { id, clientId: client.id, keys: [await key('first'), await key('second')], receivers };
  }

  const endings: Ending[] = [];
  const kept = new Map<string, Kept>();
  const add = (name: string, service: Parameters<typeof keep>[1] | undefined) => {
    if (service) kept.set(name, keep(name, service, (ending) => endings.push(ending)));
  };
  add('postgres', services.postgres);
  add('minio', services.minio);
  add('temporal', production?.temporal ?? services.temporal);
  add('temporal-postgres', production?.postgres);
  for (const [i, port] of ports.entries()) {
    add(`api-${i + 1}`, createApi({ dataDir: disk.folder, env: { ...env, PORT: String(port) }, address: { host: '127.0.0.1', port }, name: `api-${i + 1}` }));
    add(`worker-${i + 1}`, createWorker({ dataDir: disk.folder, env, name: `worker-${i + 1}` }));
  }
  const stop = async () => {
    const product = [...kept.values()].filter(({ name }) => /^(api|worker)/.test(name));
    await Promise.all(product.map((one) => one.stop()));
    for (const name of ['temporal', 'temporal-postgres', 'minio', 'postgres']) await kept.get(name)?.stop();
    await Promise.all([crowd.close(), ai.close()]);
  };
  await eventually('everything runs', async () => [...kept.values()].every((one) => one.isUp()), Boolean, 120_000).catch(async (error: unknown) => {
    await stop();
    const down = [...kept.values()].filter((one) => !one.isUp()).map(({ name }) => `${name}: ${lastWords(disk.folder, name)}`);
    throw new Error(down.join('\n'), { cause: error });
  });

  const api: Installation['api'] = (tenant, who, at) =>
    new ApiClient(`http://127.0.0.1:${ports[at % ports.length]}`, { authorization: `Bearer ${tenants[tenant]?.keys[who]}` }, clientTimeoutMs);
  for (const [i, { receivers }] of tenants.entries()) {
    for (const name of receivers) await api(i, 0, 0).call('createEndpoint', { body: { url: crowd.url(name), events: [...eventTypes] } });
  }
  return {
    env, disk, crowd, ai, tenants, kept, endings, api,
    async stop() {
      await stop();
      await disk.remove();
    },
  };
}

const lastWords = (folder: string, name: string): string => readFileSync(logFile(folder, name), 'utf8').slice(-1000);

export const connectTemporal = (env: NodeJS.ProcessEnv): Promise<Connection> => Connection.connect({ address: env['TEMPORAL_ADDRESS'] ?? '' });
