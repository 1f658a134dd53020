import type { WordReading } from './fields/read-words.ts';
import { isTitle } from './kind/is-title.ts';
import { means } from './labels/find-labels.ts';
import type { Concept } from './lexicon/concepts.ts';
import type { Scan } from './scan/scan.ts';
import { one } from './values/amount.ts';

/** Subtotal, tax and total, or total and payment, each with an amount beside it: the end of a bill, whatever stands above it. */
function namesItsSum(scan: Scan): boolean {
  const named = (concepts: readonly Concept[]): boolean => scan.labels.some((label) => concepts.some((concept) => means(label, concept)) && scan.amounts.some((amount) => amount.line === label.line && amount.from >= label.to && !amount.isPercent));
  return named(['total', 'amountDue']) && ((named(['subtotal', 'net']) && named(['vat'])) || named(['paid']));
}

/** How far the pages look like an invoice (or receipt): 1 and more is one. */
export function invoiceScore(scan: Scan, words: WordReading): number {
  const { fields, amounts } = words;
  let score = scan.facts.length > 0 ? 4 : 0;
  const titles = scan.labels.filter((label) => means(label, 'titleInvoice') || means(label, 'titleCredit') || means(label, 'titleDebit'));
  if (titles.some((label) => isTitle(scan, label))) score += 1.2;
  else if (titles.length > 0) score += 0.6;
  if (scan.labels.some((label) => means(label, 'titleReceipt'))) score += 0.5;
  const others = scan.labels.filter((label) => means(label, 'titleOther') && !means(label, 'titleInvoice'));
  if (others.some((label) => isTitle(scan, label))) score -= 1.8;
  else if (others.length > 1) score -= 0.5;
  const money = scan.amounts.filter((amount) => !amount.isPercent && (amount.currency !== null || (amount.isFormatted && (amount.decimals === 2 || amount.value >= 1000n * one))));
  if (money.length === 0) score -= 3;
  else if (money.length >= 3) score += 0.3;
  const total = fields.totalAmount?.evidence ?? {};
  score += 0.9 * Math.min(1, total['label'] ?? 0);
  if (amounts.hypothesis?.closure === 'parts' || amounts.hypothesis?.closure === 'rate') score += 1;
  else if (amounts.hypothesis?.closure === 'net') score += 0.4;
  if (amounts.hypothesis?.itemsAgree) score += 0.4;
  if ((fields.invoiceNumber?.evidence['label'] ?? 0) > 0.6) score += 0.6;
  if ((fields.issuerTaxId?.evidence['label'] ?? 0) > 0.5) score += 0.4;
  if (fields.issueDate) score += 0.2;
  if (fields.cae) score += 1;
  if (namesItsSum(scan)) score += 0.5;
  const words_ = scan.layout.lines.reduce((sum, line) => sum + line.tokens.length, 0);
  const isProse = scan.layout.lines.filter((line) => line.tokens.length >= 9 && !/\d/.test(line.text)).length > scan.layout.lines.length * 0.35 && words_ > 80;
  if (isProse) score -= 0.8;
  return score;
}

export const isInvoiceScore = (score: number): boolean => score >= 1.4;
