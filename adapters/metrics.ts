// The one door to metrics, for Prometheus: base units, no tenant, document or person in a label. Each process has its own.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Operations } from '../contract/operations.ts';

const registry = new Registry();
const registers = [registry];
const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

collectDefaultMetrics({ register: registry, prefix: 'comprobante_' });

const info = new Gauge({ registers, name: 'comprobante_build_info', help: 'Always 1; which process this is and of which version', labelNames: ['process', 'version'] });
const requests = new Histogram({ registers, name: 'comprobante_http_request_duration_seconds', help: 'Requests by route of the contract', labelNames: ['route', 'status'], buckets: seconds });
const received = new Counter({ registers, name: 'comprobante_documents_received_total', help: 'Files accepted as documents' });
const settled = new Counter({ registers, name: 'comprobante_documents_settled_total', help: 'Documents that came to an end, or to a person', labelNames: ['status'] });
const stepWork = new Histogram({ registers, name: 'comprobante_step_duration_seconds', help: 'One attempt at one step of the pipeline, at work', labelNames: ['step', 'outcome'], buckets: seconds });
const stepQueue = new Histogram({ registers, name: 'comprobante_step_queue_seconds', help: 'How long an attempt at a step waited for a worker', labelNames: ['step'], buckets: seconds });
const attempts = new Histogram({ registers, name: 'comprobante_webhook_attempt_duration_seconds', help: 'One HTTP try at a receiver', labelNames: ['outcome'], buckets: seconds });
const deadLetters = new Counter({ registers, name: 'comprobante_dead_letters_total', help: 'Deliveries given up', labelNames: ['reason'] });
const aiCalls = new Histogram({ registers, name: 'comprobante_external_ai_call_duration_seconds', help: 'One call to the external AI', labelNames: ['outcome'], buckets: seconds });
const aiCost = new Counter({ registers, name: 'comprobante_external_ai_cost_usd_total', help: 'What the external AI cost, where its prices are known' });
const relayed = new Counter({ registers, name: 'comprobante_outbox_relayed_total', help: 'Outbox messages carried to Temporal', labelNames: ['kind', 'outcome'] });
const mended = new Counter({ registers, name: 'comprobante_reconciled_total', help: 'What the reconciler found and mended', labelNames: ['kind'] });

export const noteProcess = (process: 'api' | 'worker', version: string): void => info.set({ process, version }, 1);
export const noteRequest = (route: string, status: number, ms: number): void => requests.observe({ route, status: String(status) }, ms / 1000);
export const noteReceived = (documents: number): void => received.inc(documents);
export const noteSettled = (status: string): void => settled.inc({ status });
export const noteAttempt = (outcome: 'delivered' | 'failed', ms: number): void => attempts.observe({ outcome }, ms / 1000);
export const noteDeadLetter = (reason: string): void => deadLetters.inc({ reason });
export const noteRelayed = (kind: string, outcome: 'done' | 'failed'): void => relayed.inc({ kind, outcome });
export const noteMended = (kind: string, count: number): void => mended.inc({ kind }, count);

export function noteStep(step: string, outcome: 'done' | 'failed', queueMs: number | null, workMs: number): void {
  stepWork.observe({ step, outcome }, workMs / 1000);
  if (queueMs !== null) stepQueue.observe({ step }, Math.max(0, queueMs) / 1000);
}

export function noteAiCall(outcome: string, ms: number, costUsd: string | null): void {
  aiCalls.observe({ outcome }, ms / 1000);
  if (costUsd !== null) aiCost.inc(Number(costUsd));
}

const platform = new Registry();
const gauge = (name: string, help: string, labelNames: string[] = []) => new Gauge({ registers: [platform], name: `comprobante_${name}`, help, labelNames });
const temporalUp = gauge('temporal_up', '1 where Temporal answers');
const backlog = gauge('task_queue_backlog_tasks', 'Tasks that wait for a worker, about', ['queue', 'tasks']);
const backlogAge = gauge('task_queue_backlog_age_seconds', 'How long the oldest of them has waited', ['queue', 'tasks']);
const added = gauge('task_queue_added_tasks_per_second', 'Mean of the last 30 seconds', ['queue', 'tasks']);
const dispatched = gauge('task_queue_dispatched_tasks_per_second', 'Mean of the last 30 seconds', ['queue', 'tasks']);
const workers = gauge('task_queue_workers', 'Workers that asked the queue for work lately', ['queue', 'tasks']);
const outboxMessages = gauge('outbox_messages', 'Committed and not yet told to Temporal');
const outboxAge = gauge('outbox_age_seconds', 'How long the oldest of them has waited');
const processCount = gauge('processes', 'Processes by whether they report', ['process', 'state']);
const memoryFree = gauge('host_memory_free_bytes', 'Of the machine, or what its container may still take', ['host']);
const memoryTotal = gauge('host_memory_total_bytes', 'Of the machine, or what its container may take', ['host']);
const diskFree = gauge('host_disk_free_bytes', 'Of the file system of the data folder', ['host']);
const diskTotal = gauge('host_disk_total_bytes', 'Of the file system of the data folder', ['host']);
const databaseSize = gauge('database_size_bytes', 'At the last hourly sample');
const objectsSize = gauge('object_store_size_bytes', 'At the last hourly sample');
const objects = gauge('object_store_objects', 'At the last hourly sample');

/** Sets what is the same whichever API process tells of it. */
export function notePlatform({ queues, outbox, processes, hosts, storage }: Pick<Operations, 'queues' | 'outbox' | 'processes' | 'hosts' | 'storage'>): void {
  platform.resetMetrics();
  temporalUp.set(queues ? 1 : 0);
  for (const { queue, tasks, ...state } of queues ?? []) {
    backlog.set({ queue, tasks }, state.backlog);
    backlogAge.set({ queue, tasks }, state.oldestSeconds);
    added.set({ queue, tasks }, state.addedPerSecond);
    dispatched.set({ queue, tasks }, state.dispatchedPerSecond);
    workers.set({ queue, tasks }, state.workers);
  }
  outboxMessages.set(outbox.waiting);
  outboxAge.set(outbox.oldestSeconds ?? 0);
  for (const kind of ['api', 'worker'] as const) {
    const rows = processes.filter((p) => p.kind === kind);
    processCount.set({ process: kind, state: 'fresh' }, rows.filter((p) => p.isFresh).length);
    processCount.set({ process: kind, state: 'silent' }, rows.filter((p) => !p.isFresh).length);
  }
  for (const { host, memoryFreeBytes, memoryTotalBytes, diskFreeBytes, diskTotalBytes } of hosts) {
    memoryFree.set({ host }, memoryFreeBytes);
    memoryTotal.set({ host }, memoryTotalBytes);
    diskFree.set({ host }, diskFreeBytes);
    diskTotal.set({ host }, diskTotalBytes);
  }
  if (!storage.latest) return;
  databaseSize.set(storage.latest.databaseBytes);
  objectsSize.set(storage.latest.objectBytes);
  objects.set(storage.latest.objects);
}

export const metricsType: string = registry.contentType;
export const processMetrics = (): Promise<string> => registry.metrics();
export const platformMetrics = (): Promise<string> => platform.metrics();
