export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
export const logit = (p: number): number => Math.log(Math.min(0.9999, Math.max(0.0001, p)) / (1 - Math.min(0.9999, Math.max(0.0001, p))));

export interface Sample {
  x: number[];
  /** 1 where the value was right. */
  y: number;
  weight?: number;
}

/**
 * Logistic regression by gradient descent, each weight held to its prior with a given strength (a Gaussian of variance 1/strength):
 * few documents must not overrule what is known of evidence.
 */
export function fitLogistic(samples: Sample[], prior: number[], strength: number, steps = 4000): number[] {
  const weights = [...prior];
  const total = samples.reduce((sum, sample) => sum + (sample.weight ?? 1), 0);
  for (let step = 0; step < steps; step++) {
    const gradient = weights.map((weight, i) => (strength * (weight - (prior[i] ?? 0))) / total);
    for (const { x, y, weight = 1 } of samples) {
      const error = (sigmoid(x.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0)) - y) * weight;
      for (let i = 0; i < x.length; i++) gradient[i] = (gradient[i] ?? 0) + (error * (x[i] ?? 0)) / total;
    }
    for (let i = 0; i < weights.length; i++) weights[i] = (weights[i] ?? 0) - 1.5 * (gradient[i] ?? 0);
  }
  return weights;
}
