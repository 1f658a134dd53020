import type { FieldName } from '../../../contract/extraction.ts';
import type { FieldDraft } from '../draft.ts';

/** Fields whose evidence means alike share one intercept. */
export const fieldGroups = ['taxId', 'number', 'date', 'currency', 'amount', 'name', 'type', 'cae'] as const;
export type FieldGroup = (typeof fieldGroups)[number];

const groupOf: Record<FieldName, FieldGroup> = {
  issuerName: 'name', recipientName: 'name', issuerTaxId: 'taxId', recipientTaxId: 'taxId', invoiceType: 'type', invoiceTypeCode: 'type', invoiceNumber: 'number', pointOfSale: 'number',
  issueDate: 'date', dueDate: 'date', caeDueDate: 'date', currency: 'currency', netAmount: 'amount', taxAmount: 'amount', totalAmount: 'amount', cae: 'cae',
};

export const featureNames = [
  'taxId', 'number', 'date', 'currency', 'amount', 'name', 'type', 'cae',
  'label', 'margin', 'code', 'codeAlone', 'conflict', 'closure', 'rate', 'items', 'sightings', 'valid', 'invalid', 'shape', 'ocrLoss', 'isOcr', 'orderOpen', 'offPage', 'stated', 'home', 'form', 'agrees', 'history', 'unlabelled', 'inTable',
  'aiAgrees', 'aiConflict', 'aiAlone', 'aiUnaligned',
] as const;
export type FeatureName = (typeof featureNames)[number];

const unit = (value: number | undefined): number => Math.min(1, Math.max(0, value ?? 0));

/** Dates, numbers, tax ids and amounts are announced by labels; one that is not was chosen for its place alone. */
function isLabelled(group: FieldGroup, evidence: Record<string, number>): boolean {
  if (!['date', 'number', 'taxId', 'amount'].includes(group) || evidence['code'] !== undefined || evidence['history'] !== undefined || evidence['aiAlone'] !== undefined) return true;
  return (evidence['label'] ?? 0) >= 0.25;
}

/** Evidence as the model's inputs, each 0..1. */
export function featuresOf(name: FieldName, field: FieldDraft): Record<FeatureName, number> {
  const { evidence } = field;
  const group = groupOf[name];
  const isOcr = field.source === 'ocr' || (evidence['ocr'] ?? 1) < 1;
  const check = evidence['check'] ?? 0;
  return {
    taxId: group === 'taxId' ? 1 : 0, number: group === 'number' ? 1 : 0, date: group === 'date' ? 1 : 0, currency: group === 'currency' ? 1 : 0, amount: group === 'amount' ? 1 : 0,
    name: group === 'name' ? 1 : 0, type: group === 'type' ? 1 : 0, cae: group === 'cae' ? 1 : 0,
    label: unit(evidence['label']), margin: unit(evidence['margin']), code: evidence['code'] !== undefined && evidence['alone'] === undefined ? 1 : 0, codeAlone: evidence['alone'] === undefined ? 0 : 1,
    conflict: unit(evidence['conflict']), closure: unit(evidence['closure']), rate: unit(evidence['rate']), items: unit(evidence['items']), sightings: unit(((evidence['sightings'] ?? 1) - 1) / 2),
    valid: check > 0 ? 1 : 0, invalid: check < 0 ? 1 : 0, shape: group === 'number' || group === 'cae' ? unit(evidence['shape']) : group === 'taxId' ? unit(((evidence['shape'] ?? 1) - 1) / 2) : 0,
    ocrLoss: isOcr ? 1 - unit(evidence['ocr']) : 0, isOcr: isOcr ? 1 : 0, orderOpen: evidence['order'] === undefined ? 0 : 1 - unit(evidence['order']),
    offPage: group === 'amount' && evidence['onPage'] === 0 ? 1 : 0, stated: unit(evidence['stated']), home: unit(evidence['country']), form: unit(evidence['form']), agrees: unit(evidence['agrees']), history: unit(evidence['history']),
    unlabelled: isLabelled(group, evidence) ? 0 : 1, inTable: unit(evidence['inTable']),
    aiAgrees: unit(evidence['aiAgrees']), aiConflict: unit(evidence['aiConflict']), aiAlone: unit(evidence['aiAlone']), aiUnaligned: unit(evidence['aiUnaligned']),
  };
}
