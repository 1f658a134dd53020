import { fieldNames, keyFields } from '../../contract/extraction.ts';
import type { Carrier } from '../ports.ts';
import { scoreDraft } from './confidence/score-draft.ts';
import type { Draft, FieldDraft } from './draft.ts';
import { readDrafts } from './read-drafts.ts';
import type { ReadingContext } from './reading.ts';

/** The least confidence of a field about which nothing more is asked. */
const sure = 0.9;

/** Whether a fiscal code or an e-invoice states the value, and the page does not say otherwise. */
function isProved(field: FieldDraft | undefined): boolean {
  return field !== undefined && (field.evidence['structured'] !== undefined || (field.evidence['code'] === 1 && field.evidence['conflict'] === undefined));
}

function leavesNothingOpen(draft: Draft): boolean {
  const { isInvoice, fields, reasons } = scoreDraft(draft);
  return isInvoice && !reasons.some(({ blocking }) => blocking) && keyFields.every((name) => isProved(draft.fields[name]))
    && fields.issuerName !== undefined && fieldNames.every((name) => (fields[name]?.confidence ?? 1) >= sure);
}

/**
 * Whether what is known of a file settles what it says, so that looking further (at the pictures on its pages) could only repeat it: a fiscal
 * code or an e-invoice states every key field, the issuer's name is found, no field is in doubt and nothing calls for a person.
 */
export function isSettled(carrier: Carrier, context: ReadingContext): boolean {
  if (carrier.codes.length === 0 && carrier.structures.length === 0) return false;
  const drafts = readDrafts(carrier, context);
  return drafts.length > 0 && drafts.every(({ draft }) => leavesNothingOpen(draft));
}
