import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createCarrierReader } from '../../adapters/carrier/carrier-reader.ts';
import { AppError } from '../../contract/errors.ts';
import { readStructure } from '../../domain/formats/read-structure.ts';
import type { InvoiceReading } from '../../domain/formats/reading.ts';
import type { Carrier } from '../../domain/ports.ts';
import { sharedDocuments, sharedDocumentsDir, sharedScorer, type SharedDocument } from '../harness/shared-documents.ts';

const documents = sharedDocuments()?.filter(({ file, kind, expect: expected }) => file.endsWith('.xml') || (kind.startsWith('Factur-X') && expected === 'invoice'));

interface Score {
  fieldAccuracy: number;
  documents: { invoices: number; keyRight: number };
  others: { n: number; failed: number; notAnswered: number };
  hostile: { n: number; rejected: number };
}

/** The first invoice of the first structure that holds one, or the code of the refusal. */
function firstInvoice({ structures }: Carrier): InvoiceReading | string {
  let code = 'xml_not_invoice';
  for (const { xml } of structures) {
    try {
      const structure = readStructure(xml);
      if (structure.kind === 'invoices' && structure.invoices[0] !== undefined) return structure.invoices[0];
      if (structure.kind === 'not-invoice') code = structure.document;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      code = error.code;
    }
  }
  return code;
}

describe.skipIf(documents === undefined)('XML and Factur-X of the shared documents', () => {
  const reader = createCarrierReader({ slots: 1 });
  const folder = mkdtempSync(path.join(os.tmpdir(), 'structures-'));
  const times: number[] = [];

  afterAll(async () => {
    await reader.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function predict({ file }: SharedDocument): Promise<object> {
    try {
      const carrier = await reader.open(readFileSync(path.join(sharedDocumentsDir, file)), {});
      const start = performance.now();
      const found = firstInvoice(carrier);
      times.push(performance.now() - start);
      if (typeof found === 'string') return { file, outcome: 'rejected', code: found };
      return { file, outcome: 'extracted', fields: Object.fromEntries(Object.entries(found.fields).map(([name, { value }]) => [name, { value }])) };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { file, outcome: 'rejected', code: error.code };
    }
  }

  it('reads at least 99 in 100 stated fields right, every key field, and no hostile file', { timeout: 300_000 }, async () => {
    const predictions: object[] = [];
    for (const document of documents ?? []) predictions.push(await predict(document));
    writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify({ documents }));
    writeFileSync(path.join(folder, 'predictions.jsonl'), predictions.map((prediction) => JSON.stringify(prediction)).join('\n'));
    const output = execFileSync(process.execPath, [sharedScorer, folder, path.join(folder, 'predictions.jsonl'), '--json'], { encoding: 'utf8', maxBuffer: 16_000_000 });
    const score = JSON.parse(output) as Score;
    expect(score.fieldAccuracy).toBeGreaterThanOrEqual(0.99);
    expect(score.documents.keyRight).toBe(score.documents.invoices);
    expect([score.others.failed, score.others.notAnswered, score.hostile.rejected]).toEqual([0, 0, score.hostile.n]);
    times.sort((a, b) => a - b);
    expect(times[Math.floor(times.length / 2)]).toBeLessThan(20);
  });
});
