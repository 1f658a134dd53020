import { keyFields, type FieldName } from '../../contract/extraction.ts';
import type { Coefficients } from '../../domain/reading/confidence/coefficients.ts';
import { featureNames, type FeatureName } from '../../domain/reading/confidence/features.ts';
import { fitLogistic, logit } from '../../domain/reading/confidence/logistic.ts';
import { priorVector } from '../../domain/reading/confidence/prior.ts';
import { keyProduct } from '../../domain/reading/confidence/score-draft.ts';
import type { DocumentSample, FieldSample } from './confidence-samples.ts';

/** How strongly weights are held to their priors: as if each had been seen in so many documents before. */
const fieldStrength = 2;
const documentStrength = 4;

const isKey = (name: FieldName): boolean => (keyFields as readonly FieldName[]).includes(name);

/** Fits the model: field weights on values read from words, then the document's curve on their products. Structured values keep their constants. */
export function fitCoefficients(samples: DocumentSample[], base: Coefficients): Coefficients {
  const fields = samples.filter((sample) => sample.draft.isInvoice).flatMap((sample) => sample.fields.filter((field) => !field.isStructured).map(({ x, y, name }: FieldSample) => ({ x, y, weight: (isKey(name) ? 1.5 : 1) * sample.weight })));
  const weights = fitLogistic(fields, priorVector(), fieldStrength);
  const fitted: Coefficients = { ...base, weights: Object.fromEntries(featureNames.map((name, i) => [name, Math.round((weights[i] ?? 0) * 1000) / 1000])) as Record<FeatureName, number> };
  // The document's curve is that of documents as they come; damaged ones teach the fields alone.
  const documents = samples.filter((sample) => sample.weight === 1 && sample.draft.isInvoice && sample.fields.some((field) => !field.isStructured));
  const [intercept = 0, slope = 1] = fitLogistic(documents.map((sample) => ({ x: [1, logit(keyProduct(sample.draft, fitted))], y: sample.keyRight ? 1 : 0, weight: sample.weight })), [0, 1], documentStrength);
  return { ...fitted, document: { intercept: Math.round(intercept * 1000) / 1000, slope: Math.round(slope * 1000) / 1000 } };
}

/** Splits groups into folds of about the same number of documents; the same groups always fall into the same folds. */
export function foldsOf(samples: DocumentSample[], count: number): string[][] {
  const sizes = new Map<string, number>();
  for (const { group } of samples) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const folds: { groups: string[]; size: number }[] = Array.from({ length: count }, () => ({ groups: [], size: 0 }));
  for (const [group, size] of [...sizes].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))) {
    const fold = folds.reduce((least, other) => (other.size < least.size ? other : least));
    fold.groups.push(group);
    fold.size += size;
  }
  return folds.map((fold) => fold.groups);
}
