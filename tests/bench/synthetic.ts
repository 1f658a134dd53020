// Reads invented invoices in many layouts: node tests/bench/synthetic.ts [COUNT] [--details]. A check against overfitting to the shared documents.
import { parseArgs } from 'node:util';
import { keyFields, type FieldName } from '../../contract/extraction.ts';
import { decide } from '../../domain/decide.ts';
import { readCarrier } from '../../domain/reading/read-carrier.ts';
import { locales } from '../fixtures/synthetic/locales.ts';
import { syntheticInvoice } from '../fixtures/synthetic/invoice.ts';
import { otherWordings } from '../fixtures/synthetic/other-wordings.ts';
import type { Page } from '../../contract/page.ts';
import type { Reading } from '../../domain/reading/reading.ts';
import { isRight } from './truth.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { details: { type: 'boolean' }, locale: { type: 'string' }, ocr: { type: 'boolean' } } });
const count = Number(positionals[0] ?? 100);
const read = (page: Page): Reading | undefined => readCarrier({ kind: 'pdf', mediaType: 'application/pdf', pageCount: 1, pages: [page], codes: [], structures: [], faults: [], info: {} }, { today: '2026-06-01' })[0];
for (const name of values.locale ? [values.locale] : Object.keys(locales)) {
  let key = 0; let fields = 0; let right = 0; let approved = 0; let approvedWrong = 0;
  for (let seed = 1; seed <= count; seed++) {
    const { page, truth } = syntheticInvoice(seed * 7919, name, values.ocr ?? seed % 4 === 0);
    const reading = read(page);
    if (!reading) continue;
    const wrong = (Object.keys(truth) as FieldName[]).filter((field) => !isRight(field, reading.extraction.fields[field]?.value ?? '', truth[field]));
    fields += Object.keys(truth).length;
    right += Object.keys(truth).length - wrong.length;
    const isKeyRight = reading.extraction.isInvoice && !wrong.some((field) => (keyFields as readonly FieldName[]).includes(field));
    if (isKeyRight) key++;
    if (decide(reading.extraction).decision === 'approved') { approved++; if (!isKeyRight) approvedWrong++; }
    if (values.details && wrong.length > 0) console.log(name, seed, reading.extraction.isInvoice ? '' : 'NOT INVOICE', reading.extraction.confidence, wrong.map((field) => `${field}: got ${reading.extraction.fields[field]?.value} truth ${truth[field]}`).join('; '));
  }
  const others = (otherWordings[name] ?? []).flatMap((wording) => [1, 2, 3, 4].map((seed) => ({ wording, reading: read(syntheticInvoice(seed * 104_729, name, seed === 4, wording).page) })));
  const taken = others.filter(({ reading }) => reading && decide(reading.extraction).decision === 'approved');
  if (values.details) for (const { wording } of taken) console.log(name, 'APPROVED although it is', wording.title);
  console.log(`${name}: fields ${((100 * right) / fields).toFixed(1)} %, key fields all right ${((100 * key) / count).toFixed(1)} %, approved ${((100 * approved) / count).toFixed(1)} %, of them wrong ${approvedWrong}; other documents approved ${taken.length} of ${others.length}`);
}
