import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError, isFileFault } from '../../contract/errors.ts';
import type { Extraction } from '../../contract/extraction.ts';
import { decide, type Thresholds } from '../../domain/decide.ts';
import type { CarrierReader } from '../../domain/ports.ts';
import { readCarrier } from '../../domain/reading/read-carrier.ts';
import type { Reading } from '../../domain/reading/reading.ts';

/** A file to read: where it is, and how the answer names it. */
export interface FileToRead {
  path: string;
  name: string;
}

/** One line of `read --jsonl`: a refusal, a fault, or what was read. */
export interface FileResult {
  file: string;
  outcome: 'extracted' | 'rejected' | 'failed';
  code?: string;
  message?: string;
  decision?: 'approved' | 'review';
  confidence?: number;
  isInvoice?: boolean;
  fields?: Extraction['fields'];
  lineItems?: Extraction['lineItems'];
  taxes?: Extraction['taxes'];
  reasons?: Extraction['reasons'];
  reader?: string;
  /** Where the file holds several invoices: all of them with their pages; the fields above are the first one's. */
  invoices?: (Extraction & { decision: 'approved' | 'review'; pages: Reading['pages'] })[];
  durationMs: number;
}

/** Files of the given paths: a folder gives all files in it, named by their place in it; a file is named by itself, also one that is not there: reading it says so. Sorted by name. */
export async function listFiles(paths: string[]): Promise<FileToRead[]> {
  const lists = await Promise.all(paths.map(async (given) => {
    if (!(await stat(given).catch(() => null))?.isDirectory()) return [{ path: given, name: path.basename(given) }];
    const entries = await readdir(given, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => {
      const full = path.join(entry.parentPath, entry.name);
      return { path: full, name: path.relative(given, full).split(path.sep).join('/') };
    }).sort((a, b) => a.name.localeCompare(b.name));
  }));
  return lists.flat();
}

function resultOf(file: string, readings: Reading[], thresholds: Thresholds, durationMs: number): FileResult {
  const all = readings.map(({ extraction, pages }) => ({ ...extraction, decision: decide(extraction, thresholds).decision, pages }));
  const [first] = all;
  if (!first) return { file, outcome: 'rejected', code: 'pdf_without_pages', durationMs };
  const decision = all.every((one) => one.decision === 'approved') ? 'approved' as const : 'review' as const;
  const { confidence, isInvoice, fields, lineItems, taxes, reasons, reader } = first;
  return { file, outcome: 'extracted', decision, confidence, isInvoice, fields, lineItems, taxes, reasons, reader, ...(all.length > 1 ? { invoices: all } : {}), durationMs };
}

/** Reads one file with the pipeline's own steps. Never throws: a refusal and a fault are results. */
export async function readFileAsInvoice(reader: CarrierReader, file: FileToRead, options: { today: string; thresholds: Thresholds }): Promise<FileResult> {
  const startedAt = performance.now();
  const elapsed = (): number => Math.round((performance.now() - startedAt) * 10) / 10;
  try {
    const carrier = await reader.open(await readFile(file.path), {});
    return resultOf(file.name, readCarrier(carrier, { today: options.today }), options.thresholds, elapsed());
  } catch (error) {
    if (error instanceof AppError && isFileFault(error.code)) return { file: file.name, outcome: 'rejected', code: error.code, message: error.message, durationMs: elapsed() };
    const message = error instanceof Error ? error.message : String(error);
    return { file: file.name, outcome: 'failed', code: error instanceof AppError ? error.code : 'internal', message, durationMs: elapsed() };
  }
}

/** Runs `work` over all items, `width` at a time, and hands each result on in the order of the items. */
export async function inOrder<T, R>(items: T[], width: number, work: (item: T) => Promise<R>, deliver: (result: R) => void): Promise<void> {
  const results = new Map<number, R>();
  let next = 0;
  let delivered = 0;
  const lane = async (): Promise<void> => {
    for (let i = next++; i < items.length; i = next++) {
      results.set(i, await work(items[i] as T));
      for (let result = results.get(delivered); result !== undefined; result = results.get(delivered)) {
        results.delete(delivered++);
        deliver(result);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(width, items.length)) }, lane));
}
