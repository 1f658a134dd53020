// What reading holds and how it bears what would break it: node tests/bench/endurance.ts [--json] [--documents 1000]
import { readdir } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createCarrierReader } from '../../adapters/carrier/carrier-reader.ts';
import { inOrder, readFileAsInvoice } from '../../adapters/cli/read-files.ts';
import { config } from '../../config.ts';
import { defaultThresholds } from '../../domain/decide.ts';
import { sharedDocumentsDir } from '../harness/shared-documents.ts';
import { listDocuments } from './documents.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean' }, documents: { type: 'string', default: '1000' } } });
const wanted = Number(values.documents);
const slots = 2;
const today = new Date().toISOString().slice(0, 10);
const mebibyte = 1024 ** 2;
const { modelsDir } = config.reading();

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes that the process holds once what nobody holds on to is gone. */
function heldBytes(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Children of this process and theirs, with what each has in memory. */
async function readers(): Promise<number[]> {
  const parents = new Map<number, { parent: number; resident: number }>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const [, parent = '0'] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      parents.set(Number(name), { parent: Number(parent), resident: Number(readFileSync(`/proc/${name}/statm`, 'utf8').split(' ')[1]) * 4096 });
    } catch {
      // It ended while the list was read.
    }
  }
  const isOurs = (id: number): boolean => {
    const parent = parents.get(id)?.parent ?? 0;
    return parent === process.pid || (parent > 1 && isOurs(parent));
  };
  return [...parents].filter(([id]) => isOurs(id)).map(([, { resident }]) => resident);
}

/** The most that all of it held together, and one reader alone, since it was last asked. */
function watch(): { take(): { together: number; alone: number }; stop(): void } {
  let peak = { together: 0, alone: 0 };
  const timer = setInterval(() => {
    void readers().then((children) => {
      const own = process.memoryUsage.rss();
      peak = { together: Math.max(peak.together, own + children.reduce((sum, one) => sum + one, 0)), alone: Math.max(peak.alone, ...children) };
    });
  }, 100);
  return { take: () => { const taken = peak; peak = { together: 0, alone: 0 }; return taken; }, stop: () => clearInterval(timer) };
}

function report(figure: string, value: number, unit: string): void {
  const rounded = Math.round(value * 100) / 100;
  console.log(values.json ? JSON.stringify({ bench: 'endurance', figure, value: rounded, unit }) : `${figure.padEnd(70)} ${String(rounded).padStart(10)} ${unit}`);
}

const documents = await listDocuments();
const light = documents.filter(({ expect, kind, file }) => expect === 'invoice' && (kind === 'digital PDF' || file.endsWith('.xml')));
const files = Array.from({ length: wanted }, (_, i) => light[i % light.length]).flatMap((document) => (document ? [{ path: path.join(sharedDocumentsDir, document.file), name: document.file }] : []));
const memory = watch();
const reader = createCarrierReader({ modelsDir, slots });
const options = { today, thresholds: defaultThresholds };

const held: { own: number; together: number }[] = [];
let done = 0;
await inOrder(files, slots, (file) => readFileAsInvoice(reader, file, options), () => {
  done++;
  if (done % Math.max(1, Math.floor(wanted / 10)) === 0) held.push({ own: heldBytes(), together: memory.take().together });
});
held.forEach(({ own, together }, i) => {
  report(`memory in tenth ${i + 1} of ${wanted} documents: held by the process that asks`, own / mebibyte, 'MiB');
  report(`memory in tenth ${i + 1} of ${wanted} documents: with its readers, at most`, together / mebibyte, 'MiB');
});

memory.take();
const hostile = documents.filter(({ expect }) => expect === 'hostile');
const outcomes = { rejected: 0, extracted: 0, failed: 0 };
let longest = 0;
let most = 0;
for (const { file } of hostile) {
  const { outcome, durationMs } = await readFileAsInvoice(reader, { path: path.join(sharedDocumentsDir, file), name: file }, options);
  outcomes[outcome]++;
  longest = Math.max(longest, durationMs);
  most = Math.max(most, memory.take().alone);
}
report('hostile files', hostile.length, 'files');
report('hostile files: refused with a code', outcomes.rejected, 'files');
report('hostile files: read', outcomes.extracted, 'files');
report('hostile files: failed', outcomes.failed, 'files');
report('hostile files: longest', longest / 1000, 's');
report('hostile files: most memory of a reader', most / mebibyte, 'MiB');
memory.stop();
await reader.close();
process.exit(0);
