import { featureNames, type FeatureName } from './features.ts';

/**
 * What each piece of evidence is worth, in log-odds, before any document is seen: a label that names the field and no rival near
 * make nine in ten; agreement with a fiscal code, a check digit or a closing sum makes ninety-nine in a hundred. An external AI that agrees
 * makes one error in four of those that were left; its own value, found on the page, stands in for a good label; one that stands nowhere is a guess.
 */
export const priorWeights: Record<FeatureName, number> = {
  taxId: -0.6, number: -0.8, date: -0.2, currency: -0.8, amount: -0.9, name: -0.8, type: 0.5, cae: 0.8,
  label: 1.8, margin: 1.8, code: 4, codeAlone: 3.5, conflict: -2, closure: 1.8, rate: 0.7, items: 0.5, sightings: 0.5, valid: 1.2, invalid: -2.5, shape: 0.6,
  ocrLoss: -3, isOcr: -0.4, orderOpen: -3, offPage: -1, stated: 1.2, home: 0.6, form: 0.6, agrees: 1, history: 3, unlabelled: -1.5, inTable: -1.5,
  aiAgrees: 1.5, aiConflict: -2.5, aiAlone: 2.2, aiUnaligned: -2.5,
};

export const priorVector = (): number[] => featureNames.map((name) => priorWeights[name]);
