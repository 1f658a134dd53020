import { fieldNames, keyFields, type Extraction, type FieldName, type Fields } from '../../../contract/extraction.ts';
import { toField, type Draft, type FieldDraft } from '../draft.ts';
import { readerVersion } from '../version.ts';
import { coefficients, type Coefficients } from './coefficients.ts';
import { featureNames, featuresOf, type FeatureName } from './features.ts';
import { logit, sigmoid } from './logistic.ts';

/** A value that a structure states is as sure as its place in the format; one that the page beside it does not show is doubted. */
function structuredConfidence(field: FieldDraft, { structured }: Coefficients): number {
  const certainty = field.evidence['structured'] ?? 0;
  const own = certainty >= 1 ? structured.stated : certainty >= 0.95 ? structured.implied : certainty >= 0.8 ? structured.derived : structured.weak;
  return field.evidence['onPage'] === 0 ? Math.min(own, structured.offPage) : own;
}

/** No evidence makes certain. The most for what another reader alone says and no word shows, for what it found otherwise on the same page, for what a code confirms, and for words. */
function most({ aiUnaligned, aiConflict, code }: Record<FeatureName, number>): number {
  if (aiUnaligned > 0) return 0.5;
  if (aiConflict === 1) return 0.9;
  return code > 0 ? 0.999 : 0.995;
}

/** The probability that a value is right, from its evidence. */
export function fieldConfidence(name: FieldName, field: FieldDraft, model: Coefficients = coefficients): number {
  if (field.evidence['structured'] !== undefined) return structuredConfidence(field, model);
  const features = featuresOf(name, field);
  const score = featureNames.reduce((sum, feature) => sum + features[feature] * model.weights[feature], 0);
  return Math.min(most(features), Math.max(0.02, sigmoid(score)));
}

/**
 * How sure it is that a key field which was not found is not on the document either, by field: invoices without a tax id or a number are
 * common as receipts and abroad, and then nothing on the page looks like one.
 */
function absenceConfidence(draft: Draft, name: FieldName): number {
  return draft.absent[name] ?? 0.3;
}

/** Probability that every key field is right, before calibration: their product, as if they failed apart from one another. */
export function keyProduct(draft: Draft, model: Coefficients = coefficients): number {
  return keyFields.reduce((product, name) => {
    const field = draft.fields[name];
    return product * (field ? fieldConfidence(name, field, model) : absenceConfidence(draft, name));
  }, 1);
}

/** The document's confidence: that every key field is right. A structure's values fail together or not at all, so their product stands as it is. */
export function documentConfidence(draft: Draft, model: Coefficients = coefficients): number {
  if (!draft.isInvoice) return 0;
  const isStructured = keyFields.every((name) => draft.fields[name]?.evidence['structured'] !== undefined || !draft.fields[name]);
  const product = keyProduct(draft, model);
  return isStructured ? product : sigmoid(model.document.intercept + model.document.slope * logit(product));
}

/** Turns evidence into confidences. */
export function scoreDraft(draft: Draft): Extraction {
  const fields: Fields = {};
  for (const name of fieldNames) {
    const field = draft.fields[name];
    if (field) fields[name] = toField(field, fieldConfidence(name, field));
  }
  return {
    isInvoice: draft.isInvoice, confidence: Math.round(documentConfidence(draft) * 10_000) / 10_000, fields, taxes: draft.taxes, lineItems: draft.lineItems, reasons: draft.reasons, reader: draft.reader,
    version: `${readerVersion}.${coefficients.version}`,
  };
}
