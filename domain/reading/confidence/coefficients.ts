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
  version: '3',
  weights: {
    taxId: -0.073, number: -0.57, date: -0.297, currency: -0.069, amount: -1.393, name: 0.028, type: 1.321, cae: 0.837,
    label: 1.508, margin: 3.461, code: 4.027, codeAlone: 3.518, conflict: -2, closure: 0.564, rate: -0.034, items: 1.203,
    sightings: 0.014, valid: 1.046, invalid: -1.818, shape: 1.274, ocrLoss: -2.584, isOcr: 0.719, orderOpen: -2.599, offPage: -0.918,
    stated: 1.5, home: 1.119, form: 1.13, agrees: 1.555, history: 3, unlabelled: 0.168, inTable: -1.082, aiAgrees: 1.5,
    aiConflict: -2.5, aiAlone: 2.2, aiUnaligned: -2.5,
  },
  document: { intercept: 1.03, slope: 0.732 },
  structured: { stated: 0.997, implied: 0.995, derived: 0.97, weak: 0.9, offPage: 0.8 },
};
