// One run: load and faults side by side, then peace, then the check.
import { cp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sweepObjects } from '../../activities/maintenance/sweep-objects.ts';
import { openStackDatabase, openStackObjects } from '../harness/publish.ts';
import { faultsOf, planFaults, type Fault, type Planned } from './faults.ts';
import { newHistory, type History } from './history.ts';
import { connectTemporal, startInstallation, type Installation } from './installation.ts';
import { violationsOf } from './invariants.ts';
import { runLoad } from './load.ts';
import { listObjects, readState, type State } from './state.ts';
import type { Ending } from './kept.ts';
import type { TemporalPrograms } from './production-temporal.ts';

export interface ChaosOptions {
  seed: number;
  durationMs: number;
  /** Between two faults, on average. */
  everyMs?: number;
  /** Between two uploads of one of two uploaders, on average. */
  thinkMs?: number;
  /** Of the disk; it must hold what the load makes. */
  quotaBytes?: number;
  /** The production server's; that of a single machine is run without them. */
  temporal?: TemporalPrograms | undefined;
  say?: (line: string) => void;
}

export interface ChaosReport {
  seed: number;
  durationMs: number;
  faults: Planned[];
  /** false: this user may not mount, so no disk was filled. */
  isDiskBound: boolean;
  violations: string[];
  endings: Ending[];
  figures: Record<string, number>;
}

/** Recovery waits for timeouts: the longest, of a delivery whose worker died, is 90 seconds. Where nothing has changed for longer than that, something is stuck. */
const stuckMs = 120_000;
const restMs = 600_000;

export async function runChaos({ seed, durationMs, everyMs = 3000, thinkMs = 700, quotaBytes = 3 * 1024 ** 3, temporal, say = () => undefined }: ChaosOptions): Promise<ChaosReport> {
  const installation = await startInstallation({ quotaBytes, temporal });
  const faults = faultsOf(temporal !== undefined);
  try {
    const history = newHistory();
    const plan = planFaults(seed, durationMs, everyMs, faults);
    say(`seed ${seed}, ${durationMs / 1000} s, ${plan.length} faults${installation.disk.quotaBytes ? '' : '; this user may not mount, so the disk is not filled'}`);
    const ending = AbortSignal.timeout(durationMs);
    const began = Date.now();
    await Promise.all([
      runLoad({ installation, history, seed, signal: ending, thinkMs }),
      ...plan.map((planned) => carryOut(installation, faults, planned, began, say)),
    ]);
    say('all faults are over');
    const restBegan = Date.now();
    const rested = await untilAtRest(installation).catch(async (error: unknown) => {
      say(`what is left cannot be read; the logs are kept in ${await keepLogs(installation, seed)}`);
      throw error;
    });
    const restedMs = Date.now() - restBegan;
    const swept = await sweep(installation);
    const state = { ...rested, objectsKept: await listObjects(installation.env) };
    const { crowd, tenants, endings } = installation;
    const hitsAt = (url: string) => crowd.hits(new URL(url).pathname.slice(1));
    const violations = violationsOf({ history, state, tenants, hitsAt });
    if (violations.length > 0) say(`the logs are kept in ${await keepLogs(installation, seed)}`);
    return { seed, durationMs, faults: plan, isDiskBound: installation.disk.quotaBytes !== null, violations, endings, figures: figuresOf(history, state, tenants.flatMap((t) => t.receivers.map((r) => crowd.hits(r).length)), restedMs, swept) };
  } finally {
    await installation.stop();
  }
}

/** The installation's folder goes, but what explains a violation stays. */
async function keepLogs({ disk }: Installation, seed: number): Promise<string> {
  const kept = join(tmpdir(), `comprobante-chaos-logs-${seed}`);
  await rm(kept, { recursive: true, force: true });
  await cp(join(disk.folder, 'logs'), kept, { recursive: true });
  return kept;
}

/** Has the sweep remove, however young, what uploads that broke off have left, so that objects and rows must agree. @returns of how many. */
async function sweep({ env }: Installation): Promise<number> {
  const db = openStackDatabase(env, 2);
  try {
    return (await sweepObjects({ db, objects: openStackObjects(env) }, 0))['objects_removed'] ?? 0;
  } finally {
    await db.close();
  }
}

async function carryOut(installation: Installation, faults: readonly Fault[], { name, at, forMs }: Planned, began: number, say: (line: string) => void): Promise<void> {
  const fault = faults.find((one) => one.name === name);
  await sleep(Math.max(0, began + at - Date.now()));
  say(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${name} for ${(forMs / 1000).toFixed(1)} s`);
  await fault?.begin(installation);
  await sleep(forMs);
  await fault?.end(installation);
}

/** Asks until nothing moves any more, or until it has taken so long that something is stuck; the check then says what. */
async function untilAtRest({ env, kept }: Installation): Promise<State> {
  const upBy = Date.now() + restMs;
  while (![...kept.values()].every((one) => one.isUp()) && Date.now() < upBy) await sleep(100);
  const until = Date.now() + restMs;
  const temporal = await connectTemporal(env);
  try {
    for (let [last, since] = ['', Date.now()]; ; await sleep(1000)) {
      // What has just come up may not answer everything yet.
      const state = await readState(env, temporal).catch((error: unknown) => {
        if (Date.now() > until) throw error;
        return null;
      });
      if (!state) continue;
      const now = JSON.stringify([state.documents, state.deliveries, state.outbox, state.workflows.length]);
      if (now !== last) [last, since] = [now, Date.now()];
      if (isAtRest(state) || Date.now() > until || Date.now() - since > stuckMs) return state;
    }
  } finally {
    await temporal.close();
  }
}

function isAtRest({ documents, deliveries, outbox, workflows }: State): boolean {
  const waiting = new Set(documents.filter(({ status }) => status === 'ingested' || status === 'in_review').map(({ id, run }) => (run === 1 ? `document-${id}` : `document-${id}-run-${run}`)));
  return outbox.length === 0
    && documents.every(({ status }) => !['received', 'preprocessing', 'extracting'].includes(status))
    && deliveries.every(({ status }) => status !== 'pending')
    && workflows.every(({ id, status }) => status !== 'running' || waiting.has(id));
}

function figuresOf(history: History, state: State, hits: number[], restedMs: number, swept: number): Record<string, number> {
  const { documents, events, deliveries, tasks, workflows } = state;
  const acknowledged = history.uploads.filter(({ accepted }) => accepted.length > 0).length;
  return {
    requests: history.requests, unanswered: history.unanswered, uploads: history.uploads.length, 'uploads acknowledged': acknowledged, documents: documents.length,
    approved: documents.filter(({ status }) => status === 'approved').length, 'in review': documents.filter(({ status }) => status === 'in_review').length,
    'review tasks': tasks.length, 'decisions acknowledged': history.decisions.filter(({ status }) => status !== null && status < 300).length,
    events: events.length, deliveries: deliveries.length, 'dead letters': deliveries.filter(({ hasLetter }) => hasLetter).length, 'requests at receivers': hits.reduce((a, b) => a + b, 0),
    workflows: workflows.length, 'broken uploads swept': swept, 'seconds to rest': Math.round(restedMs / 1000),
  };
}
