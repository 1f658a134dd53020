import type { Page } from '../../contract/page.ts';
import type { Code } from '../ports.ts';
import { invoiceScore, isInvoiceScore } from './classify.ts';
import { mergeCodes } from './code/merge-codes.ts';
import type { Draft } from './draft.ts';
import { readWords } from './fields/read-words.ts';
import type { ReadingContext } from './reading.ts';
import { reason } from './reasons.ts';
import { scan } from './scan/scan.ts';

/** Reads one invoice from its pages: codes over words. */
export function readPages(pages: Page[], codes: Code[], context: ReadingContext): Draft {
  const seen = scan(pages, codes, context);
  const words = readWords(seen);
  const { fields, reasons } = mergeCodes(words.fields, seen.facts);
  const isInvoice = isInvoiceScore(invoiceScore(seen, words));
  const isOcr = pages.some((page) => page.origin === 'ocr' || page.origin === 'mixed');
  const reader = [...(seen.facts.length > 0 ? ['qr'] : []), isOcr ? 'ocr' : 'text'].join('+');
  return { isInvoice, fields, taxes: words.taxes, lineItems: words.lineItems, reasons: isInvoice ? reasons : [...reasons, reason('not_invoice', null, { blocking: true })], reader };
}
