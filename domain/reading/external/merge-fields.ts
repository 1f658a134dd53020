import { fieldNames, type FieldName, type Reason } from '../../../contract/extraction.ts';
import { isSameValue } from '../code/merge-codes.ts';
import { fieldConfidence } from '../confidence/score-draft.ts';
import type { Draft, FieldDraft } from '../draft.ts';
import { isSameName, isWithin } from '../fields/name-candidates.ts';
import { reason } from '../reasons.ts';
import type { Scan } from '../scan/scan.ts';
import { absolute, parseDecimal } from '../values/amount.ts';
import { evidenceOf } from './external-evidence.ts';
import type { ExternalValues } from './external-values.ts';
import { alignField, type Place } from './align.ts';
import { readingsOf } from './value-readings.ts';

export interface MergedFields {
  fields: Draft['fields'];
  absent: Draft['absent'];
  reasons: Reason[];
  /** Fields of which both readers, each for itself, say the same. */
  agreed: Set<FieldName>;
}

/** A structure's or a code's word, which no reading of the page overrules. */
export const isProven = (field: FieldDraft | undefined): boolean => field?.evidence['structured'] !== undefined || field?.evidence['code'] !== undefined;

/** Letter and code follow from each other and from the title: to state what no word says is no invention. */
const derivable: readonly FieldName[] = ['invoiceType', 'invoiceTypeCode'];

function isSame(name: FieldName, a: string, b: string): boolean {
  if (name === 'issuerName' || name === 'recipientName') return isSameName(a, b) || isWithin(a, b) || isWithin(b, a);
  const [x, y] = [parseDecimal(a), parseDecimal(b)];
  // Credit notes print positive amounts; some readers give them the sign that the books need.
  if (name.endsWith('Amount') && x !== null && y !== null && absolute(x) === absolute(y)) return true;
  return isSameValue(name, a, b);
}

interface MergedField {
  field: FieldDraft | undefined;
  reasons: Reason[];
  isAgreed?: boolean;
}

function mergeField(name: FieldName, own: FieldDraft | undefined, values: ExternalValues, seen: Scan): MergedField {
  const readings = readingsOf(name, values.fields[name] ?? '', seen);
  const [likeliest] = readings;
  if (isProven(own) || likeliest === undefined) return { field: own, reasons: [] };
  if (own && readings.some((value) => isSame(name, own.value, value))) return { field: withEvidence(own, { aiAgrees: 1 }), reasons: [], isAgreed: true };
  const found = placed(name, readings, seen);
  if (!found && derivable.includes(name)) return { field: own, reasons: [] };
  if (!found && own) {
    return { field: withEvidence(own, { aiConflict: 0.5 }), reasons: [reason('ai_unaligned', name, { message: `The AI says ${likeliest}, which does not stand on the page; ${own.value} does.` })] };
  }
  const theirs = draftOf(name, found?.value ?? likeliest, found?.place ?? null, values, seen);
  if (!own) return { field: theirs, reasons: found ? [] : [reason('ai_unaligned', name, { message: `Only the AI says ${theirs.value}, which does not stand on the page.` })] };
  const winner = fieldConfidence(name, theirs) > fieldConfidence(name, own) ? theirs : own;
  return {
    field: withEvidence(winner, { aiConflict: 1 }),
    reasons: [reason('ai_disagrees', name, { message: `The AI reads ${theirs.value}, the local reader ${own.value}.` })],
  };
}

function placed(name: FieldName, readings: string[], seen: Scan): { value: string; place: Place } | null {
  for (const value of readings) {
    const place = alignField(name, value, seen);
    if (place) return { value, place };
  }
  return null;
}

const withEvidence = (field: FieldDraft, evidence: Record<string, number>): FieldDraft => ({ ...field, evidence: { ...field.evidence, ...evidence } });

function draftOf(name: FieldName, value: string, place: Place | null, values: ExternalValues, seen: Scan): FieldDraft {
  return {
    value, source: 'ai', page: place?.page ?? null, box: place?.box ?? null,
    evidence: { aiAlone: 1, ...(place ? { ocr: place.ocr } : { aiUnaligned: 1 }), ...evidenceOf(name, value, values, seen) },
  };
}

/** Two readers that both miss a field make it likelier that the document does not state it: the odds of that, times this. */
const bothMissOdds = 3;

function missedByBoth(share: number): number {
  const odds = (share / (1 - share)) * bothMissOdds;
  return odds / (1 + odds);
}

/**
 * Lays an external reader's values beside the local ones. What a code or a structure proves stays; what both read gains; where they differ the value
 * with more evidence stands, doubted and with a reason; what only the external reader gives is taken, with little weight unless it stands on the page.
 */
export function mergeFields(draft: Draft, values: ExternalValues, seen: Scan): MergedFields {
  const merged: MergedFields = { fields: {}, absent: { ...draft.absent }, reasons: [], agreed: new Set() };
  for (const name of fieldNames) {
    const { field, reasons, isAgreed } = mergeField(name, draft.fields[name], values, seen);
    if (field) merged.fields[name] = field;
    else if (draft.absent[name] !== undefined) merged.absent[name] = missedByBoth(Math.min(0.99, draft.absent[name]));
    merged.reasons.push(...reasons);
    if (isAgreed) merged.agreed.add(name);
  }
  return merged;
}
