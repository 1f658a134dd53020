/** A stated probability and whether it came true. */
export interface Outcome {
  p: number;
  y: number;
}

export interface Bin {
  from: number;
  n: number;
  /** Mean stated probability and share that came true. */
  p: number;
  y: number;
}

/** Ten bins of equal width, as the evaluation takes them. */
export function binsOf(outcomes: Outcome[]): Bin[] {
  return Array.from({ length: 10 }, (_, i) => {
    const own = outcomes.filter(({ p }) => Math.min(9, Math.floor(p * 10)) === i);
    const mean = (of: (outcome: Outcome) => number): number => (own.length > 0 ? own.reduce((sum, outcome) => sum + of(outcome), 0) / own.length : 0);
    return { from: i / 10, n: own.length, p: mean((outcome) => outcome.p), y: mean((outcome) => outcome.y) };
  });
}

/** Expected calibration error: the mean distance of stated and true share, weighted by the bins' sizes. */
export function calibrationError(outcomes: Outcome[]): number {
  return binsOf(outcomes).reduce((sum, bin) => sum + bin.n * Math.abs(bin.p - bin.y), 0) / Math.max(1, outcomes.length);
}

/** Mean squared distance of stated probability and outcome. */
export const brierScore = (outcomes: Outcome[]): number => outcomes.reduce((sum, { p, y }) => sum + (p - y) ** 2, 0) / Math.max(1, outcomes.length);

/** The curve as SVG: stated confidence to the right, true share upwards; a circle's area is the number of values in its bin. */
export function calibrationSvg(series: { name: string; colour: string; bins: Bin[] }[]): string {
  const size = 360;
  const margin = 48;
  const at = (value: number): number => margin + value * size;
  const up = (value: number): number => margin + (1 - value) * size;
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];
  const grid = ticks.map((tick) => `<line x1="${at(tick)}" y1="${up(0)}" x2="${at(tick)}" y2="${up(1)}"/><line x1="${at(0)}" y1="${up(tick)}" x2="${at(1)}" y2="${up(tick)}"/>`).join('');
  const labels = ticks.map((tick) => `<text x="${at(tick)}" y="${up(0) + 18}" text-anchor="middle">${tick}</text><text x="${at(0) - 8}" y="${up(tick) + 4}" text-anchor="end">${tick}</text>`).join('');
  const curves = series.map(({ colour, bins }) => {
    const points = bins.filter((bin) => bin.n > 0);
    const line = `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${points.map((bin) => `${at(bin.p).toFixed(1)},${up(bin.y).toFixed(1)}`).join(' ')}"/>`;
    return line + points.map((bin) => `<circle cx="${at(bin.p).toFixed(1)}" cy="${up(bin.y).toFixed(1)}" r="${(2 + Math.sqrt(bin.n) / 3).toFixed(1)}" fill="${colour}" fill-opacity="0.35" stroke="${colour}"><title>${bin.n} values, stated ${bin.p.toFixed(3)}, right ${bin.y.toFixed(3)}</title></circle>`).join('');
  }).join('');
  const legend = series.map(({ name, colour }, i) => `<circle cx="${margin + 14}" cy="${margin + 16 + i * 20}" r="5" fill="${colour}"/><text x="${margin + 26}" y="${margin + 20 + i * 20}">${name}</text>`).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size + margin * 2} ${size + margin * 2}" width="${size + margin * 2}" height="${size + margin * 2}" font-family="system-ui, sans-serif" font-size="12" role="img" aria-label="Calibration curve">
<rect width="100%" height="100%" fill="#fff"/><g stroke="#e3e3e3">${grid}</g><line x1="${at(0)}" y1="${up(0)}" x2="${at(1)}" y2="${up(1)}" stroke="#999" stroke-dasharray="4 4"/>
${curves}<g fill="#333">${labels}${legend}<text x="${at(0.5)}" y="${up(0) + 38}" text-anchor="middle">stated confidence</text><text transform="translate(14 ${up(0.5)}) rotate(-90)" text-anchor="middle">share that was right</text></g></svg>
`;
}
