import { vatCondition } from '../../fiscal/vat-conditions.ts';
import { means, type Label } from '../labels/find-labels.ts';
import type { Scan } from '../scan/scan.ts';
import { recipientNearness, sectionOf, sideOfTaxId, type TaxIds } from './recipient-area.ts';

/** VAT conditions as the paper names them; null where it names none, or several for one side. */
export interface VatConditions {
  issuer: string | null;
  recipient: string | null;
}

/** The condition that a label names itself or that follows it, up to the next label of another kind. */
function conditionAt(scan: Scan, label: Label): string | null {
  const text = scan.layout.lines[label.line]?.text ?? '';
  const next = scan.labels.find((other) => other.line === label.line && other.from >= label.to && !means(other, 'vatCondition'));
  return vatCondition(text.slice(label.from, Math.min(next?.from ?? text.length, label.to + 60)))?.name ?? null;
}

function sideOf(scan: Scan, anchors: Label[], taxIds: TaxIds, label: Label): 'issuer' | 'recipient' | null {
  const side = sectionOf(scan, anchors, label) ?? sideOfTaxId(scan, taxIds, label);
  if (side !== null) return side;
  const nearness = recipientNearness(scan, anchors, label);
  return nearness > 0.4 ? 'recipient' : nearness < 0 ? 'issuer' : null;
}

/** Both sides' VAT conditions, from which the voucher's letter follows (RG 1415). */
export function chooseVatConditions(scan: Scan, anchors: Label[], taxIds: TaxIds): VatConditions {
  const found = { issuer: new Set<string>(), recipient: new Set<string>() };
  if (scan.country !== 'AR') return { issuer: null, recipient: null };
  for (const label of scan.labels.filter((candidate) => means(candidate, 'vatCondition') && candidate.page === scan.layout.pages[0]?.number)) {
    const condition = conditionAt(scan, label);
    const side = condition === null ? null : sideOf(scan, anchors, taxIds, label);
    if (condition !== null && side !== null) found[side].add(condition);
  }
  const only = (names: Set<string>): string | null => (names.size === 1 ? ([...names][0] ?? null) : null);
  return { issuer: only(found.issuer), recipient: only(found.recipient) };
}
