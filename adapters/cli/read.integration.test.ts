import { execFileSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { anInvoice, argentineInvoicePdf, truthOf } from '../../tests/fixtures/argentine-invoice.ts';
import { fixtureInvoice } from '../../tests/fixtures/e-invoices/fixture-invoice.ts';
import { ublXml } from '../../tests/fixtures/e-invoices/ubl-xml.ts';
import { encryptedPdf, letterPdf } from '../../tests/fixtures/pdf-files.ts';

const invoice = anInvoice();
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'read-'));
  mkdirSync(path.join(folder, 'sub'));
  const files = { 'a.pdf': await argentineInvoicePdf(invoice), 'b.txt': 'no invoice', 'empty.pdf': '', 'locked.pdf': await encryptedPdf(), 'sub/letter.pdf': await letterPdf(), 'sub/named-wrongly.jpg': ublXml(fixtureInvoice()) };
  for (const [name, bytes] of Object.entries(files)) writeFileSync(path.join(folder, name), bytes);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('`read --jsonl` gives a line a file, whatever becomes of the others', () => {
  const output = execFileSync(process.execPath, ['--no-warnings', path.join(import.meta.dirname, 'read.ts'), '--jsonl', folder, path.join(folder, 'not-there.pdf')], { encoding: 'utf8' });
  const results = output.trim().split('\n').map((line) => JSON.parse(line) as { file: string; outcome: string; code?: string; decision?: string; isInvoice?: boolean; fields?: Record<string, { value: string }> });
  expect(results.map(({ file, outcome, code, decision, isInvoice }) => [file, outcome, code ?? decision, isInvoice])).toEqual([
    ['a.pdf', 'extracted', 'approved', true], ['b.txt', 'rejected', 'file_type_unsupported', undefined], ['empty.pdf', 'rejected', 'file_empty', undefined], ['locked.pdf', 'rejected', 'pdf_encrypted', undefined],
    ['sub/letter.pdf', 'extracted', 'review', false], ['sub/named-wrongly.jpg', 'extracted', 'approved', true], ['not-there.pdf', 'failed', 'internal', undefined],
  ]);
  expect(results[0]?.fields?.['totalAmount']?.value).toBe(truthOf(invoice)['totalAmount']);
  expect(results[5]?.fields?.['invoiceNumber']?.value).toBe('F-0042');
}, 60_000);
