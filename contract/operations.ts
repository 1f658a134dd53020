import { z } from 'zod';
import { Id, Timestamp, wholeOr } from './common.ts';
import { DocumentStatus } from './document.ts';
import { errorCodes } from './errors.ts';
import { StepName } from './trace.ts';

export const OperationsFilter = z.object({
  hours: wholeOr(24, 1, 168).meta({ description: 'The period of what is counted over time: steps, settled documents, upload errors, growth' }),
});
export type OperationsFilter = z.infer<typeof OperationsFilter>;

const count = z.int().min(0);
const bytes = z.int().min(0);
const share = z.number().min(0).max(1);

// ---- The platform: machines, processes and queues, which know of no tenant ----

export const HostPressure = z.object({
  host: z.string(),
  cpus: count,
  cpuUsed: share.nullable().meta({ description: 'Of all processors, since the report before; null in the first' }),
  load: z.number().meta({ description: 'Mean number of runnable threads of the last minute' }),
  memoryTotalBytes: bytes.meta({ description: 'Of the machine, or what its container may take' }),
  memoryFreeBytes: bytes,
  diskTotalBytes: bytes.meta({ description: 'Of the file system that holds the data folder' }),
  diskFreeBytes: bytes,
}).meta({ id: 'HostPressure' });
export type HostPressure = z.infer<typeof HostPressure>;

const Slots = z.object({ used: count, total: count });
export const WorkerQueue = z.object({
  queue: z.string(),
  workflowTasks: Slots.nullable().meta({ description: 'null: this worker runs no workflows of the queue' }),
  activities: Slots,
  lastPollAt: Timestamp.nullable().meta({ description: 'When it last asked for work, as Temporal saw it; null: not within five minutes, or Temporal does not answer' }),
}).meta({ id: 'WorkerQueue' });
export type WorkerQueue = z.infer<typeof WorkerQueue>;

export const ProcessReport = z.object({
  id: Id,
  kind: z.enum(['api', 'worker']),
  host: z.string(),
  pid: count,
  version: z.string(),
  startedAt: Timestamp,
  seenAt: Timestamp.meta({ description: 'Its last report; one is due every ten seconds' }),
  isFresh: z.boolean().meta({ description: 'false: it has missed three reports: dead, frozen, or cut off from the database' }),
  isDraining: z.boolean(),
  cpuUsed: z.number().min(0).nullable().meta({ description: 'In processors, since the report before' }),
  memoryBytes: bytes.meta({ description: 'Resident' }),
  heapBytes: bytes,
  eventLoopDelayMs: z.object({ p50: z.number(), p99: z.number(), max: z.number() }).meta({ description: 'How late timers fired since the report before' }),
  queues: z.array(WorkerQueue).meta({ description: 'Of a worker' }),
}).meta({ id: 'ProcessReport' });
export type ProcessReport = z.infer<typeof ProcessReport>;

export const QueueState = z.object({
  queue: z.string(),
  tasks: z.enum(['workflow', 'activity']),
  backlog: count.meta({ description: 'Tasks that wait for a worker, about' }),
  oldestSeconds: z.number().min(0).meta({ description: 'How long the oldest has waited; 0 without a backlog' }),
  addedPerSecond: z.number().min(0).meta({ description: 'Mean of the last 30 seconds' }),
  dispatchedPerSecond: z.number().min(0),
  workers: count.meta({ description: 'That asked for work within the last minute and a half' }),
  lastPollAt: Timestamp.nullable(),
}).meta({ id: 'QueueState' });
export type QueueState = z.infer<typeof QueueState>;

export const OutboxState = z.object({
  waiting: count,
  oldestSeconds: z.number().min(0).nullable(),
  failing: count.meta({ description: 'Of these, tried in vain at least once' }),
}).meta({ id: 'OutboxState', description: 'Work that is committed and not yet told to Temporal' });
export type OutboxState = z.infer<typeof OutboxState>;

const sample = { at: Timestamp, databaseBytes: bytes, objectBytes: bytes, objects: count };
export const StorageState = z.object({
  latest: z.object(sample).nullable().meta({ description: 'null: not yet measured' }),
  growth: z.object({ databaseBytesPerDay: z.number(), objectBytesPerDay: z.number() }).nullable().meta({ description: 'Over the period; null before there are two samples' }),
  samples: z.array(z.object(sample)).meta({ description: 'Hourly, oldest first' }),
}).meta({ id: 'StorageState' });
export type StorageState = z.infer<typeof StorageState>;

export const alertKinds = [
  'workers_missing', 'temporal_down', 'backlog_old', 'outbox_stuck', 'disk_low', 'memory_low', 'event_loop_slow', 'process_silent', 'dead_letters', 'documents_stuck', 'failures_many',
] as const;
export const AlertKind = z.enum(alertKinds).meta({ id: 'AlertKind' });
export type AlertKind = z.infer<typeof AlertKind>;

export const OperationsAlert = z.object({
  kind: AlertKind,
  severity: z.enum(['warning', 'critical']),
  subject: z.string().meta({ description: 'What it is about: a queue, a host, a process; empty where there is but one' }),
  value: z.number().meta({ description: 'Seconds, a count or a share, as `threshold`' }),
  threshold: z.number(),
}).meta({ id: 'OperationsAlert' });
export type OperationsAlert = z.infer<typeof OperationsAlert>;

// ---- The caller's tenant ----

const when = { count, firstAt: Timestamp, lastAt: Timestamp };

export const ActiveDocuments = z.object({
  status: DocumentStatus,
  count,
  oldestAt: Timestamp.meta({ description: 'Upload of the oldest' }),
  byAge: z.object({ minute: count, tenMinutes: count, hour: count, day: count, older: count }).meta({ description: 'Since upload, up to' }),
}).meta({ id: 'ActiveDocuments' });
export type ActiveDocuments = z.infer<typeof ActiveDocuments>;

export const FailureKind = z.object({
  code: z.enum(errorCodes),
  ...when,
  isFileFault: z.boolean().meta({ description: 'The file itself is at fault: reading it again helps only where the reader has changed' }),
  latestDocumentId: Id,
}).meta({ id: 'FailureKind', description: 'Documents that stand as failed, by their code' });
export type FailureKind = z.infer<typeof FailureKind>;

export const StepFigures = z.object({
  name: StepName,
  waitsForPerson: z.boolean(),
  documents: count,
  retries: count.meta({ description: 'Attempts after the first' }),
  failures: count.meta({ description: 'Attempts that ended with an error' }),
  recovered: count.meta({ description: 'Documents whose step failed and went well afterwards' }),
  queueP50Ms: z.number().nullable().meta({ description: 'Waiting for a worker' }),
  queueP95Ms: z.number().nullable(),
  workP50Ms: z.number().nullable(),
  workP95Ms: z.number().nullable(),
  share: share.nullable().meta({ description: 'Of the time that machines took for all steps, waiting and working; null where a person is waited for' }),
}).meta({ id: 'StepFigures' });
export type StepFigures = z.infer<typeof StepFigures>;

export const Operations = z.object({
  at: Timestamp,
  hours: count,
  hosts: z.array(HostPressure),
  processes: z.array(ProcessReport).meta({ description: 'Newest first; one that ended in good order is gone, one that died stays for an hour' }),
  queues: z.array(QueueState).nullable().meta({ description: 'null: Temporal does not answer' }),
  outbox: OutboxState,
  storage: StorageState,
  alerts: z.array(OperationsAlert).meta({ description: 'What is beyond its threshold now, gravest first' }),
  documents: z.object({
    active: z.array(ActiveDocuments),
    settled: z.array(z.object({ status: DocumentStatus, count })).meta({ description: 'Uploaded within the period' }),
  }),
  failures: z.array(FailureKind).meta({ description: 'Most first' }),
  steps: z.array(StepFigures).meta({ description: 'In the order of the pipeline; of the 2000 newest documents of the period' }),
  bottleneck: z.object({ step: StepName, part: z.enum(['queue', 'work']), share }).nullable()
    .meta({ description: 'Where the machines\' time goes: the step that takes most of it, and whether it waits or works' }),
  deadLetters: z.object({
    open: count,
    oldestAt: Timestamp.nullable(),
    byReason: z.array(z.object({ reason: z.string(), ...when })),
  }),
  uploadErrors: z.array(z.object({ code: z.enum(errorCodes), ...when })).meta({ description: 'Files of clients that could not be taken or read, within the period' }),
}).meta({ id: 'Operations', description: 'hosts, processes, queues, outbox, storage and alerts are of the whole platform and name no tenant; the rest is the caller\'s tenant\'s' });
export type Operations = z.infer<typeof Operations>;

export const RetryFailures = z.strictObject({
  code: z.enum(errorCodes),
  until: Timestamp.optional().meta({ description: 'Only what failed until then; by default now. Repeating a request with its moment retries nothing twice' }),
  dryRun: z.boolean().default(false).meta({ description: 'true: only count' }),
}).meta({ id: 'RetryFailures', examples: [{ code: 'reading_timeout', dryRun: true }] });
export type RetryFailures = z.infer<typeof RetryFailures>;

export const RetriedFailures = z.object({
  matching: count.meta({ description: 'Failed documents that the request names' }),
  retried: count.meta({ description: 'At most 5,000 a request; ask again for the rest' }),
  until: Timestamp,
}).meta({ id: 'RetriedFailures' });
export type RetriedFailures = z.infer<typeof RetriedFailures>;
