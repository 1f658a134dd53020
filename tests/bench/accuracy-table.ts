import { keyFields, type FieldName } from '../../contract/extraction.ts';
import { defaultThresholds, decide } from '../../domain/decide.ts';
import { scoreDraft } from '../../domain/reading/confidence/score-draft.ts';
import type { DocumentSample } from './confidence-samples.ts';
import { statedFields } from './truth.ts';

function kindOf({ kind, country }: DocumentSample): string {
  if (/XML$|^XML|CFDI|DTE|Facturae/.test(kind) && !kind.includes('PDF')) return 'E-invoice XML';
  if (kind.startsWith('Factur-X')) return 'Factur-X and ZUGFeRD PDF';
  if (kind === 'digital PDF') return country === 'AR' ? 'Digital PDF, Argentina' : 'Digital PDF, other countries';
  return 'Photos and scans';
}

const percent = (part: number, whole: number): string => (whole > 0 ? `${((100 * part) / whole).toFixed(1)} %` : '-');

/** Markdown: by kind of document, fields right of those stated, documents with every key field right, approved and of them wrong. */
export function accuracyTable(samples: DocumentSample[]): string {
  const kinds = new Map<string, DocumentSample[]>();
  for (const sample of samples) kinds.set(kindOf(sample), [...(kinds.get(kindOf(sample)) ?? []), sample]);
  const row = (name: string, own: DocumentSample[]): string => {
    const stated = own.reduce((sum, sample) => sum + statedFields(sample.truth).length, 0);
    const right = own.reduce((sum, sample) => sum + sample.fields.filter((field) => field.y === 1).length, 0);
    const all = own.filter((sample) => statedFields(sample.truth).every((name_: FieldName) => sample.fields.some((field) => field.name === name_ && field.y === 1))).length;
    const approved = own.filter((sample) => decide(scoreDraft(sample.draft), defaultThresholds).decision === 'approved');
    return `| ${name} | ${own.length} | ${percent(right, stated)} | ${percent(own.filter((sample) => sample.keyRight).length, own.length)} | ${percent(all, own.length)} | ${percent(approved.length, own.length)} | ${approved.filter((sample) => !sample.keyRight).length} |`;
  };
  return [
    `| Documents | n | fields right | all ${keyFields.length} key fields right | every field right | approved | of them wrong |`, '|---|--:|--:|--:|--:|--:|--:|',
    ...[...kinds].sort(([a], [b]) => a.localeCompare(b)).map(([name, own]) => row(name, own)), row('All', samples),
  ].join('\n');
}
