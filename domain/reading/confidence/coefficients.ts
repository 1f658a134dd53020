import type { FeatureName } from './features.ts';

/** What the confidence model knows, as data with a version. */
export interface Coefficients {
  version: string;
  /** Log-odds that each piece of evidence adds. */
  weights: Record<FeatureName, number>;
  /** From the product of the key fields' confidences to the document's, in log-odds. */
  document: { intercept: number; slope: number };
  /** Confidence of values by their place in a structure; `offPage` where the page beside it does not show the value. */
  structured: { stated: number; implied: number; derived: number; weak: number; offPage: number };
}

/** Written by `tests/bench/accuracy.ts --fit`. */
export const coefficients: Coefficients = {
  version: '1',
  weights: {
    taxId: -0.071, number: -0.632, date: -0.077, currency: -0.005, amount: -1.683, name: 0.207, type: 1.226, cae: 0.811,
    label: 1.397, margin: 3.808, code: 4.022, codeAlone: 3.513, conflict: -2, closure: 1.307, rate: -0.249, items: 1.093,
    sightings: -0.162, valid: 1.297, invalid: -1.971, shape: 1.164, ocrLoss: -2.785, isOcr: 0.19, orderOpen: -2.714, offPage: -0.914,
    stated: 1.67, home: 0.985, form: 1.205, agrees: 1.548, history: 3, unlabelled: -1.5, inTable: -1.5,
    aiAgrees: 1.5, aiConflict: -2.5, aiAlone: 2.2, aiUnaligned: -2.5,
  },
  document: { intercept: 0.906, slope: 0.823 },
  structured: { stated: 0.997, implied: 0.995, derived: 0.97, weak: 0.9, offPage: 0.8 },
};
