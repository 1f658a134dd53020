import { expect, it } from 'vitest';
import type { HostPressure, QueueState } from '../contract/operations.ts';
import { platformAlerts, tenantAlerts, type PlatformState } from './alerts.ts';

const host: HostPressure = { host: 'uno', cpus: 2, cpuUsed: 1, load: 9, memoryTotalBytes: 100, memoryFreeBytes: 50, diskTotalBytes: 100, diskFreeBytes: 50 };
const queue: QueueState = { queue: 'cpu', tasks: 'activity', backlog: 0, oldestSeconds: 0, addedPerSecond: 0, dispatchedPerSecond: 0, workers: 1, lastPollAt: null };
const worker: PlatformState['processes'][number] = { kind: 'worker', host: 'uno', pid: 7, isFresh: true, eventLoopDelayMs: { p50: 0, p99: 1, max: 2 } };
const calm: PlatformState = { hosts: [host], processes: [worker], queues: [queue], outbox: { waiting: 0, oldestSeconds: null, failing: 0 } };
const told = (change: Partial<PlatformState>) => platformAlerts({ ...calm, ...change }).map(({ kind, severity, subject }) => `${severity} ${kind} ${subject}`.trim());

it('says nothing of a platform that is well, however busy', () => {
  expect(told({})).toEqual([]);
  expect(told({ queues: [{ ...queue, backlog: 100_000, oldestSeconds: 119 }] })).toEqual([]);
});

it.each<[string, Partial<PlatformState>, string[]]>([
  ['Temporal is away', { queues: null }, ['critical temporal_down']],
  ['nobody works for a queue', { queues: [{ ...queue, workers: 0 }] }, ['critical workers_missing cpu activity']],
  ['a queue is not kept up with', { queues: [{ ...queue, oldestSeconds: 120 }] }, ['warning backlog_old cpu activity']],
  ['a queue stands', { queues: [{ ...queue, oldestSeconds: 900 }] }, ['critical backlog_old cpu activity']],
  ['the outbox is not emptied', { outbox: { waiting: 1, oldestSeconds: 30, failing: 1 } }, ['warning outbox_stuck']],
  ['a disk fills', { hosts: [{ ...host, diskFreeBytes: 9 }] }, ['warning disk_low uno']],
  ['a disk is full', { hosts: [{ ...host, diskFreeBytes: 2 }] }, ['critical disk_low uno']],
  ['memory ends', { hosts: [{ ...host, memoryFreeBytes: 2 }] }, ['critical memory_low uno']],
  ['a file system tells of no size', { hosts: [{ ...host, diskTotalBytes: 0, diskFreeBytes: 0 }] }, []],
  ['a process is silent', { processes: [{ ...worker, isFresh: false }] }, ['warning process_silent worker uno:7']],
  ['a process hangs', { processes: [{ ...worker, eventLoopDelayMs: { p50: 1, p99: 501, max: 900 } }] }, ['warning event_loop_slow worker uno:7']],
  ['the gravest is told first', { outbox: { waiting: 1, oldestSeconds: 31, failing: 0 }, queues: null, hosts: [{ ...host, diskFreeBytes: 9 }] }, ['critical temporal_down', 'warning outbox_stuck', 'warning disk_low uno']],
])('%s', (_, change, alerts) => {
  expect(told(change)).toEqual(alerts);
});

it('tells of a tenant\'s dead letters, documents that nobody reads and failures, if they are more than a few', () => {
  const quiet = { deadLetters: 0, oldestUnreadSeconds: 5, settled: { failed: 9, all: 9 } };
  expect(tenantAlerts(quiet)).toEqual([]);
  expect(tenantAlerts({ deadLetters: 1, oldestUnreadSeconds: 3600, settled: { failed: 10, all: 40 } }).map(({ kind, severity, threshold }) => [kind, severity, threshold])).toEqual([
    ['documents_stuck', 'critical', 3600], ['dead_letters', 'warning', 1], ['failures_many', 'warning', 0.2],
  ]);
});
