import { keyFields, type FieldName, type Reason } from '../../../contract/extraction.ts';
import type { Draft, FieldDraft } from '../draft.ts';
import { reason } from '../reasons.ts';
import { isNear, parseDecimal } from '../values/amount.ts';
import type { CodeFacts } from './code-facts.ts';

const plain = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '').replace(/^0+/, '');
const parts = (text: string): string => text.split(/\D+/).filter(Boolean).map((part) => part.replace(/^0+(?=.)/, '')).join('-');

/** Whether two readings of a field mean the same, however they are written. */
export function isSameValue(name: FieldName, a: string, b: string): boolean {
  if (name === 'totalAmount' || name === 'netAmount' || name === 'taxAmount') {
    const x = parseDecimal(a);
    const y = parseDecimal(b);
    return x !== null && y !== null && isNear(x, y, 100n);
  }
  if (name === 'invoiceNumber') return parts(a) === parts(b) || plain(a) === plain(b);
  return plain(a) === plain(b);
}

/** "0008-00004273" is how the paper prints it; a code's own padding may differ. */
function fromCode(value: string, facts: CodeFacts, evidence: Record<string, number>): FieldDraft {
  return { value, source: facts.source, page: facts.page, box: facts.box, evidence: { ...evidence, code: 1 } };
}

/**
 * Lays what codes state over what the words say. Agreement confirms; where a code says what no word does, it is taken;
 * where both say something else, the code is taken and the difference is a reason, blocking for key fields.
 */
export function mergeCodes(fields: Draft['fields'], allFacts: CodeFacts[]): { fields: Draft['fields']; reasons: Reason[] } {
  const merged: Draft['fields'] = { ...fields };
  const reasons: Reason[] = [];
  for (const facts of allFacts) {
    if (facts.isDamaged) reasons.push(reason('code_damaged', null));
    for (const [key, value] of Object.entries(facts.values)) {
      const name = key as FieldName;
      const known = merged[name];
      if (!known) merged[name] = fromCode(value, facts, { alone: 1 });
      else if (isSameValue(name, known.value, value)) merged[name] = { ...known, source: facts.source, evidence: { ...known.evidence, code: 1 } };
      else if (known.evidence['code'] === undefined) {
        const isKey = (keyFields as readonly FieldName[]).includes(name);
        // A weakly read word against a code: the word was misread. A well read one: somebody must look.
        const isStrong = (known.evidence['label'] ?? 0) > 0.6 && (known.evidence['ocr'] ?? 1) > 0.8;
        reasons.push(reason('code_mismatch', name, { blocking: isKey && isStrong, message: `The code says ${value}, the page ${known.value}.` }));
        merged[name] = fromCode(value, facts, { conflict: isStrong ? 1 : 0.5 });
      }
    }
  }
  return { fields: merged, reasons: dedupe(reasons) };
}

/** A label that clearly names a value, and one that hardly does. */
const clearLabel = 0.6;
const hardlyLabelled = 0.25;

/**
 * Key fields that the page, read as if it had no code, labels clearly with another value than the code's, while nothing labels the code's own.
 * A code alone decides what is read, but not against what is printed for everybody to see: somebody must look.
 * `readBlind` reads a field without the page's codes; it is asked only where nothing labels what a code says, which is seldom.
 */
export function contradictions(fields: Draft['fields'], readBlind: (name: (typeof keyFields)[number]) => FieldDraft | undefined, allFacts: CodeFacts[]): Reason[] {
  const reasons = keyFields.flatMap((name) => allFacts.flatMap((facts) => {
    const stated = facts.values[name];
    const merged = fields[name];
    const ownLabel = merged && stated !== undefined && isSameValue(name, merged.value, stated) ? (merged.evidence['label'] ?? 0) : 0;
    if (stated === undefined || ownLabel >= hardlyLabelled) return [];
    const printed = readBlind(name);
    if (!printed || isSameValue(name, printed.value, stated)) return [];
    const { label = 0, ocr = 1 } = printed.evidence;
    if (label < clearLabel || ocr < 0.8) return [];
    return [reason('code_mismatch', name, { blocking: true, message: `The code says ${stated}, the page ${printed.value}.` })];
  }));
  return dedupe(reasons);
}

const dedupe = (reasons: Reason[]): Reason[] => reasons.filter((one, i) => reasons.findIndex((other) => other.code === one.code && other.field === one.field) === i);
