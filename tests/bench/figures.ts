/** One measured thing; `baseline` is the bare way of doing it, measured in the same run. */
export interface Figure {
  figure: string;
  value: number;
  unit: string;
  baseline?: number;
}

/** Prints figures as the command line promises: a line each, as JSON or for people. */
export function printFigures(bench: string, figures: readonly Figure[], asJson: boolean): void {
  for (const { figure, value, unit, baseline } of figures) {
    const ratio = baseline === undefined ? undefined : value / baseline;
    if (asJson) console.log(JSON.stringify({ bench, figure, value, unit, ...(baseline === undefined ? {} : { baseline, ratio }) }));
    else console.log(`${figure.padEnd(64)} ${value.toFixed(1).padStart(9)} ${unit}${baseline === undefined ? '' : `   bare ${baseline.toFixed(1)} ${unit}, ratio ${ratio?.toFixed(2)}`}`);
  }
}

/** The value below which the given share of the numbers lies. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (numbers: readonly number[]): number => quantile(numbers, 0.5);
