import type { FieldName, Reason, ReasonCode } from '../../../contract/extraction.ts';
import { fiscalReasons } from '../checks/fiscal-reasons.ts';
import { generalReasons, withoutRepeats } from '../checks/general-reasons.ts';
import type { Draft } from '../draft.ts';
import type { WordReading } from '../fields/read-words.ts';
import { reason } from '../reasons.ts';
import type { Scan } from '../scan/scan.ts';
import { parseDecimal } from '../values/amount.ts';
import { isClosed, othersOf } from './closure.ts';

/** Doubts between several readings, which a second reader answers by choosing the same: they are still told, but no longer stop a document. */
const answered: readonly ReasonCode[] = ['totals_several', 'currency_ambiguous', 'date_ambiguous'];

/** Doubt about the characters is answered by a reader that saw the picture, not by one that was given the same characters. */
const answeredByEye: readonly ReasonCode[] = [...answered, 'ocr_uncertain'];

const rulesOf = (draft: Draft, seen: Scan, words: WordReading): Reason[] =>
  [...(seen.country === 'AR' ? fiscalReasons(draft, words) : []), ...generalReasons(draft, seen, words)];

const isIn = (reasons: Reason[], { code, field }: Reason): boolean => reasons.some((other) => other.code === code && other.field === field);

/** The sum of the values as they stand now; the words' own arithmetic speaks of the local values alone. */
function withSum(reasons: Reason[], draft: Draft, before: Draft): Reason[] {
  const amount = (name: 'netAmount' | 'taxAmount' | 'totalAmount') => parseDecimal(draft.fields[name]?.value ?? '');
  const closes = isClosed({ net: amount('netAmount'), tax: amount('taxAmount'), total: amount('totalAmount'), others: othersOf(draft.taxes) });
  if (closes === true) return reasons.filter(({ code }) => code !== 'sum_mismatch');
  const isChanged = (['netAmount', 'taxAmount', 'totalAmount'] as const).some((name) => draft.fields[name]?.value !== before.fields[name]?.value);
  return closes === false && isChanged ? [...reasons, reason('sum_mismatch', 'totalAmount')] : reasons;
}

export interface Recheck {
  merged: Draft;
  /** The local reading before anything was merged into it. */
  before: Draft;
  agreed: ReadonlySet<FieldName>;
  seen: Scan;
  words: WordReading;
  kind: 'words' | 'images';
}

/** The reasons of a merged reading: every rule that the local reading was held to, applied anew to the values as they stand now. */
export function recheck({ merged, before, agreed, seen, words, kind }: Recheck): Reason[] {
  const earlier = rulesOf(before, seen, words);
  const lasting = before.reasons.filter((one) => !isIn(earlier, one));
  const settles = kind === 'images' ? answeredByEye : answered;
  const areItemsOthers = merged.lineItems !== before.lineItems;
  const now = withSum(rulesOf(merged, seen, words), merged, before)
    .filter(({ code }) => code !== 'line_items_mismatch' || !areItemsOthers)
    .map((one) => (one.field !== null && agreed.has(one.field) && settles.includes(one.code) ? { ...one, blocking: false } : one));
  return withoutRepeats([...lasting, ...merged.reasons, ...now]);
}
