export type Band = 'high' | 'middle' | 'low';

/** Fields below this are doubtful: a person looks at them one by one. */
export const doubtfulBelow = 0.95;
const lowBelow = 0.8;

export function bandOf(confidence: number): Band {
  if (confidence >= doubtfulBelow) return 'high';
  return confidence >= lowBelow ? 'middle' : 'low';
}
