import type { AlertKind, HostPressure, OperationsAlert, OutboxState, ProcessReport, QueueState } from '../contract/operations.ts';

export interface PlatformState {
  hosts: readonly HostPressure[];
  processes: readonly Pick<ProcessReport, 'kind' | 'host' | 'pid' | 'isFresh' | 'eventLoopDelayMs'>[];
  /** null: Temporal does not answer. */
  queues: readonly QueueState[] | null;
  outbox: OutboxState;
}

export interface TenantState {
  deadLetters: number;
  /** Of documents that no person is waited for. */
  oldestUnreadSeconds: number;
  settled: { failed: number; all: number };
}

/** From where on a value is worth a look, and from where on it cannot wait. Seconds, counts or shares. */
const thresholds: Record<Exclude<AlertKind, 'temporal_down' | 'workers_missing' | 'process_silent'>, readonly [warning: number, critical: number]> = {
  backlog_old: [120, 900],
  outbox_stuck: [30, 300],
  disk_low: [0.1, 0.03],
  memory_low: [0.08, 0.03],
  event_loop_slow: [500, 5000],
  dead_letters: [1, 1000],
  documents_stuck: [900, 3600],
  failures_many: [0.2, 0.5],
};
/** A share of failures means nothing below so many. */
const fewestFailures = 10;

/** What is beyond its threshold on the machines and between them, gravest first. */
export function platformAlerts({ hosts, processes, queues, outbox }: PlatformState): OperationsAlert[] {
  return byGravity([
    ...(queues === null ? [always('temporal_down', '')] : []),
    ...(queues ?? []).filter(({ workers }) => workers === 0).map(({ queue, tasks }) => always('workers_missing', `${queue} ${tasks}`)),
    ...(queues ?? []).flatMap(({ queue, tasks, oldestSeconds }) => above('backlog_old', `${queue} ${tasks}`, oldestSeconds)),
    ...above('outbox_stuck', '', outbox.oldestSeconds ?? 0),
    ...hosts.flatMap(({ host, diskFreeBytes, diskTotalBytes, memoryFreeBytes, memoryTotalBytes }) => [
      ...below('disk_low', host, diskFreeBytes / diskTotalBytes), ...below('memory_low', host, memoryFreeBytes / memoryTotalBytes),
    ]),
    ...processes.flatMap(({ kind, host, pid, isFresh, eventLoopDelayMs }): OperationsAlert[] => {
      const subject = `${kind} ${host}:${pid}`;
      return isFresh ? above('event_loop_slow', subject, eventLoopDelayMs.p99) : [{ kind: 'process_silent', severity: 'warning', subject, value: 1, threshold: 1 }];
    }),
  ]);
}

/** What is beyond its threshold in one tenant. */
export function tenantAlerts({ deadLetters, oldestUnreadSeconds, settled }: TenantState): OperationsAlert[] {
  return byGravity([
    ...above('dead_letters', '', deadLetters),
    ...above('documents_stuck', '', oldestUnreadSeconds),
    ...(settled.failed >= fewestFailures ? above('failures_many', '', settled.failed / settled.all) : []),
  ]);
}

export const byGravity = (alerts: OperationsAlert[]): OperationsAlert[] => alerts.toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));

const always = (kind: AlertKind, subject: string): OperationsAlert => ({ kind, severity: 'critical', subject, value: 0, threshold: 1 });

type Measured = keyof typeof thresholds;

function above(kind: Measured, subject: string, value: number): OperationsAlert[] {
  const [warning, critical] = thresholds[kind];
  if (value < warning) return [];
  return [{ kind, subject, value, ...(value >= critical ? { severity: 'critical', threshold: critical } : { severity: 'warning', threshold: warning }) }];
}

function below(kind: Measured, subject: string, value: number): OperationsAlert[] {
  const [warning, critical] = thresholds[kind];
  // Not a number: a file system or a container that tells of no size.
  if (!(value < warning)) return [];
  return [{ kind, subject, value, ...(value < critical ? { severity: 'critical', threshold: critical } : { severity: 'warning', threshold: warning }) }];
}
