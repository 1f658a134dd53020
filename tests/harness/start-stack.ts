// The product as it runs, for tests: its own API and worker processes on a database, bucket and Temporal namespace of their own.
import { randomBytes } from 'node:crypto';
import { Connection } from '@temporalio/client';
import type { Client } from '../../contract/client.ts';
import { runAdmin } from './admin.ts';
import { ApiClient } from './api-client.ts';
import { eventually } from './eventually.ts';
import { createPreparedDatabase } from './prepared-database.ts';
import { freePort, run, type Running } from './processes.ts';

export interface Stack {
  baseUrl: string;
  administrator: { email: string; password: string; tenantId: string };
  /** With a key that may do everything a key may. */
  api: ApiClient;
  client: Client;
  env: NodeJS.ProcessEnv;
  worker: Running;
  server: Running;
  /** A command of the administrator's; its JSON. */
  admin<T>(...args: string[]): Promise<T>;
  startWorker(): Promise<void>;
  startServer(): Promise<void>;
  /** What a document's workflow waits for at most here, so that tests need not. */
  stop(): Promise<void>;
}

interface StackOptions {
  /** Beside and above the services' environment. */
  env?: Record<string, string>;
  /** Of the API alone. */
  serverEnv?: Record<string, string>;
  /** false: without a worker, for what needs no pipeline. */
  worker?: boolean;
  /** Where the services are; by default those that `npm test` started. */
  services?: Record<string, string>;
}

export async function startStack({ env: extra = {}, serverEnv = {}, services = {}, worker = true }: StackOptions = {}): Promise<Stack> {
  const base = { ...process.env, ...services };
  const { database, beginning: { administrator, key, client } } = await createPreparedDatabase(base);
  const port = await freePort();
  const name = randomBytes(4).toString('hex');
  const env: NodeJS.ProcessEnv = {
    ...base, ...database.urls,
    PORT: String(port), HOST: '127.0.0.1', PUBLIC_URL: `http://127.0.0.1:${port}`, LOG_LEVEL: 'info',
    S3_BUCKET: `test-${name}`, TEMPORAL_NAMESPACE: await createNamespace(base['TEMPORAL_ADDRESS'] ?? '', `test-${name}`),
    WEBHOOK_ALLOW_HTTP: 'true', WEBHOOK_ALLOW_ADDRESSES: '127.0.0.0/8', WEBHOOK_RETRY_SECONDS: '0.2,0.2', WEBHOOK_TIMEOUT_SECONDS: '3',
    // Of several stacks that run side by side on few cores each reads one file at a time.
    READ_SLOTS: '1',
    ...extra,
  };
  const admin = <T>(...args: string[]) => runAdmin<T>(env, args);
  const baseUrl = env['PUBLIC_URL'] as string;

  const stack: Stack = {
    baseUrl, administrator, client, env, admin,
    api: new ApiClient(baseUrl, { authorization: `Bearer ${key}` }, undefined, () => stack.server.output()),
    server: run('api/main.ts', [], { ...env, ...serverEnv }),
    worker: worker ? run('temporal/worker.ts', [], env) : idle,
    async startServer() {
      stack.server = run('api/main.ts', [], { ...env, ...serverEnv });
      await answers(stack, 'server', () => fetch(`${baseUrl}/health`).then((r) => r.ok));
    },
    async startWorker() {
      stack.worker = run('temporal/worker.ts', [], env);
      await answers(stack, 'worker', async () => stack.worker.output().includes('worker started'));
    },
    async stop() {
      await Promise.all([stack.server.stop(), stack.worker.stop()]);
      await database.drop();
    },
  };
  const enough = worker ? ['ready'] : ['ready', 'degraded'];
  await answers(stack, worker ? 'worker' : 'server', async () => enough.includes((await (await fetch(`${baseUrl}/ready`)).json() as { status: string }).status));
  return stack;
}

/** Stands for a worker that was not asked for. */
const idle = { process: { exitCode: null }, output: () => '', stop: async () => 0, kill: async () => undefined } as unknown as Running;

async function answers(stack: Stack, which: 'server' | 'worker', ask: () => Promise<boolean>): Promise<void> {
  const hasEnded = () => stack[which].process.exitCode !== null;
  await eventually(`the ${which} answers`, async () => hasEnded() || ask(), Boolean, 60_000);
  if (hasEnded()) throw new Error(`the ${which} ended with ${stack[which].process.exitCode}:\n${stack[which].output()}`);
}

export async function createNamespace(address: string, namespace: string): Promise<string> {
  const connection = await Connection.connect({ address });
  try {
    await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: { seconds: 86_400 as unknown as Long } });
    await eventually('the namespace is known', () => connection.workflowService.describeNamespace({ namespace }), Boolean);
  } finally {
    await connection.close();
  }
  return namespace;
}
