import type { FieldName, Reason } from '../../../contract/extraction.ts';
import type { Draft } from '../draft.ts';
import { reason } from '../reasons.ts';
import type { Scan } from '../scan/scan.ts';
import { isNear, parseDecimal } from '../values/amount.ts';

const alphanumeric = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** Fields whose value must stand on the page of a hybrid file, and how to find it there. */
function standsOnPage(scan: Scan, squeezed: string, name: FieldName, value: string): boolean {
  if (name === 'issueDate') return scan.dates.some((date) => date.readings.some((reading) => reading.iso === value));
  if (name === 'invoiceNumber') return squeezed.includes(alphanumeric(value).replace(/^0+(?=.)/, ''));
  if (name === 'issuerTaxId') return squeezed.includes(alphanumeric(value));
  const wanted = parseDecimal(value);
  return wanted !== null && scan.amounts.some((amount) => isNear(amount.value, wanted, 100n) || isNear(-amount.value, wanted, 100n));
}

export interface PageComparison {
  /** Field → whether the structure's value stands on the page; empty where the page has too few words to say. */
  seen: Partial<Record<FieldName, boolean>>;
  reasons: Reason[];
}

/**
 * Looks for a structure's values on the pages around it. Number and total both absent means that the page shows another invoice:
 * that blocks. One alone absent is a reason, since pages may be images or print rounded amounts.
 */
export function compareWithPage(draft: Draft, scan: Scan): PageComparison {
  const words = scan.layout.lines.reduce((sum, line) => sum + line.tokens.length, 0);
  if (words < 25) return { seen: {}, reasons: [] };
  const squeezed = alphanumeric(scan.layout.lines.map((line) => line.text).join(' '));
  const seen: PageComparison['seen'] = {};
  for (const name of ['invoiceNumber', 'issueDate', 'totalAmount', 'issuerTaxId'] as const) {
    const value = draft.fields[name]?.value;
    if (value !== undefined) seen[name] = standsOnPage(scan, squeezed, name, value);
  }
  const isAnother = seen.invoiceNumber === false && seen.totalAmount === false;
  const reasons = (['invoiceNumber', 'issueDate', 'totalAmount'] as const)
    .filter((name) => seen[name] === false)
    .map((name) => reason('structure_mismatch', name, { blocking: isAnother, message: `The e-invoice inside the file says ${draft.fields[name]?.value}, which does not stand on the page.` }));
  return { seen, reasons };
}
