// `npm run --silent read -- [--jsonl] PATH…`: reads files without any service, with the pipeline's own steps.
import os from 'node:os';
import { parseArgs } from 'node:util';
import { config } from '../../config.ts';
import { createCarrierReader } from '../carrier/carrier-reader.ts';
import { inOrder, listFiles, readFileAsInvoice, type FileResult } from './read-files.ts';

const usage = 'usage: npm run --silent read -- [--jsonl] PATH…   (a file or a folder)';

function row(result: FileResult): string {
  const value = (name: keyof NonNullable<FileResult['fields']>): string => result.fields?.[name]?.value ?? '-';
  const what = result.outcome === 'extracted' ? (result.isInvoice ? result.decision : 'not an invoice') : `${result.outcome}: ${result.code}`;
  const money = result.isInvoice ? `${value('totalAmount')} ${value('currency')}` : '';
  return [result.file.slice(0, 32).padEnd(32), (what ?? '').padEnd(24), (result.confidence?.toFixed(3) ?? '').padStart(6), value('issueDate').padEnd(10), value('invoiceNumber').slice(0, 20).padEnd(20),
    value('issuerTaxId').slice(0, 16).padEnd(16), money.padStart(18), `${Math.round(result.durationMs)} ms`.padStart(9)].join('  ');
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { jsonl: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } });
  if (values.help || positionals.length === 0) {
    console.error(usage);
    return values.help ? 0 : 2;
  }
  const files = await listFiles(positionals);
  const { timeoutMs, memoryBytes, maxPages, modelsDir } = config.reading();
  const slots = os.availableParallelism();
  const reader = createCarrierReader({ slots, timeoutMs, memoryBytes, maxPages, modelsDir });
  const options = { today: new Date().toISOString().slice(0, 10), thresholds: config.thresholds() };
  try {
    if (!values.jsonl) console.log(['file'.padEnd(32), 'outcome'.padEnd(24), 'conf.', ' issued    ', 'number'.padEnd(20), 'issuer tax id'.padEnd(16), 'total'.padStart(18), 'time'.padStart(9)].join('  '));
    await inOrder(files, slots, (file) => readFileAsInvoice(reader, file, options), (result) => console.log(values.jsonl ? JSON.stringify(result) : row(result)));
  } finally {
    await reader.close();
  }
  return 0;
}

main().then((code) => {
  process.exitCode = code;
}, (error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
