// Accuracy and calibration on the shared documents: node tests/bench/accuracy.ts [--json] [--fit] [--write] [--carriers DIR]
// The calibration error is cross-validated: each document's confidences come from a model fitted without its issuer.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { coefficients, type Coefficients } from '../../domain/reading/confidence/coefficients.ts';
import { documentConfidence, fieldConfidence } from '../../domain/reading/confidence/score-draft.ts';
import { defaultThresholds } from '../../domain/decide.ts';
import { accuracyTable } from './accuracy-table.ts';
import { binsOf, brierScore, calibrationError, calibrationSvg, type Outcome } from './calibration.ts';
import { samplesOf, type DocumentSample } from './confidence-samples.ts';
import { listDocuments, openDocuments } from './documents.ts';
import { fitCoefficients, foldsOf } from './fit.ts';
import { coefficientsSource } from './write-coefficients.ts';

const foldCount = 10;
const root = path.join(import.meta.dirname, '../..');

interface Judged { fields: (Outcome & { isStructured: boolean })[]; documents: (Outcome & { file: string; blocked: boolean })[] }

/** Confidences of samples under a model, with what came true. */
function judge(samples: DocumentSample[], model: Coefficients): Judged {
  const fields = samples.flatMap((sample) => sample.fields.map((field) => {
    const draft = sample.draft.fields[field.name];
    return { p: draft ? fieldConfidence(field.name, draft, model) : 0, y: field.y, isStructured: field.isStructured };
  }));
  const documents = samples.map((sample) => ({ file: sample.file, p: documentConfidence(sample.draft, model), y: sample.keyRight ? 1 : 0, blocked: sample.draft.reasons.some((reason) => reason.blocking) }));
  return { fields, documents };
}

/** Each fold judged by a model that never saw its issuers. */
function crossValidate(samples: DocumentSample[], training: DocumentSample[]): Judged {
  const judged: Judged = { fields: [], documents: [] };
  for (const groups of foldsOf(samples, foldCount)) {
    const held = samples.filter((sample) => groups.includes(sample.group));
    const model = fitCoefficients(training.filter((sample) => !groups.includes(sample.group)), coefficients);
    const { fields, documents } = judge(held, model);
    judged.fields.push(...fields);
    judged.documents.push(...documents);
  }
  return judged;
}

const { values } = parseArgs({ options: { json: { type: 'boolean' }, fit: { type: 'boolean' }, write: { type: 'boolean' }, carriers: { type: 'string' }, details: { type: 'boolean' } } });
const today = new Date().toISOString().slice(0, 10);
const opened = await openDocuments(await listDocuments(), values.carriers);
const samples = samplesOf(opened, today, { kind: 'whole' });
// Documents with words lost teach what the reader is worth where it has to fall back on something else.
const training = [...samples, ...samplesOf(opened, today, { kind: 'words' }), ...[1, 2, 3, 4].flatMap((seed) => samplesOf(opened, today, { kind: 'damaged', seed }))];
const judged = crossValidate(samples, training);
const fromWords = judged.fields.filter((field) => !field.isStructured);
const approved = judged.documents.filter((document) => document.p >= defaultThresholds.approval && !document.blocked);
const figures: [string, number, string][] = [
  ['invoices', samples.length, 'documents'], ['field values', judged.fields.length, 'values'],
  ['calibration error, all fields, cross-validated by issuer', calibrationError(judged.fields), ''], ['calibration error, fields read from words, cross-validated', calibrationError(fromWords), ''],
  ['calibration error, documents, cross-validated', calibrationError(judged.documents), ''], ['Brier score, fields read from words', brierScore(fromWords), ''],
  ['approved at the default threshold, cross-validated', approved.length, 'documents'], ['approved with a wrong key field, cross-validated', approved.filter((document) => document.y === 0).length, 'documents'],
];
if (values.details) for (const document of judged.documents.filter((one) => one.y === 0 || one.p < defaultThresholds.approval || one.blocked)) console.log(document.file, document.p.toFixed(3), document.y ? 'right' : 'WRONG', document.blocked ? 'blocked' : '');
if (values.json) for (const [figure, value, unit] of figures) console.log(JSON.stringify({ bench: 'accuracy', figure, value, unit }));
else {
  console.log(accuracyTable(samples));
  for (const [figure, value, unit] of figures) console.log(`${figure}: ${Number.isInteger(value) ? value : value.toFixed(4)} ${unit}`.trim());
  console.log('\nbin   fields  stated  right | documents  stated  right');
  const documentBins = binsOf(judged.documents);
  binsOf(fromWords).forEach((bin, i) => console.log(`${bin.from.toFixed(1)} ${String(bin.n).padStart(8)}  ${bin.p.toFixed(3)}  ${bin.y.toFixed(3)} | ${String(documentBins[i]?.n).padStart(9)}  ${documentBins[i]?.p.toFixed(3)}  ${documentBins[i]?.y.toFixed(3)}`));
}
if (values.fit) await writeFile(path.join(root, 'domain/reading/confidence/coefficients.ts'), coefficientsSource({ ...fitCoefficients(training, coefficients), version: String(Number(coefficients.version) + 1) }));
if (values.write) {
  await mkdir(path.join(root, 'docs'), { recursive: true });
  await writeFile(path.join(root, 'docs/calibration.svg'), calibrationSvg([{ name: `all fields (${judged.fields.length} values)`, colour: '#2563eb', bins: binsOf(judged.fields) }, { name: `read from words (${fromWords.length} values)`, colour: '#d97706', bins: binsOf(fromWords) }]));
  await writeFile(path.join(root, 'docs/accuracy.md'), `${accuracyTable(samples)}\n`);
}
