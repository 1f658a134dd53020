import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Database } from './database/database.ts';
import { removeProcess, saveProcess, type ProcessRow } from './database/processes.ts';
import type { Log } from './log.ts';
import { openMachineProbe } from './machine.ts';

const everyMs = 10_000;

interface Heartbeat {
  db: Database;
  log: Log;
  kind: ProcessRow['kind'];
  version: string;
  dataDir: string;
  isDraining: () => boolean;
  queues?: () => ProcessRow['queues'];
}

/** Reports what this process and its machine are under, every ten seconds until closed; then its row goes. */
export function startHeartbeat({ db, log, kind, version, dataDir, isDraining, queues = () => [] }: Heartbeat): { close(): Promise<void> } {
  const id = randomUUID();
  const startedAt = new Date().toISOString();
  const probe = openMachineProbe(dataDir);
  let reporting = Promise.resolve();

  async function report(): Promise<void> {
    const { host, process: figures } = await probe.read();
    await saveProcess(db, { id, kind, host: hostname(), pid: process.pid, version, startedAt, seenAt: new Date().toISOString(), isDraining: isDraining(), machine: host, ...figures, queues: queues() });
  }
  const beat = () => {
    reporting = reporting.then(report).catch((error: unknown) => log.warn({ err: error }, 'this process could not report'));
  };
  beat();
  const timer = setInterval(beat, everyMs);
  return {
    async close() {
      clearInterval(timer);
      probe.close();
      await reporting;
      await removeProcess(db, id).catch(() => undefined);
    },
  };
}
