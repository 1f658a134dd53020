import type { Coefficients } from '../../domain/reading/confidence/coefficients.ts';

const lines = (object: Record<string, number>): string => Object.entries(object).map(([name, value]) => `${name}: ${value}`).join(', ');

/** The source of domain/reading/confidence/coefficients.ts for a fitted model. */
export function coefficientsSource(model: Coefficients): string {
  return `import type { FeatureName } from './features.ts';

/** What the confidence model knows, as data with a version. */
export interface Coefficients {
  version: string;
  /** Log-odds that each piece of evidence adds. */
  weights: Record<FeatureName, number>;
  /** From the product of the key fields' confidences to the document's, in log-odds. */
  document: { intercept: number; slope: number };
  /** Confidence of values by their place in a structure; \`offPage\` where the page beside it does not show the value. */
  structured: { stated: number; implied: number; derived: number; weak: number; offPage: number };
}

/** Written by \`tests/bench/accuracy.ts --fit\`. */
export const coefficients: Coefficients = {
  version: '${model.version}',
  weights: {
    ${lines(model.weights).replace(/((?:[^,]+, ){7}[^,]+), /g, '$1,\n    ')},
  },
  document: { ${lines(model.document)} },
  structured: { ${lines(model.structured)} },
};
`;
}
