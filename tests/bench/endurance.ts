// What reading holds and how it bears what would break it: node tests/bench/endurance.ts [--json] [--documents 1000]
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
import { watchMemory } from './reader-memory.ts';

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

function report(figure: string, value: number, unit: string): void {
  const rounded = Math.round(value * 100) / 100;
  console.log(values.json ? JSON.stringify({ bench: 'endurance', figure, value: rounded, unit }) : `${figure.padEnd(70)} ${String(rounded).padStart(10)} ${unit}`);
}

const documents = await listDocuments();
const light = documents.filter(({ expect, kind, file }) => expect === 'invoice' && (kind === 'digital PDF' || file.endsWith('.xml')));
const files = Array.from({ length: wanted }, (_, i) => light[i % light.length]).flatMap((document) => (document ? [{ path: path.join(sharedDocumentsDir, document.file), name: document.file }] : []));
const memory = watchMemory();
const reader = createCarrierReader({ modelsDir, slots });
const options = { today, thresholds: defaultThresholds };

const quarter = Math.ceil(wanted / 4);
const held: { own: number; together: number }[] = [];
let done = 0;
await inOrder(files, slots, (file) => readFileAsInvoice(reader, file, options), () => {
  done++;
  memory.fileRead();
  if (done % quarter === 0 || done === wanted) held.push({ own: heldBytes(), together: memory.take().together });
});
held.forEach(({ own, together }, i) => {
  const which = `memory in quarter ${i + 1} of ${wanted} documents`;
  report(`${which}: held by the process that asks`, own / mebibyte, 'MiB');
  report(`${which}: a reader, median`, memory.ofReaders(i * quarter, (i + 1) * quarter) / mebibyte, 'MiB');
  report(`${which}: with its readers, at most`, together / mebibyte, 'MiB');
});
for (let age = 0; age < 250; age += 50) {
  const resident = memory.atAge(age, age + 50, slots);
  if (resident !== null) report(`memory of a reader that has read ${age} to ${age + 50} files, median`, resident / mebibyte, 'MiB');
}
report('readers that there were', memory.readers(), 'processes');

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
