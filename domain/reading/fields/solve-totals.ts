// Chooses total, net, VAT and the other parts of the sum together: the hypothesis that labels, arithmetic, codes and places support best.
import { absolute, cent, isNear, percentOf, withoutPercent, type Amount } from '../values/amount.ts';

export interface TotalCandidate {
  value: Amount;
  /** Support by labels, place, repetition and codes, before any arithmetic. */
  weight: number;
}

export interface Part {
  value: Amount;
  /** What its label says for it, 0..1. */
  claim: number;
}

export interface VatPart extends Part {
  /** Per cent in ten-thousandths; null where none stands beside it. */
  rate: Amount | null;
}

export interface SumProblem {
  totals: TotalCandidate[];
  nets: Part[];
  vats: VatPart[];
  /** What is added beside VAT (perceptions, freight, exempt parts) or taken away (negative values). */
  extras: Part[];
  /** Every other amount of the pages, of use where a net has no label. */
  others: Amount[];
  /** Rates that the document names, in ten-thousandths of a per cent. */
  rates: Amount[];
  /** Rows of a tax summary, proved by their own arithmetic. */
  rows: { base: Amount; tax: Amount; rate: Amount }[];
  /** Sum of the items' amounts; null where there are none. */
  itemSum: Amount | null;
}

/** `parts`: net and VAT make the total; `rate`: so does a named rate, or the VAT is contained; `net`: the net alone; `none`: nothing adds up. */
export type Closure = 'parts' | 'rate' | 'net' | 'none';

export interface SumHypothesis {
  total: Amount;
  net: Part | null;
  vats: VatPart[];
  vat: Amount | null;
  extras: Part[];
  score: number;
  closure: Closure;
  /** VAT follows from net by a rate that the document or the law names. */
  isRateRight: boolean;
  itemsAgree: boolean;
}

/** VAT and sales tax rates in use in the countries of the reader's languages, in ten-thousandths of a per cent. */
const knownRates: readonly Amount[] = [210_000n, 105_000n, 270_000n, 50_000n, 25_000n, 100_000n, 40_000n, 200_000n, 55_000n, 190_000n, 70_000n, 220_000n, 230_000n, 130_000n, 60_000n,
  90_000n, 80_000n, 180_000n, 10_000n, 120_000n, 280_000n, 160_000n, 150_000n, 250_000n, 81_000n, 77_000n, 95_000n, 110_000n];

const tolerance: Amount = 2n * cent;
const maxExtras = 8;

interface Subset { parts: Part[]; claim: number }

/** Sums of up to eight extras, each sum with its best-labelled, smallest subset. */
function subsetSums(extras: Part[]): Map<Amount, Subset> {
  const sums = new Map<Amount, Subset>([[0n, { parts: [], claim: 0 }]]);
  for (const extra of extras.filter((part) => part.value !== 0n).sort((a, b) => b.claim - a.claim).slice(0, maxExtras)) {
    for (const [sum, subset] of [...sums]) {
      const key = sum + extra.value;
      const known = sums.get(key);
      if (!known || known.parts.length > subset.parts.length + 1) sums.set(key, { parts: [...subset.parts, extra], claim: subset.claim + extra.claim });
    }
  }
  return sums;
}

function findSubset(sums: Map<Amount, Subset>, wanted: Amount): Subset | undefined {
  for (const off of [0n, 1n, -1n, 2n, -2n]) {
    const found = sums.get(wanted + off * cent);
    if (found) return found;
  }
  return undefined;
}

interface VatOption { vats: VatPart[]; sum: Amount; claim: number; isProved: boolean }

/** None, each alone, all together, and each pair: a total of VAT often stands beside its parts. */
function vatOptions(vats: VatPart[], rows: SumProblem['rows']): VatOption[] {
  const distinct = vats.filter((vat, i) => vat.value !== 0n && vats.findIndex((other) => other.value === vat.value && other.rate === vat.rate) === i).sort((a, b) => b.claim - a.claim).slice(0, 7);
  const options: VatOption[] = [];
  const add = (parts: VatPart[], isProved = false): void => {
    options.push({ isProved, vats: parts, sum: parts.reduce((sum, part) => sum + part.value, 0n), claim: parts.reduce((sum, part) => sum + part.claim, 0) / Math.max(1, parts.length) });
  };
  if (rows.length > 1) add(rows.map((row) => ({ value: row.tax, claim: 0.8, rate: row.rate })), true);
  distinct.forEach((vat) => add([vat]));
  distinct.forEach((a, i) => distinct.slice(i + 1).forEach((b) => add([a, b])));
  if (distinct.length > 2) add(distinct);
  return options;
}

function netOptions(problem: SumProblem): Part[] {
  const nets = problem.nets.filter((net, i) => net.value !== 0n && problem.nets.findIndex((other) => other.value === net.value) === i);
  const options = [...nets];
  if (problem.rows.length > 1) options.push({ value: problem.rows.reduce((sum, row) => sum + row.base, 0n), claim: 0.8 });
  nets.forEach((a, i) => nets.slice(i + 1).forEach((b) => options.push({ value: a.value + b.value, claim: Math.min(a.claim, b.claim) * 0.8 })));
  return options;
}

const rateFits = (net: Amount, vat: Amount, rate: Amount): boolean => isNear(percentOf(net, rate), vat, tolerance + absolute(net) / 200_000n);

function rateSupport(problem: SumProblem, net: Amount, option: VatOption): number {
  const [only] = option.vats;
  if (option.vats.length === 1 && only) {
    if (only.rate !== null && only.rate > 0n) return rateFits(net, only.value, only.rate) ? 1.4 : -0.3;
    if (problem.rates.some((rate) => rate > 0n && rateFits(net, only.value, rate))) return 1.3;
    return knownRates.some((rate) => rateFits(net, only.value, rate)) ? 0.8 : 0;
  }
  if (option.isProved && problem.rows.reduce((sum, row) => sum + row.base, 0n) === net) return 2;
  // Several rates: the VAT must lie between what the lowest and the highest rate would give.
  return option.sum > 0n && option.sum * 100n <= net * 30n ? 0.3 : -0.5;
}

function better(a: SumHypothesis | undefined, b: SumHypothesis): SumHypothesis {
  return a && a.score >= b.score ? a : b;
}

/** The best explanation of one total. */
function explain(problem: SumProblem, candidate: TotalCandidate, nets: Part[], vats: VatOption[], sums: Map<Amount, Subset>, others: Set<Amount>): SumHypothesis {
  const { value: total } = candidate;
  const itemsAre = (amount: Amount): boolean => problem.itemSum !== null && problem.itemSum !== 0n && isNear(problem.itemSum, amount, tolerance);
  const base = { total, net: null, vats: [], vat: null, extras: [], closure: 'none' as Closure, isRateRight: false, itemsAgree: itemsAre(total) };
  const hasParts = nets.some((net) => net.claim > 0.5) && vats.some((vat) => vat.claim > 0.5);
  let best: SumHypothesis = { ...base, score: candidate.weight + (base.itemsAgree ? 0.9 : 0) - (hasParts ? 0.8 : 0) };
  for (const option of vats) {
    for (const net of [...nets, ...unlabelledNets(total - option.sum, others)]) {
      const subset = findSubset(sums, total - net.value - option.sum);
      if (!subset || option.sum === net.value || absolute(option.sum) > absolute(net.value)) continue;
      const rate = rateSupport(problem, net.value, option);
      const itemsAgree = itemsAre(net.value) || itemsAre(total);
      const score = candidate.weight + 1 + net.claim + option.claim + rate + 0.25 * subset.claim - 0.3 * subset.parts.length - 0.15 * (option.vats.length - 1) + (itemsAgree ? 0.9 : 0);
      best = better(best, { total, net, vats: option.vats, vat: option.sum, extras: subset.parts, score, closure: 'parts', isRateRight: rate > 0.5, itemsAgree });
    }
  }
  for (const vat of problem.vats) {
    const rates = vat.rate !== null && vat.rate > 0n ? [vat.rate] : problem.rates.filter((rate) => rate > 0n);
    if (vat.value <= 0n || !rates.some((rate) => isNear(total - withoutPercent(total, rate), vat.value, tolerance))) continue;
    best = better(best, { ...base, vats: [vat], vat: vat.value, score: candidate.weight + 0.8 + vat.claim + (base.itemsAgree ? 0.9 : 0), closure: 'rate', isRateRight: true });
  }
  for (const net of nets) {
    const itemsAgree = itemsAre(net.value) || itemsAre(total);
    for (const rate of problem.rates) {
      if (rate === 0n || !isNear(net.value + percentOf(net.value, rate), total, tolerance)) continue;
      // The tax itself may stand on the page without a label that links to it.
      const tax = total - net.value;
      const seen = others.has(tax) ? [{ value: tax, claim: 0.15, rate }] : [];
      const score = candidate.weight + 1.3 + net.claim + (itemsAgree ? 0.9 : 0) + (seen.length > 0 ? 0.9 : 0);
      best = better(best, { total, net, vats: seen, vat: seen.length > 0 ? tax : null, extras: [], score, closure: seen.length > 0 ? 'parts' : 'rate', isRateRight: true, itemsAgree });
    }
    const subset = findSubset(sums, total - net.value);
    if (!subset) continue;
    const zeroVat = problem.vats.filter((vat) => vat.value === 0n).sort((a, b) => b.claim - a.claim)[0];
    const isSame = subset.parts.length === 0;
    const score = candidate.weight + (isSame ? 0.5 : 0.8) * net.claim + (zeroVat ? 0.5 : 0) + 0.25 * subset.claim - 0.3 * subset.parts.length + (itemsAgree ? 0.9 : 0) - (hasParts ? 0.8 : 0);
    best = better(best, { total, net, vats: zeroVat ? [zeroVat] : [], vat: zeroVat ? 0n : null, extras: subset.parts, score, closure: 'net', isRateRight: false, itemsAgree });
  }
  return best;
}

/** An amount of the page that would make the sum close, although no label calls it the net. */
function unlabelledNets(wanted: Amount, others: Set<Amount>): Part[] {
  return wanted > 0n && others.has(wanted) ? [{ value: wanted, claim: 0.1 }] : [];
}

/** A tax summary of several rows: its sum is a candidate, and the sum of one row alone is hardly the total. */
function withSummedRows(problem: SumProblem, others: Set<Amount>): TotalCandidate[] {
  if (problem.rows.length < 2) return problem.totals;
  const sum = problem.rows.reduce((total, row) => total + row.base + row.tax, 0n);
  const rowSums = new Set(problem.rows.map((row) => row.base + row.tax));
  const totals = problem.totals.map((candidate) => (candidate.value !== sum && rowSums.has(candidate.value) ? { ...candidate, weight: candidate.weight - 2 } : candidate));
  const isNew = !totals.some((candidate) => candidate.value === sum) && others.has(sum);
  return isNew ? [...totals, { value: sum, weight: 1 }] : totals;
}

/** Hypotheses for the total, the best first, one for each value. */
export function solveTotals(problem: SumProblem): SumHypothesis[] {
  const nets = netOptions(problem);
  const vats = vatOptions(problem.vats, problem.rows);
  const sums = subsetSums(problem.extras);
  const others = new Set(problem.others);
  return withSummedRows(problem, others).map((candidate) => explain(problem, candidate, nets, vats, sums, others)).sort((a, b) => b.score - a.score);
}
