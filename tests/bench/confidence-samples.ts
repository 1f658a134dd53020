import { keyFields, type FieldName } from '../../contract/extraction.ts';
import type { Carrier } from '../../domain/ports.ts';
import { featureNames, featuresOf } from '../../domain/reading/confidence/features.ts';
import type { Draft } from '../../domain/reading/draft.ts';
import { readDrafts } from '../../domain/reading/read-drafts.ts';
import { damaged } from './damage.ts';
import type { OpenedDocument } from './documents.ts';
import { isRight, statedFields, type Truth } from './truth.ts';

/** A value that was read, with its evidence and whether it was right. */
export interface FieldSample {
  file: string;
  group: string;
  name: FieldName;
  x: number[];
  y: number;
  draft: Draft;
  isStructured: boolean;
}

export interface DocumentSample {
  file: string;
  group: string;
  kind: string;
  country: string;
  draft: Draft;
  truth: Truth;
  fields: FieldSample[];
  /** Every stated key field is right. */
  keyRight: boolean;
  /** How much it counts when the model is fitted. */
  weight: number;
}

/** Documents of one issuer, by tax id or by name, stand on one side of every split. */
export function issuerGroups(documents: OpenedDocument[]): Map<string, string> {
  const parent = new Map<string, string>();
  const find = (key: string): string => {
    const up = parent.get(key) ?? key;
    return up === key ? key : find(up);
  };
  const join = (a: string, b: string): void => { parent.set(find(a), find(b)); };
  for (const { file, truth } of documents) {
    const marks = [truth?.issuerTaxId, truth?.issuerName].flat().filter((mark) => mark !== undefined && mark !== null).map((mark) => `issuer ${String(mark).toLowerCase()}`);
    for (const mark of marks) join(file, mark);
  }
  return new Map(documents.map(({ file }) => [file, find(file)]));
}

function sampleOf(document: OpenedDocument, carrier: Carrier, group: string, today: string): DocumentSample | null {
  const [first] = readDrafts(carrier, { today });
  const truth = document.truth ?? {};
  if (!first) return null;
  const { draft } = first;
  const stated = statedFields(truth);
  const fields = stated.flatMap((name): FieldSample[] => {
    const field = draft.fields[name];
    if (!field) return [];
    const features = featuresOf(name, field);
    return [{ file: document.file, group, name, x: featureNames.map((feature) => features[feature]), y: isRight(name, field.value, truth[name]) ? 1 : 0, draft, isStructured: field.evidence['structured'] !== undefined }];
  });
  const keyRight = stated.filter((name) => (keyFields as readonly FieldName[]).includes(name)).every((name) => fields.some((field) => field.name === name && field.y === 1));
  return { file: document.file, group, kind: document.kind, country: document.country ?? '', draft, truth, fields, keyRight, weight: 1 };
}

/** How a document is shown to the reader: as it is, without its structures and codes, or without them and with words lost. */
export type Showing = { kind: 'whole' } | { kind: 'words' } | { kind: 'damaged'; seed: number };

function shown(carrier: Carrier, showing: Showing): Carrier {
  if (showing.kind === 'whole') return carrier;
  const words = { ...carrier, structures: [], codes: [] };
  return showing.kind === 'words' ? words : damaged(words, showing.seed, { lost: 0.06, confused: 0.02 });
}

/** Reads every invoice. */
export function samplesOf(documents: OpenedDocument[], today: string, showing: Showing): DocumentSample[] {
  const groups = issuerGroups(documents);
  return documents.flatMap((document) => {
    if (document.expect !== 'invoice' || !document.carrier || (showing.kind !== 'whole' && document.carrier.kind === 'xml')) return [];
    const sample = sampleOf(document, shown(document.carrier, showing), groups.get(document.file) ?? document.file, today);
    return sample ? [{ ...sample, weight: showing.kind === 'damaged' ? 0.12 : 1 }] : [];
  });
}
