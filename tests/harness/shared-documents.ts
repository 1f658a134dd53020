import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface SharedDocument {
  file: string;
  expect: 'invoice' | 'other' | 'hostile';
  kind: string;
}

/** Real documents for measuring. They are other people's data and stay outside the project: beside it, or where `SHARED_DOCUMENTS` says. */
export const sharedDocumentsDir = path.resolve(process.env['SHARED_DOCUMENTS'] ?? path.join(import.meta.dirname, '../../../shared/documents'));

export const sharedScorer = path.resolve(sharedDocumentsDir, '../evaluation/score.mjs');

/** The documents of the manifest, or null, said loudly, where there are none: measuring needs them, and nothing stands in for them. */
export function sharedDocuments(): SharedDocument[] | null {
  const manifest = path.join(sharedDocumentsDir, 'manifest.json');
  if (existsSync(manifest) && existsSync(sharedScorer)) return (JSON.parse(readFileSync(manifest, 'utf8')) as { documents: SharedDocument[] }).documents;
  process.stderr.write(`\n!!! No shared documents at ${sharedDocumentsDir}: accuracy on real documents is NOT measured by this run. Set SHARED_DOCUMENTS to their folder.\n`);
  return null;
}
