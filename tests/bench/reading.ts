// Speed of reading: node tests/bench/reading.ts [--json]. Each figure stands beside the bare library on the same files in the same run.
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createCarrierReader } from '../../adapters/carrier/carrier-reader.ts';
import { inOrder } from '../../adapters/cli/read-files.ts';
import { config } from '../../config.ts';
import type { CarrierReader } from '../../domain/ports.ts';
import { readCarrier } from '../../domain/reading/read-carrier.ts';
import { sharedDocumentsDir } from '../harness/shared-documents.ts';
import { bareOcr, barePdf, bareXml } from './bare.ts';
import { listDocuments } from './documents.ts';

interface Sample { name: string; bytes: Buffer }
interface Figure { figure: string; value: number; unit: string; baseline?: number }

const { values } = parseArgs({ options: { json: { type: 'boolean' }, files: { type: 'string', default: '20' } } });
const most = Number(values.files);
const today = new Date().toISOString().slice(0, 10);
const { modelsDir } = config.reading();

const median = (numbers: number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

async function samplesOf(isWanted: (kind: string, file: string) => boolean): Promise<Sample[]> {
  const wanted = (await listDocuments()).filter(({ expect, kind, file }) => expect === 'invoice' && isWanted(kind, file)).slice(0, most);
  return Promise.all(wanted.map(async ({ file }) => ({ name: file, bytes: await readFile(path.join(sharedDocumentsDir, file)) })));
}

interface Round { perFile: number[]; perPage: number[] }

async function round(samples: Sample[], work: (sample: Sample) => Promise<number>): Promise<Round> {
  const perFile: number[] = [];
  const perPage: number[] = [];
  for (const sample of samples) {
    const startedAt = performance.now();
    const pages = await work(sample);
    const elapsed = performance.now() - startedAt;
    perFile.push(elapsed);
    perPage.push(elapsed / Math.max(1, pages));
  }
  return { perFile, perPage };
}

/**
 * Milliseconds that each sample takes: the first time, after two that load models, while much of the code is compiled as it goes; and once all were seen, as
 * in all but the first of the 250 files for which a reader lives. Nothing of a file is kept for the next.
 */
async function timed(samples: Sample[], work: (sample: Sample) => Promise<number>): Promise<{ fresh: Round; warm: Round }> {
  for (const sample of samples.slice(0, 2)) await work(sample);
  return { fresh: await round(samples, work), warm: await round(samples, work) };
}

/** The whole of reading: a child process opens the file, then the domain reads it. Gives the number of pages. */
async function readOne(reader: CarrierReader, { bytes }: Sample): Promise<number> {
  const carrier = await reader.open(bytes, {});
  readCarrier(carrier, { today });
  return carrier.pageCount;
}

async function throughput(samples: Sample[]): Promise<number> {
  const slots = os.availableParallelism();
  const reader = createCarrierReader({ slots, modelsDir });
  try {
    await Promise.all(samples.slice(0, slots).map((sample) => readOne(reader, sample)));
    const startedAt = performance.now();
    await inOrder(samples, slots, (sample) => readOne(reader, sample), () => undefined);
    return (samples.length * 1000) / (performance.now() - startedAt);
  } finally {
    await reader.close();
  }
}

async function figuresOf(kind: string, samples: Sample[], bare: (sample: Sample) => Promise<number>): Promise<Figure[]> {
  if (samples.length === 0) return [];
  const reader = createCarrierReader({ slots: 1, modelsDir });
  const whole = await timed(samples, (sample) => readOne(reader, sample)).finally(() => reader.close());
  const baseline = await timed(samples, bare);
  return [
    { figure: `${kind}: documents per second, all cores`, value: await throughput(samples), unit: '1/s' },
    { figure: `${kind}: time per document, median`, value: median(whole.warm.perFile), unit: 'ms', baseline: median(baseline.warm.perFile) },
    { figure: `${kind}: the same, just started`, value: median(whole.fresh.perFile), unit: 'ms', baseline: median(baseline.fresh.perFile) },
    { figure: `${kind}: time per page, median`, value: median(whole.warm.perPage), unit: 'ms', baseline: median(baseline.warm.perPage) },
  ];
}

async function domainShare(samples: Sample[]): Promise<Figure[]> {
  const reader = createCarrierReader({ slots: 1, modelsDir });
  try {
    const carriers = await Promise.all(samples.map((sample) => reader.open(sample.bytes, {})));
    const times = carriers.map((carrier) => {
      for (let i = 0; i < 3; i++) readCarrier(carrier, { today });
      const startedAt = performance.now();
      readCarrier(carrier, { today });
      return performance.now() - startedAt;
    });
    return [{ figure: 'digital PDF: from words to fields, median', value: median(times), unit: 'ms' }];
  } finally {
    await reader.close();
  }
}

const digital = await samplesOf((kind) => kind === 'digital PDF');
const images = (await samplesOf((kind, file) => kind.startsWith('photo') && /\.(jpe?g|png)$/.test(file))).slice(0, Math.ceil(most / 2));
const structured = await samplesOf((_, file) => file.endsWith('.xml'));
const figures = [
  ...await figuresOf('digital PDF', digital, ({ bytes }) => barePdf(bytes)), ...await domainShare(digital),
  ...await figuresOf('photo or scan (OCR)', images, async ({ name, bytes }) => { await bareOcr(bytes, name.endsWith('.png') ? 'image/png' : 'image/jpeg', modelsDir); return 1; }),
  ...await figuresOf('e-invoice XML', structured, async ({ bytes }) => { bareXml(bytes); return 1; }),
];
for (const { figure, value, unit, baseline } of figures) {
  const ratio = baseline === undefined ? undefined : value / baseline;
  if (values.json) console.log(JSON.stringify({ bench: 'reading', figure, value, unit, ...(baseline === undefined ? {} : { baseline, ratio }) }));
  else console.log(`${figure.padEnd(52)} ${value.toFixed(1).padStart(9)} ${unit}${baseline === undefined ? '' : `   bare library ${baseline.toFixed(1)} ${unit}, ratio ${ratio?.toFixed(2)}`}`);
}
process.exit(0);
