// The worker process: `node temporal/worker.ts [--role orchestration|cpu|http]`, all roles without one. Orchestration relays the outbox too.
import { hostname } from 'node:os';
import { parseArgs } from 'node:util';
import { Client } from '@temporalio/client';
import { Runtime, Worker, type WorkerOptions } from '@temporalio/worker';
import type { ActivityDeps } from '../activities/deps.ts';
import { createCpuActivities, createDatabaseActivities, createHttpActivities } from '../activities/create-activities.ts';
import { createCarrierReader } from '../adapters/carrier/carrier-reader.ts';
import { createPageDrawer } from '../adapters/carrier/page-drawer.ts';
import { openDatabase } from '../adapters/database/database.ts';
import { openOutboxReader } from '../adapters/database/outbox.ts';
import { startHeartbeat } from '../adapters/heartbeat.ts';
import { createLog } from '../adapters/log.ts';
import { noteProcess } from '../adapters/metrics.ts';
import { openObjectStore } from '../adapters/object-store.ts';
import { createPageImages } from '../adapters/page-images.ts';
import { startTracing } from '../adapters/tracing.ts';
import { createSecretBox } from '../adapters/secret-box.ts';
import { createLanes } from '../adapters/webhooks/lanes.ts';
import { createWebhookSender } from '../adapters/webhooks/sender.ts';
import { config } from '../config.ts';
import packageJson from '../package.json' with { type: 'json' };
import { taskQueues } from '../workflows/messages.ts';
import { workflowModules, workflowSource } from './bundle.ts';
import { freeLoopbackPort, serveWorkerMetrics } from './metrics-server.ts';
import { openTemporalClient } from './connection.ts';
import { openWorkerConnection } from './worker-connection.ts';
import { ensureSchedules } from './schedules.ts';
import { openWorkflowRuns } from './workflow-runs.ts';
import { startRelay } from './relay.ts';
import { sdkLogger } from './sdk-logger.ts';
import { deliverySlots, slotsOf } from './slots.ts';
import { traceActivities, traceCalls } from './tracing-interceptors.ts';

type Role = keyof typeof taskQueues;

const { role } = parseArgs({ options: { role: { type: 'string' } } }).values;
if (role !== undefined && !Object.hasOwn(taskQueues, role)) throw new Error(`--role takes one of ${Object.keys(taskQueues).join(', ')}`);
const roles = role ? [role as Role] : (Object.keys(taskQueues) as Role[]);

const log = createLog('worker');
const metrics = config.metrics();
const sdkPort = metrics.port === undefined ? undefined : await freeLoopbackPort();
Runtime.install({
  shutdownSignals: [], logger: sdkLogger(log),
  telemetryOptions: {
    logging: { forward: {}, filter: { core: 'WARN', other: 'WARN' } },
    ...(sdkPort && { metrics: { prometheus: { bindAddress: `127.0.0.1:${sdkPort}`, countersTotalSuffix: true, unitSuffix: true, useSecondsForDurations: true } } }),
  },
});
noteProcess('worker', packageJson.version);
const tracesUrl = config.tracesUrl();
const tracing = await startTracing(tracesUrl, 'worker', packageJson.version);
const metricsServer = metrics.port !== undefined && sdkPort ? await serveWorkerMetrics({ ...metrics, port: metrics.port }, sdkPort) : null;

const databaseConfig = config.database();
const temporalConfig = config.temporal();
const webhooks = config.webhooks();
const reading = config.reading();
const externalAi = config.externalAi();
// Loaded where it is configured alone: most installations send nothing outside.
const external = externalAi && (await import('../adapters/external-ai/openai-reader.ts')).createOpenAiReader(externalAi);
const db = openDatabase(databaseConfig);
const objects = openObjectStore(config.objectStore());
const carriers = createCarrierReader({ ...reading });
const drawer = createPageDrawer();
const sender = createWebhookSender(webhooks);
const deps: ActivityDeps = {
  db, objects, pageImages: createPageImages({ db, objects, drawer, log }), carriers, sender, log,
  secrets: createSecretBox(...config.secretsKeys()),
  worker: `${role ?? 'all'}@${hostname()}:${process.pid}`,
  thresholds: config.thresholds(),
  external,
  runs: openWorkflowRuns(openTemporalClient(temporalConfig)),
  lanes: createLanes(),
  webhooks: { retrySeconds: webhooks.retrySeconds, health: webhooks.health, probeLeaseMs: webhooks.timeoutMs + 5000, consoleUrl: `${config.publicUrl()}/integrations` },
};

const stopping = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort());

const connection = await connect();
const source = workflowSource();
const common = {
  connection, namespace: temporalConfig.namespace, identity: deps.worker, shutdownGraceTime: '10 seconds' as const, shutdownForceTime: '25 seconds' as const,
  interceptors: { ...('workflowsPath' in source && { workflowModules }), ...(tracesUrl && { activity: [traceActivities] }) },
};
const perRole: Record<Role, () => WorkerOptions> = {
  orchestration: () => ({
    ...common, ...source, taskQueue: taskQueues.orchestration, activities: createDatabaseActivities(deps),
    maxCachedWorkflows: 500, maxConcurrentWorkflowTaskExecutions: 40, maxConcurrentActivityTaskExecutions: databaseConfig.pool,
    stickyQueueScheduleToStartTimeout: '5 seconds',
  }),
  // More than there are slots, so that a file is fetched and another's fields are written while the slots read.
  cpu: () => ({ ...common, taskQueue: taskQueues.cpu, activities: createCpuActivities(deps), maxConcurrentActivityTaskExecutions: reading.slots + 2 }),
  // Deliveries run here whole, their quick attempts within their workflow tasks, so that no receiver ever holds a slot of the pipeline.
  http: () => ({
    ...common, ...source, ...deliverySlots, taskQueue: taskQueues.http, activities: createHttpActivities(deps), maxConcurrentActivityTaskExecutions: 200,
    stickyQueueScheduleToStartTimeout: '5 seconds',
  }),
};
const crew = await Promise.all(roles.map(async (name) => {
  const options = perRole[name]();
  return { worker: await Worker.create(options), options };
}));
const workers = crew.map(({ worker }) => worker);
const relay = roles.includes('orchestration') ? startRelay({
  outbox: openOutboxReader(databaseConfig.systemUrl, (error) => log.warn({ err: error }, 'outbox')),
  client: new Client({ connection, namespace: temporalConfig.namespace, ...(tracesUrl && { interceptors: { workflow: [traceCalls] } }) }), objects, log,
}) : null;
const heartbeat = startHeartbeat({ db, log, kind: 'worker', version: packageJson.version, dataDir: config.dataDir(), isDraining: () => stopping.signal.aborted, queues: () => crew.map(({ worker, options }) => slotsOf(worker, options)) });
stopping.signal.addEventListener('abort', () => {
  log.info('draining');
  for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
});

if (roles.includes('orchestration')) void ensureSchedules(new Client({ connection, namespace: temporalConfig.namespace }), log);

log.info({ roles }, 'worker started');
process.send?.('ready');
try {
  await Promise.all(workers.map((worker) => worker.run()));
} finally {
  await relay?.close();
  await heartbeat.close();
  metricsServer?.close();
  await Promise.allSettled([carriers.close(), drawer.close(), sender.close(), db.close()]);
  await connection.close();
  await tracing.close();
}
log.info('worker stopped');
process.exit(stopping.signal.aborted ? 0 : 1);

/** Waits for Temporal rather than dying: the worker may be up before the server is. */
async function connect() {
  for (let waitMs = 250; ; waitMs = Math.min(waitMs * 2, 5000)) {
    try {
      return await openWorkerConnection(temporalConfig);
    } catch (error) {
      if (stopping.signal.aborted) process.exit(0);
      log.warn({ err: error }, 'Temporal does not answer yet');
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
}
