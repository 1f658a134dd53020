// Reads invented documents in many layouts: node tests/bench/invented.ts [COUNT] [--json] [--details] [--only LOCALE|vouchers|bills|papers|foreign|tills].
// A check against overfitting to the shared documents.
import { parseArgs } from 'node:util';
import { keyFields, type Extraction, type FieldName } from '../../contract/extraction.ts';
import type { Page } from '../../contract/page.ts';
import { decide } from '../../domain/decide.ts';
import { readCarrier } from '../../domain/reading/read-carrier.ts';
import { billLocales, syntheticBill } from '../fixtures/synthetic/bill.ts';
import { foreignLocales, syntheticForeignPaper } from '../fixtures/synthetic/foreign-paper.ts';
import { locales } from '../fixtures/synthetic/locales.ts';
import { otherWordings } from '../fixtures/synthetic/other-wordings.ts';
import { syntheticInvoice } from '../fixtures/synthetic/invoice.ts';
import { syntheticPaper } from '../fixtures/synthetic/paper.ts';
import { syntheticTill, tillKinds } from '../fixtures/synthetic/till.ts';
import { syntheticVoucher } from '../fixtures/synthetic/voucher.ts';
import { isRight, type Truth } from './truth.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { details: { type: 'boolean' }, json: { type: 'boolean' }, only: { type: 'string' }, ocr: { type: 'boolean' } } });
const count = Number(positionals[0] ?? 100);

const read = (pages: Page[]): Extraction | undefined =>
  readCarrier({ kind: 'pdf', mediaType: 'application/pdf', pageCount: pages.length, pages, codes: [], structures: [], faults: [], info: {} }, { today: '2026-06-01' })[0]?.extraction;

const isApproved = (extraction: Extraction | undefined): boolean => extraction !== undefined && decide(extraction).decision === 'approved';

interface Others { all: number; approved: number }

/** The documents of a locale that are no invoices. */
function othersOf(name: string): Others | null {
  const all = (otherWordings[name] ?? []).flatMap((wording) => [1, 2, 3, 4].map((seed) => ({ wording, extraction: read([syntheticInvoice(seed * 104_729, name, seed === 4, wording).page]) })));
  const taken = all.filter(({ extraction }) => isApproved(extraction));
  if (values.details) for (const { wording } of taken) console.log(name, 'APPROVED although it is', wording.title);
  return all.length > 0 ? { all: all.length, approved: taken.length } : null;
}

interface Invented { page?: Page; pages?: Page[]; truth: Truth; marks?: string[]; isOther?: boolean }

function bench(name: string, invent: (seed: number) => Invented): void {
  const no: Others = { all: 0, approved: 0 };
  let key = 0; let fields = 0; let right = 0; let approved = 0; let approvedWrong = 0;
  for (let seed = 1; seed <= count; seed++) {
    const { page, pages = page ? [page] : [], truth, marks = [], isOther } = invent(seed);
    const extraction = read(pages);
    if (!extraction) continue;
    if (isOther) {
      no.all++;
      if (isApproved(extraction)) no.approved++;
      continue;
    }
    const names = Object.keys(truth) as FieldName[];
    const wrong = names.filter((field) => !isRight(field, extraction.fields[field]?.value ?? '', truth[field]));
    fields += names.length;
    right += names.length - wrong.length;
    const isKeyRight = extraction.isInvoice && !wrong.some((field) => (keyFields as readonly FieldName[]).includes(field));
    if (isKeyRight) key++;
    if (isApproved(extraction)) { approved++; if (!isKeyRight) approvedWrong++; }
    if (values.details && wrong.length > 0) console.log(name, seed, extraction.isInvoice ? '' : 'NOT INVOICE', extraction.confidence, marks.join(','), wrong.map((field) => `${field}: got ${extraction.fields[field]?.value} truth ${truth[field]}`).join('; '));
  }
  const others = othersOf(name) ?? (no.all > 0 ? no : null);
  const invoices = count - no.all;
  const figures: [string, number, string][] = [
    ['fields right', (100 * right) / fields, '%'], ['all key fields right', (100 * key) / invoices, '%'], ['approved', (100 * approved) / invoices, '%'], ['approved with a wrong key field', approvedWrong, 'documents'],
    ...(others ? [['documents that are no invoices', others.all, 'documents'], ['of them approved', others.approved, 'documents']] satisfies [string, number, string][] : []),
  ];
  if (values.json) for (const [figure, value, unit] of figures) console.log(JSON.stringify({ bench: 'invented', figure: `${name}: ${figure}`, value: Math.round(value * 10) / 10, unit }));
  else console.log(`| ${name} | ${invoices} | ${figures.slice(0, 3).map(([, value]) => `${value.toFixed(1)} %`).join(' | ')} | ${approvedWrong} | ${others ? `${others.approved} of ${others.all}` : ''} |`);
}

if (!values.json) console.log('| Documents | n | fields right | all key fields right | approved | of them wrong | no invoices, approved |\n|---|--:|--:|--:|--:|--:|--:|');
const isOcr = (seed: number): boolean => values.ocr ?? seed % 4 === 0;
const kinds: Record<string, (seed: number) => Invented> = {
  ...Object.fromEntries(Object.keys(locales).map((name) => [name, (seed: number) => syntheticInvoice(seed * 7919, name, isOcr(seed))])),
  vouchers: (seed) => syntheticVoucher(seed * 15_485_863, isOcr(seed)),
  bills: (seed) => syntheticBill(seed * 15_485_863, billLocales[seed % billLocales.length] ?? '', isOcr(seed)),
  papers: (seed) => syntheticPaper(seed * 15_485_863, isOcr(seed)),
  foreign: (seed) => syntheticForeignPaper(seed * 15_485_863, foreignLocales[seed % foreignLocales.length] ?? '', isOcr(seed)),
  tills: (seed) => syntheticTill(seed * 15_485_863, tillKinds[seed % tillKinds.length] ?? '', !isOcr(seed)),
};
for (const [name, invent] of Object.entries(kinds)) if (!values.only || values.only === name) bench(name, invent);
