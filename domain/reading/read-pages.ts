import type { Page } from '../../contract/page.ts';
import { fiscalReasons } from './checks/fiscal-reasons.ts';
import { generalReasons, withoutRepeats } from './checks/general-reasons.ts';
import { invoiceScore, isInvoiceScore } from './classify.ts';
import { contradictions, mergeCodes } from './code/merge-codes.ts';
import { absenceOf } from './confidence/absence.ts';
import type { Draft } from './draft.ts';
import { keyFieldReader, readWords, type WordReading } from './fields/read-words.ts';
import { dropUndiscriminated } from './fields/undiscriminated.ts';
import { kindOf } from './kind/kind-of.ts';
import { applyMemory } from './memory/apply-memory.ts';
import { reason } from './reasons.ts';
import type { Scan } from './scan/scan.ts';

function readerName(seen: Scan, pages: Page[]): string {
  const isOcr = pages.some((page) => page.origin === 'ocr');
  const kinds = new Set(seen.facts.map((facts) => (facts.source === 'barcode' ? 'barcode' : 'qr')));
  return [...kinds, isOcr ? 'ocr' : 'text'].join('+');
}

function reasonsOf(draft: Draft, seen: Scan, words: WordReading): Draft['reasons'] {
  // Parts that do not add up mean that one was misread; only a code proves the total all the same.
  const isProved = draft.fields.totalAmount?.evidence['code'] !== undefined;
  const fiscal = seen.country === 'AR' ? fiscalReasons(draft, words).map((one) => (one.code === 'sum_mismatch' && !isProved ? { ...one, blocking: true } : one)) : [];
  return withoutRepeats([...draft.reasons, ...fiscal, ...generalReasons(draft, seen, words)]);
}

/** Reads one invoice from its pages and their scan: codes over words, then the rules. */
export function readPages(pages: Page[], seen: Scan): Draft {
  const words = readWords(seen);
  const merged = mergeCodes(words.fields, seen.facts);
  const opposed = seen.facts.length > 0 ? contradictions(merged.fields, keyFieldReader({ ...seen, facts: [] }), seen.facts) : [];
  const isInvoice = isInvoiceScore(invoiceScore(seen, words)) && kindOf(seen, words) !== 'other';
  const draft: Draft = { isInvoice, fields: applyMemory(merged.fields, seen, seen.context.memory), taxes: words.taxes, lineItems: words.lineItems, reasons: [...merged.reasons, ...opposed], absent: absenceOf(seen), reader: readerName(seen, pages) };
  if (!isInvoice) return { ...draft, reasons: [...draft.reasons, reason('not_invoice', null, { blocking: true })] };
  return dropUndiscriminated({ ...draft, reasons: reasonsOf(draft, seen, words) });
}
