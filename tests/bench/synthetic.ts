// Reads invented documents in many layouts: node tests/bench/synthetic.ts [COUNT] [--details] [--locale NAME|vouchers|bills|tills]. A check against overfitting to the shared documents.
import { parseArgs } from 'node:util';
import { keyFields, type Extraction, type FieldName } from '../../contract/extraction.ts';
import type { Page } from '../../contract/page.ts';
import { decide } from '../../domain/decide.ts';
import { readCarrier } from '../../domain/reading/read-carrier.ts';
import { billLocales, syntheticBill } from '../fixtures/synthetic/bill.ts';
import { locales } from '../fixtures/synthetic/locales.ts';
import { otherWordings } from '../fixtures/synthetic/other-wordings.ts';
import { syntheticInvoice } from '../fixtures/synthetic/invoice.ts';
import { syntheticTill, tillKinds } from '../fixtures/synthetic/till.ts';
import { syntheticVoucher } from '../fixtures/synthetic/voucher.ts';
import { isRight, type Truth } from './truth.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { details: { type: 'boolean' }, locale: { type: 'string' }, ocr: { type: 'boolean' } } });
const count = Number(positionals[0] ?? 100);

const read = (pages: Page[]): Extraction | undefined =>
  readCarrier({ kind: 'pdf', mediaType: 'application/pdf', pageCount: pages.length, pages, codes: [], structures: [], faults: [], info: {} }, { today: '2026-06-01' })[0]?.extraction;

const isApproved = (extraction: Extraction | undefined): boolean => extraction !== undefined && decide(extraction).decision === 'approved';

function othersOf(name: string): string {
  const all = (otherWordings[name] ?? []).flatMap((wording) => [1, 2, 3, 4].map((seed) => ({ wording, extraction: read([syntheticInvoice(seed * 104_729, name, seed === 4, wording).page]) })));
  const taken = all.filter(({ extraction }) => isApproved(extraction));
  if (values.details) for (const { wording } of taken) console.log(name, 'APPROVED although it is', wording.title);
  return all.length > 0 ? `; other documents approved ${taken.length} of ${all.length}` : '';
}

function bench(name: string, invent: (seed: number) => { page?: Page; pages?: Page[]; truth: Truth; marks?: string[] }): void {
  let key = 0; let fields = 0; let right = 0; let approved = 0; let approvedWrong = 0;
  for (let seed = 1; seed <= count; seed++) {
    const { page, pages = page ? [page] : [], truth, marks = [] } = invent(seed);
    const extraction = read(pages);
    if (!extraction) continue;
    const names = Object.keys(truth) as FieldName[];
    const wrong = names.filter((field) => !isRight(field, extraction.fields[field]?.value ?? '', truth[field]));
    fields += names.length;
    right += names.length - wrong.length;
    const isKeyRight = extraction.isInvoice && !wrong.some((field) => (keyFields as readonly FieldName[]).includes(field));
    if (isKeyRight) key++;
    if (isApproved(extraction)) { approved++; if (!isKeyRight) approvedWrong++; }
    if (values.details && wrong.length > 0) console.log(name, seed, extraction.isInvoice ? '' : 'NOT INVOICE', extraction.confidence, marks.join(','), wrong.map((field) => `${field}: got ${extraction.fields[field]?.value} truth ${truth[field]}`).join('; '));
  }
  console.log(`${name}: fields ${((100 * right) / fields).toFixed(1)} %, key fields all right ${((100 * key) / count).toFixed(1)} %, approved ${((100 * approved) / count).toFixed(1)} %, of them wrong ${approvedWrong}${othersOf(name)}`);
}

const isOcr = (seed: number): boolean => values.ocr ?? seed % 4 === 0;
const kinds: Record<string, (seed: number) => { page?: Page; pages?: Page[]; truth: Truth; marks?: string[] }> = {
  ...Object.fromEntries(Object.keys(locales).map((name) => [name, (seed: number) => syntheticInvoice(seed * 7919, name, isOcr(seed))])),
  vouchers: (seed) => syntheticVoucher(seed * 15_485_863, isOcr(seed)),
  bills: (seed) => syntheticBill(seed * 15_485_863, billLocales[seed % billLocales.length] ?? '', isOcr(seed)),
  tills: (seed) => syntheticTill(seed * 15_485_863, tillKinds[seed % tillKinds.length] ?? '', !isOcr(seed)),
};
for (const [name, invent] of Object.entries(kinds)) if (!values.locale || values.locale === name) bench(name, invent);
