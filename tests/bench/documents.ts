import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createCarrierReader } from '../../adapters/carrier/carrier-reader.ts';
import { inOrder } from '../../adapters/cli/read-files.ts';
import type { Carrier } from '../../domain/ports.ts';
import { AppError } from '../../contract/errors.ts';
import { sharedDocumentsDir } from '../harness/shared-documents.ts';
import type { Truth } from './truth.ts';

export interface BenchDocument {
  file: string;
  expect: 'invoice' | 'other' | 'hostile';
  kind: string;
  country?: string;
  truth?: Truth;
}

/** A document with what its bytes showed; null where the file was refused. */
export interface OpenedDocument extends BenchDocument {
  carrier: Carrier | null;
}

export async function listDocuments(): Promise<BenchDocument[]> {
  const manifest = path.join(sharedDocumentsDir, 'manifest.json');
  if (!existsSync(manifest)) throw new Error(`There are no shared documents at ${sharedDocumentsDir}; SHARED_DOCUMENTS names another place.`);
  return (JSON.parse(await readFile(manifest, 'utf8')) as { documents: BenchDocument[] }).documents;
}

/** Opens documents with every core. `cacheDir` keeps what was seen, since OCR takes most of the time; it stays outside the project. */
export async function openDocuments(documents: BenchDocument[], cacheDir?: string): Promise<OpenedDocument[]> {
  if (cacheDir) await mkdir(cacheDir, { recursive: true });
  const reader = createCarrierReader();
  const opened: OpenedDocument[] = [];
  const open = async (document: BenchDocument): Promise<OpenedDocument> => {
    const cached = cacheDir ? path.join(cacheDir, `${document.file}.json`) : null;
    if (cached && existsSync(cached)) {
      const stored = JSON.parse(await readFile(cached, 'utf8')) as Carrier | { error: unknown };
      return { ...document, carrier: 'error' in stored ? null : stored };
    }
    const carrier = await reader.open(await readFile(path.join(sharedDocumentsDir, document.file)), {}).catch((error: unknown) => {
      if (error instanceof AppError) return null;
      throw error;
    });
    if (cached) await writeFile(cached, JSON.stringify(carrier ?? { error: true }));
    return { ...document, carrier };
  };
  try {
    await inOrder(documents, os.availableParallelism(), open, (document) => opened.push(document));
  } finally {
    await reader.close();
  }
  return opened;
}
