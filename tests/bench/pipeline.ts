// The pipeline end to end: `node tests/bench/pipeline.ts [--json] [--real N] [--digital N] [--scans N]`. Documents a second beside the same documents read by
// the library call in the same run, upload-to-decision latency idle and under load, memory of every process. `real` are the digital PDFs of the shared
// documents, which take longer to read than the small ones that the project makes itself.
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os, { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createCarrierReader } from '../../adapters/carrier/carrier-reader.ts';
import { inOrder } from '../../adapters/cli/read-files.ts';
import { config } from '../../config.ts';
import { readCarrier } from '../../domain/reading/read-carrier.ts';
import { startServices } from '../../stack/services.mjs';
import { makeDocument } from '../chaos/documents.ts';
import { sharedDocumentsDir } from '../harness/shared-documents.ts';
import { openStackDatabase } from '../harness/publish.ts';
import { startStack, type Stack } from '../harness/start-stack.ts';
import { listDocuments } from './documents.ts';
import { printFigures, quantile, type Figure } from './figures.ts';
import { cpuOf, memoryOf, type Roots } from './pipeline/processes.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, real: { type: 'string', default: '100' }, digital: { type: 'string', default: '60' }, scans: { type: 'string', default: '16' }, idle: { type: 'string', default: '20' } } });
const cores = os.availableParallelism();
const today = new Date().toISOString().slice(0, 10);
let serial = Date.now() % 1_000_000;

const make = (kind: 'digital' | 'scan', count: number): Promise<Uint8Array[]> => Promise.all(Array.from({ length: count }, async () => (await makeDocument(kind, serial++)).bytes));

async function realDocuments(most: number): Promise<Uint8Array[]> {
  if (!existsSync(sharedDocumentsDir)) return [];
  const digital = (await listDocuments()).filter(({ expect, kind }) => expect === 'invoice' && kind === 'digital PDF').slice(0, most);
  return Promise.all(digital.map(({ file }) => readFile(join(sharedDocumentsDir, file))));
}

/** Documents a second by the library alone, on every core. */
async function libraryRate(documents: Uint8Array[]): Promise<number> {
  const reader = createCarrierReader({ slots: cores, modelsDir: config.reading().modelsDir });
  const read = async (bytes: Uint8Array) => { readCarrier(await reader.open(Buffer.from(bytes), {}), { today }); };
  try {
    await Promise.all(documents.slice(0, cores).map(read));
    const began = performance.now();
    await inOrder(documents, cores, read, () => undefined);
    return (documents.length * 1000) / (performance.now() - began);
  } finally {
    await reader.close();
  }
}

const rounds = 3;
const mean = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

/** A line for people who wait. */
function note(what: string): void {
  process.stderr.write(`${(performance.now() / 1000).toFixed(0).padStart(5)} s  ${what}\n`);
}

const folder = await mkdtemp(join(tmpdir(), 'comprobante-bench-'));
const services = await startServices({ dataDir: folder });
const stack: Stack = await startStack({ services: services.env, env: { LOG_LEVEL: 'warn', READ_SLOTS: String(cores) } });
note('everything runs');
const db = openStackDatabase(stack.env);
const { tenantId } = stack.administrator;

/** When each was decided: approved, or before a person. */
async function decidedAt(ids: readonly string[]): Promise<Map<string, number>> {
  return db.withTenant(tenantId, async ({ tx }) => {
    const settled = await tx.document.findMany({ where: { id: { in: [...ids] }, settledAt: { not: null } }, select: { id: true, settledAt: true } });
    const reviewed = await tx.reviewTask.findMany({ where: { documentId: { in: [...ids] } }, select: { documentId: true, createdAt: true } });
    return new Map([...reviewed.map((r) => [r.documentId, r.createdAt.getTime()] as const), ...settled.map((d) => [d.id, d.settledAt?.getTime() ?? 0] as const)]);
  });
}

async function untilDecided(ids: readonly string[]): Promise<Map<string, number>> {
  for (const until = Date.now() + 120_000; ; await sleep(200)) {
    const decided = await decidedAt(ids);
    if (decided.size === ids.length) return decided;
    if (Date.now() > until) throw new Error(`${ids.length - decided.size} documents have not been decided`);
  }
}

interface Uploaded { id: string; at: number }

async function upload(bytes: Uint8Array): Promise<Uploaded> {
  const at = Date.now();
  return { id: await stack.api.uploadOne(stack.client.id, 'f.pdf', bytes), at };
}

/** Documents a second from the first byte sent to the last decision, everything sent as fast as it is taken. */
async function pipelineRate(documents: Uint8Array[]): Promise<{ rate: number; ids: string[] }> {
  const began = Date.now();
  const ids: string[] = [];
  await inOrder(documents, 4, upload, ({ id }) => ids.push(id));
  return { rate: (documents.length * 1000) / (Math.max(...(await untilDecided(ids)).values()) - began), ids };
}

/** So that the same documents are no duplicates when they come again. */
async function erase(ids: readonly string[]): Promise<void> {
  for (const id of ids) await stack.api.ask('eraseDocument', { params: { id } });
}

/** Milliseconds from the start of the upload to the decision, uploads beginning at this pace. */
async function latencies(documents: Uint8Array[], everyMs: number): Promise<number[]> {
  const uploads: Promise<Uploaded>[] = [];
  const began = performance.now();
  for (const [i, bytes] of documents.entries()) {
    await sleep(Math.max(0, began + i * everyMs - performance.now()));
    uploads.push(upload(bytes));
  }
  const uploaded = await Promise.all(uploads);
  const decided = await untilDecided(uploaded.map(({ id }) => id));
  return uploaded.map(({ id, at }) => (decided.get(id) ?? 0) - at);
}

const roots = (): Roots => ({
  api: stack.server.process.pid, worker: stack.worker.process.pid, postgres: services.postgres?.child()?.pid, temporal: services.temporal?.child()?.pid, minio: services.minio?.child()?.pid, 'the sender': process.pid,
});

/** Milliseconds of processor time that each process spends on one of the documents. */
async function costOf(what: string, count: number, work: () => Promise<void>): Promise<Figure[]> {
  const before = cpuOf(roots());
  await work();
  const after = cpuOf(roots());
  // The sender's children are the services and the product's own processes, which are counted by themselves.
  const others = (times: Record<string, number>) => Object.entries(times).filter(([name]) => name !== 'the sender').reduce((sum, [, ms]) => sum + ms, 0);
  const spent = (name: string) => (after[name] ?? 0) - (before[name] ?? 0) - (name === 'the sender' ? others(after) - others(before) : 0);
  return Object.keys(after).map((name) => ({ figure: `${what}: processor time of ${name} for a document`, value: spent(name) / count, unit: 'ms' }));
}

const percentiles = (what: string, numbers: number[]): Figure[] =>
  [['p50', 0.5], ['p95', 0.95]].map(([name, share]) => ({ figure: `upload to decision, ${what}, ${name}`, value: quantile(numbers, share as number), unit: 'ms' }));

const figures: Figure[] = [];
try {
  const real = await realDocuments(Number(values.real));
  if (real.length === 0) note('there are no shared documents: no real ones are measured');
  // Models load and code is compiled before anything is measured.
  await pipelineRate([...await make('digital', 6), ...await make('scan', 2)]);
  const kinds = [
    { what: 'digital PDF', documents: async () => real },
    { what: 'small digital PDF', documents: () => make('digital', Number(values.digital)) },
    { what: 'scan (OCR)', documents: () => make('scan', Number(values.scans)) },
  ];
  for (const { what, documents: made } of kinds) {
    const rates = { pipeline: [] as number[], bare: [] as number[] };
    let costs: Figure[] = [];
    for (let round = 0; round < rounds; round++) {
      const documents = await made();
      if (documents.length === 0) break;
      rates.bare.push(await libraryRate(documents));
      let ids: string[] = [];
      costs = await costOf(what, documents.length, async () => {
        const piped = await pipelineRate(documents);
        ids = piped.ids;
        rates.pipeline.push(piped.rate);
      });
      rates.bare.push(await libraryRate(documents));
      await erase(ids);
      note(`${what}, round ${round + 1}: ${rates.pipeline.at(-1)?.toFixed(1)} documents a second by the pipeline, ${rates.bare.slice(-2).map((rate) => rate.toFixed(1)).join(' and ')} by the library before and after`);
    }
    if (rates.pipeline.length === 0) continue;
    const value = mean(rates.pipeline);
    figures.push({ figure: `${what}: documents a second, beside the library call`, value, unit: '1/s', baseline: mean(rates.bare) }, ...costs);
    if (what !== 'small digital PDF') continue;
    figures.push(...percentiles('idle', await latencies(await make('digital', Number(values.idle)), 1000)));
    figures.push(...percentiles('at 70 % load', await latencies(await make('digital', Math.ceil(value * 0.7 * 15)), 1000 / (value * 0.7))));
  }
  const { 'the sender': _sender, ...measured } = roots();
  figures.push(...memoryOf(measured));
} finally {
  await db.close();
  await stack.stop();
  await services.stop();
  await rm(folder, { recursive: true, force: true });
}
printFigures('pipeline', figures, values.json);
process.exit(0);
