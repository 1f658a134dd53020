import type { TaxLine } from '../../../contract/extraction.ts';
import type { FieldDraft } from '../draft.ts';
import type { ItemTable } from '../items/find-tables.ts';
import type { ReadItem } from '../items/read-items.ts';
import type { Scan } from '../scan/scan.ts';
import { absolute, formatDecimal, isNear, parseDecimal, sumOf, type Amount } from '../values/amount.ts';
import type { AmountToken } from '../values/scan-amounts.ts';
import { findVatRows } from './vat-rows.ts';
import { convertedValues } from './conversions.ts';
import { moneyTokens, roleOf, type AmountConcept, type MoneyToken } from './amount-roles.ts';
import { solveTotals, type Part, type SumHypothesis, type SumProblem, type VatPart } from './solve-totals.ts';

export interface ChosenAmounts {
  totalAmount?: FieldDraft;
  netAmount?: FieldDraft;
  taxAmount?: FieldDraft;
  taxes: TaxLine[];
  /** Parts of the sum that are exempt or not taxed. */
  exempt: Amount[];
  /** The winning hypothesis; null where the pages hold no amount that could be a total. */
  hypothesis: SumHypothesis | null;
  margin: number;
  /** Another value that a label clearly calls the total although nothing labels the chosen one; null for none. */
  rivalTotal: Amount | null;
  /** Token of the total, for the currency beside it. */
  totalToken: AmountToken | null;
}

const added: readonly AmountConcept[] = ['perception', 'internalTax', 'otherTax', 'exempt', 'nonTaxed', 'surcharge', 'tip', 'rounding'];
const taken: readonly AmountConcept[] = ['discount', 'withholding'];
const never: readonly AmountConcept[] = ['paid', 'previousBalance', 'vatContained', 'otherAmount', 'count', 'vat', 'perception', 'discount', 'tip', 'rounding'];

const best = (tokens: MoneyToken[], concept: AmountConcept): number => Math.max(0, ...tokens.map((money) => roleOf(money, concept)));

/** Support of a value as the total, arithmetic aside. */
function totalWeight(scan: Scan, value: Amount, tokens: MoneyToken[], largest: Amount, codeTotals: Amount[]): number {
  const outside = tokens.filter((money) => !money.isInTable);
  const claim = Math.max(best(tokens, 'total'), 0.75 * best(tokens, 'amountDue'));
  const against = Math.max(...never.map((concept) => best(outside, concept)), 0);
  const lines = new Set(outside.map((money) => money.token.line));
  const last = scan.layout.pages.at(-1);
  const lowest = Math.max(...tokens.map((money) => (money.token.page === last?.number ? money.token.box.y / last.height : 0)));
  const tallest = Math.max(...tokens.map((money) => money.token.box.height / (scan.layout.pages.find((page) => page.number === money.token.page)?.unit ?? 1)));
  let weight = 3.2 * claim + 0.35 * Math.min(2, Math.max(0, lines.size - 1)) + 0.4 * lowest;
  if (value === largest) weight += 0.6;
  if (tallest > 1.25) weight += 0.4;
  if (outside.length === 0) weight -= 1;
  if (against > claim) weight -= 1.2 * (against - claim);
  if (!tokens.some((money) => money.token.isFormatted || money.token.currency !== null)) weight -= 0.6;
  if (codeTotals.length > 0) weight += codeTotals.some((total) => isNear(total, value, 100n)) ? 6 : -2;
  return weight;
}

function groupByValue(tokens: MoneyToken[]): Map<Amount, MoneyToken[]> {
  const groups = new Map<Amount, MoneyToken[]>();
  for (const money of tokens) groups.set(money.token.value, [...(groups.get(money.token.value) ?? []), money]);
  return groups;
}

function partsOf(tokens: MoneyToken[], concepts: readonly AmountConcept[], sign: (value: Amount) => Amount): Part[] {
  const parts = new Map<string, Part>();
  for (const money of tokens) {
    const claim = Math.max(...concepts.map((concept) => roleOf(money, concept)));
    if (claim < 0.25 || money.isInTable) continue;
    const key = `${money.token.value}`;
    const known = parts.get(key);
    if (!known || known.claim < claim) parts.set(key, { value: sign(money.token.value), claim });
  }
  return [...parts.values()];
}

function problemOf(scan: Scan, tables: ItemTable[], tokens: MoneyToken[], items: ReadItem[]): SumProblem {
  const rows = findVatRows(scan, new Set(tables.flatMap((table) => table.lines.map((line) => line.index))));
  const groups = groupByValue(tokens);
  const codeTotals = scan.facts.flatMap((facts) => parseDecimal(facts.values.totalAmount ?? '') ?? []);
  const money = tokens.filter((candidate) => (candidate.token.isFormatted || candidate.token.currency !== null) && roleOf(candidate, 'count') < 0.4 && roleOf(candidate, 'otherAmount') < 0.4);
  const largest = money.reduce((max, candidate) => (absolute(candidate.token.value) > absolute(max) ? candidate.token.value : max), 0n);
  const conversions = convertedValues(scan, tokens);
  const totals = [...groups].filter(([value]) => value !== 0n)
    .map(([value, own]) => ({ value, weight: totalWeight(scan, value, own, largest, codeTotals) - (conversions.has(value) ? 3 : 0) }))
    .sort((a, b) => b.weight - a.weight).slice(0, 10);
  for (const total of codeTotals) if (!totals.some((candidate) => candidate.value === total)) totals.push({ value: total, weight: 1 });
  const nets: Part[] = tokens.flatMap((candidate) => {
    const claim = Math.max(roleOf(candidate, 'net'), 0.8 * roleOf(candidate, 'subtotal'));
    return claim > 0.2 ? [{ value: candidate.token.value, claim }] : [];
  }).concat(rows.map((row) => ({ value: row.base.value, claim: 0.7 }))).sort((a, b) => b.claim - a.claim).slice(0, 8);
  const vats: VatPart[] = tokens.flatMap((candidate) => {
    const claim = roleOf(candidate, 'vat');
    return claim > 0.2 ? [{ value: candidate.token.value, claim, rate: candidate.rate }] : [];
  }).concat(rows.filter((row) => row.rate > 0n).map((row) => ({ value: row.tax.value, claim: 0.75, rate: row.rate })));
  return {
    totals, nets, vats, rows: rows.map((row) => ({ base: row.base.value, tax: row.tax.value, rate: row.rate })),
    extras: [...partsOf(tokens, added, (value) => value), ...partsOf(tokens, taken, (value) => -absolute(value))],
    others: money.map((candidate) => candidate.token.value),
    rates: [...new Set(scan.amounts.filter((amount) => amount.isPercent).map((amount) => amount.value))],
    itemSum: items.length > 0 && items.every((item) => item.value !== null) ? sumOf(items.map((item) => item.value ?? 0n)) : null,
  };
}

function bestToken(tokens: MoneyToken[], value: Amount, concepts: readonly AmountConcept[]): MoneyToken | undefined {
  const score = (money: MoneyToken): number => Math.max(...concepts.map((concept) => roleOf(money, concept))) - (money.isInTable ? 0.3 : 0);
  return tokens.filter((money) => money.token.value === value).sort((a, b) => score(b) - score(a))[0];
}

/** The net alone is the total, and nothing says that there is no tax: hardly a proof. */
const isTrivial = ({ extras, vats }: SumHypothesis): boolean => extras.length === 0 && vats.length === 0;

function draftOf(scan: Scan, tokens: MoneyToken[], value: Amount, concepts: readonly AmountConcept[], hypothesis: SumHypothesis, margin: number): FieldDraft {
  const money = bestToken(tokens, value, concepts);
  const label = money ? Math.max(...concepts.map((concept) => roleOf(money, concept))) : 0;
  const closures = { parts: 1, rate: 0.8, net: isTrivial(hypothesis) ? 0.1 : 0.4, none: 0 };
  return {
    value: formatDecimal(value), source: money ? (money.token.ocr < 1 ? 'ocr' : 'text') : 'derived', page: money?.token.page ?? null, box: money?.token.box ?? null,
    evidence: {
      label, margin: Math.min(1, margin / 2), closure: closures[hypothesis.closure], rate: hypothesis.isRateRight ? 1 : 0, items: hypothesis.itemsAgree ? 1 : 0,
      sightings: Math.min(3, new Set(tokens.filter((candidate) => candidate.token.value === value).map((candidate) => candidate.token.line)).size), ocr: money?.token.ocr ?? 1, onPage: money ? 1 : 0, inTable: money?.isInTable ? 1 : 0,
      mark: scan.mark === null ? 0 : 1,
    },
  };
}

/** What the page itself calls the total, where the chosen total bears no such label: arithmetic or a code speaks against what is printed. */
function rivalTotal(tokens: MoneyToken[], total: Amount): Amount | null {
  const outside = tokens.filter((money) => !money.isInTable);
  const claim = (money: MoneyToken): number => Math.max(roleOf(money, 'total'), roleOf(money, 'amountDue'));
  const own = Math.max(0, ...tokens.filter((money) => money.token.value === total).map(claim));
  const [best] = outside.filter((money) => !isNear(money.token.value, total, 100n) && money.token.value !== 0n).sort((a, b) => claim(b) - claim(a));
  return best && claim(best) >= 0.6 && own < 0.25 ? best.token.value : null;
}

function exemptParts(tokens: MoneyToken[], hypothesis: SumHypothesis): Amount[] {
  return hypothesis.extras.map((part) => part.value).filter((value) => {
    const money = bestToken(tokens, value, ['exempt', 'nonTaxed']);
    return money !== undefined && Math.max(roleOf(money, 'exempt'), roleOf(money, 'nonTaxed')) > 0.25;
  });
}

/** What a label alone says where no sum closes: the one value with the best claim, if the claim is good and the value below the total. */
function labelledAlone(tokens: MoneyToken[], concepts: readonly AmountConcept[], hypothesis: SumHypothesis): Amount | null {
  const claim = (money: MoneyToken): number => (money.isInTable ? 0 : Math.max(...concepts.map((concept) => roleOf(money, concept))));
  const [best] = [...tokens].sort((a, b) => claim(b) - claim(a));
  if (!best || claim(best) < 0.55 || hypothesis.closure === 'parts') return null;
  return absolute(best.token.value) <= absolute(hypothesis.total) ? best.token.value : null;
}

function taxLines(scan: Scan, tokens: MoneyToken[], hypothesis: SumHypothesis): TaxLine[] {
  const lines: TaxLine[] = hypothesis.vats.filter((vat) => vat.value !== 0n).map((vat) => ({
    kind: 'vat', label: labelText(scan, bestToken(tokens, vat.value, ['vat']), 'vat'), rate: vat.rate === null ? null : formatDecimal(vat.rate, 0),
    base: hypothesis.vats.length === 1 && hypothesis.net ? formatDecimal(hypothesis.net.value) : null, amount: formatDecimal(vat.value),
  }));
  for (const kind of ['perception', 'withholding', 'internalTax', 'otherTax'] as const) {
    for (const part of hypothesis.extras) {
      const money = bestToken(tokens, absolute(part.value), [kind]);
      if (!money || roleOf(money, kind) < 0.25) continue;
      const name = kind === 'internalTax' ? 'internal' : kind === 'otherTax' ? 'other' : kind;
      lines.push({ kind: name, label: labelText(scan, money, kind), rate: money.rate === null ? null : formatDecimal(money.rate, 0), base: null, amount: formatDecimal(absolute(part.value)) });
    }
  }
  return lines;
}

function labelText(scan: Scan, money: MoneyToken | undefined, concept: AmountConcept): string | null {
  const label = money?.claims?.get(concept)?.link.label;
  const line = label ? scan.layout.lines[label.line] : undefined;
  if (!label || !line) return null;
  const end = money && money.token.line === label.line ? money.token.from : label.to;
  return line.text.slice(label.from, end).replace(/[\s:$€]+$/, '').slice(0, 80) || null;
}

/** Chooses total, net, VAT and the other parts together. */
export function chooseAmounts(scan: Scan, tables: ItemTable[], items: ReadItem[]): ChosenAmounts {
  const tokens = moneyTokens(scan, tables);
  const problem = problemOf(scan, tables, tokens, items);
  const [hypothesis, rival] = solveTotals(problem);
  if (!hypothesis) return { taxes: [], exempt: [], hypothesis: null, margin: 0, rivalTotal: null, totalToken: null };
  const margin = hypothesis.score - (rival?.score ?? 0);
  const chosen: ChosenAmounts = {
    taxes: taxLines(scan, tokens, hypothesis), exempt: exemptParts(tokens, hypothesis), hypothesis, margin, totalToken: bestToken(tokens, hypothesis.total, ['total', 'amountDue'])?.token ?? null,
    rivalTotal: rivalTotal(tokens, hypothesis.total), totalAmount: draftOf(scan, tokens, hypothesis.total, ['total', 'amountDue'], hypothesis, margin),
  };
  const net = hypothesis.net?.value ?? labelledAlone(tokens, ['net', 'subtotal'], hypothesis);
  if (net !== null) chosen.netAmount = draftOf(scan, tokens, net, ['net', 'subtotal'], hypothesis, margin);
  const vat = hypothesis.vat ?? labelledAlone(tokens, ['vat'], hypothesis);
  if (vat !== null) chosen.taxAmount = draftOf(scan, tokens, vat, ['vat'], hypothesis, margin);
  return chosen;
}
