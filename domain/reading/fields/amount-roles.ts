import { claimsOf, linkLabels, netClaim, type Claims } from '../labels/links.ts';
import { means, meansAny, type Label } from '../labels/find-labels.ts';
import type { Concept } from '../lexicon/concepts.ts';
import type { ItemTable } from '../items/find-tables.ts';
import type { Scan } from '../scan/scan.ts';
import type { Amount } from '../values/amount.ts';
import { readNumber } from '../values/number-text.ts';
import type { AmountToken } from '../values/scan-amounts.ts';

export const amountConcepts = ['total', 'amountDue', 'net', 'subtotal', 'vat', 'perception', 'withholding', 'internalTax', 'otherTax', 'exempt', 'nonTaxed', 'discount', 'surcharge', 'tip', 'rounding',
  'paid', 'previousBalance', 'vatContained', 'otherAmount', 'count'] as const satisfies Concept[];
export type AmountConcept = (typeof amountConcepts)[number];

/** Labels of other values that a number beside them belongs to. */
const rivalConcepts: readonly Concept[] = ['otherNumber', 'otherId', 'invoiceNumber', 'pointOfSale', 'cae', 'taxId', 'address', 'activityStart', 'otherDate', 'pageMark', 'quantity', 'unitPrice', 'code', 'rate', 'lineAmount', 'base'];

/** An amount that may be part of the sum, with what labels say of it. */
export interface MoneyToken {
  token: AmountToken;
  claims: Claims | undefined;
  isInTable: boolean;
  /** The per cent rate beside it, in ten-thousandths; null for none. */
  rate: Amount | null;
}

export const plausibleRates = new Set(['0', '2.5', '4', '5', '5.5', '6', '7', '8', '9', '10', '10.5', '12', '13', '15', '16', '18', '19', '20', '21', '22', '23', '25', '27', '28'].map((text) => readNumber(text, '.')?.value));

/** A row of rates over a row of amounts, as forms print under their heads: "21.00  10.50  0.00%". */
function isRateInColumn(scan: Scan, token: AmountToken): boolean {
  if (token.value === 0n) return false;
  const row = scan.amounts.filter((other) => other.line === token.line && other !== token);
  if (!row.some((other) => other.isPercent || (plausibleRates.has(other.value) && other.value !== 0n && other.isFormatted))) return false;
  const unit = scan.layout.pages.find((page) => page.number === token.page)?.unit ?? 10;
  return scan.amounts.some((other) => {
    const dy = other.box.y - token.box.y;
    return other.page === token.page && other.line !== token.line && dy > 0 && dy < unit * 3 && other.isFormatted && other.box.x < token.box.x + token.box.width + unit * 2 && other.box.x + other.box.width > token.box.x - unit * 2;
  });
}

/** "IVA: 21.00 $ 2568.25": a rate without its sign, between a tax's label and its amount. */
export function isBareRate(scan: Scan, token: AmountToken): boolean {
  if (token.isPercent || token.currency !== null || !plausibleRates.has(token.value)) return false;
  if (isRateInColumn(scan, token)) return true;
  const label = scan.labels.filter((other) => other.line === token.line && other.to <= token.from && (means(other, 'vat') || means(other, 'rate') || means(other, 'perception'))).at(-1);
  if (!label) return false;
  const between = scan.amounts.some((other) => other.line === token.line && other.from >= label.to && other.to <= token.from);
  const after = scan.amounts.some((other) => other.line === token.line && other.from >= token.to && !scan.labels.some((next) => next.line === token.line && next.from >= token.to && next.to <= other.from));
  return !between && after;
}

/** The rate that stands in the label ("IVA 21%") or between label and amount. */
function rateBeside(scan: Scan, token: AmountToken, label: Label | undefined): Amount | null {
  if (!label) return null;
  const percents = scan.amounts.filter((other) => other.line === label.line && other !== token && other.from >= label.from && (label.line !== token.line || other.to <= token.from) && (other.isPercent || isBareRate(scan, other)));
  const [near] = percents.filter((other) => other.from - label.to < 14);
  return near?.value ?? null;
}

const nearestFirst = (scan: Scan, token: AmountToken): Label | undefined =>
  scan.labels.filter((label) => label.line === token.line && label.to <= token.from && means(label, 'vat')).at(-1);

/** All amounts that could stand in the sum, with the claims of the labels around them. */
export function moneyTokens(scan: Scan, tables: ItemTable[]): MoneyToken[] {
  const tokens = scan.amounts.filter((amount) => !amount.isPercent && amount.decimals <= 4 && !amount.isMeasure && !isBareRate(scan, amount));
  const wanted: readonly Concept[] = [...amountConcepts, ...rivalConcepts];
  const links = linkLabels(scan.layout, scan.labels, tokens, (label) => meansAny(label, wanted));
  const claims = claimsOf(links, wanted);
  const tableLines = new Set(tables.flatMap((table) => table.lines.map((line) => line.index)));
  return tokens.map((token) => {
    const own = claims.get(token);
    const vatLabel = own?.get('vat')?.link.label ?? nearestFirst(scan, token);
    return { token, claims: own, isInTable: tableLines.has(token.line), rate: rateBeside(scan, token, vatLabel) };
  });
}

const allies: Partial<Record<AmountConcept, readonly Concept[]>> = {
  total: ['amountDue', 'lineAmount', 'inWords', 'rounding'], amountDue: ['total', 'lineAmount', 'dueDate'], net: ['subtotal', 'lineAmount', 'base'], subtotal: ['net', 'lineAmount'], vat: ['rate', 'lineAmount', 'otherTax'],
  perception: ['otherTax', 'rate'], otherTax: ['perception', 'vat', 'rate'], exempt: ['nonTaxed'], nonTaxed: ['exempt'],
};

/** How far a money token plays a role: 0..1. In a table of items a label counts less, since it heads a column. */
export function roleOf(money: MoneyToken, concept: AmountConcept): number {
  const claim = netClaim(money.claims, concept, allies[concept]);
  return money.isInTable ? claim * 0.4 : claim;
}
