// Compares a value with a document's truth, by the rules that ../shared/evaluation scores with.
import { fieldNames, type FieldName } from '../../contract/extraction.ts';

export type Truth = Partial<Record<FieldName, unknown>>;

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ı', 'i').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
const alphanumeric = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '');

function similarity(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return 1 - (row[b.length] ?? 0) / Math.max(1, a.length, b.length);
}

function sameName(a: string, b: string): boolean {
  const [x, y] = [plain(a), plain(b)];
  if (x === y || similarity(x, y) >= 0.85) return true;
  const [short = [], long = []] = [x.split(' '), y.split(' ')].sort((p, q) => p.length - q.length);
  return short.length >= 2 && short.length * 2 >= long.length && short.every((word) => long.includes(word));
}

const taxId = (text: string): string => alphanumeric(text).replace(/^(AR|ES|DE|FR|IT|NL|BE|AT|PT|GB|DK|SE|NO|FI|PL|LU|IE|CHE?|EU)(?=[A-Z0-9]{7,})/, '').replace(/^0+/, '');
const parts = (text: string): string => text.toUpperCase().split(/[^A-Z0-9]+/).filter(Boolean).map((part) => part.replace(/^0+(?=.)/, '')).join('-');
const sameNumber = (a: string, b: string): boolean => parts(a) === parts(b) || alphanumeric(a).replace(/^0+/, '') === alphanumeric(b).replace(/^0+/, '');
const sameAmount = (a: string, b: string): boolean => Number.isFinite(Number(a)) && Math.abs(Number(a) - Number(b)) < 0.0101;

const rules: Partial<Record<FieldName, (a: string, b: string) => boolean>> = {
  issuerName: sameName, recipientName: sameName, issuerTaxId: (a, b) => taxId(a) === taxId(b), recipientTaxId: (a, b) => taxId(a) === taxId(b), invoiceNumber: sameNumber, invoiceTypeCode: sameNumber, cae: sameNumber,
  pointOfSale: (a, b) => Number(a) === Number(b), netAmount: sameAmount, taxAmount: sameAmount, totalAmount: sameAmount,
};

/** Whether a value is one of those that the truth lists. */
export function isRight(name: FieldName, value: string, truth: unknown): boolean {
  const same = rules[name] ?? ((a: string, b: string) => a.trim().toUpperCase() === b.trim().toUpperCase());
  return (Array.isArray(truth) ? truth : [truth]).some((one) => same(value, String(one)));
}

/** Fields whose truth is stated. */
export const statedFields = (truth: Truth): FieldName[] => fieldNames.filter((name) => truth[name] !== undefined && truth[name] !== null);
