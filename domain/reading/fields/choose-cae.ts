import type { FieldDraft } from '../draft.ts';
import { meansAny } from '../labels/find-labels.ts';
import { claimsOf, linkLabels, netClaim } from '../labels/links.ts';
import type { Concept } from '../lexicon/concepts.ts';
import type { Scan } from '../scan/scan.ts';
import type { NumberToken } from '../values/scan-numbers.ts';

const concepts: readonly Concept[] = ['cae', 'otherNumber', 'otherId', 'taxId', 'invoiceNumber'];

/** The authorisation number: fourteen digits beside a label that names it. A number of other length only where the label is certain. */
export function chooseCae(scan: Scan): FieldDraft | undefined {
  if (scan.country !== 'AR') return undefined;
  const tokens = scan.numbers.filter((token: NumberToken) => /^\d{10,14}$/.test(token.text));
  const claims = claimsOf(linkLabels(scan.layout, scan.labels, tokens, (label) => meansAny(label, concepts)), concepts);
  const printed = scan.facts.map((facts) => facts.values.cae).filter(Boolean);
  const scored = tokens.map((token) => {
    const claim = netClaim(claims.get(token), 'cae');
    return { token, claim, score: claim + (token.text.length === 14 ? 0.3 : -0.2) + (printed.includes(token.text) ? 2 : 0) };
  }).sort((a, b) => b.score - a.score);
  const [best] = scored;
  if (!best || best.score < 0.6) return undefined;
  const { token, claim } = best;
  return { value: token.text, source: token.ocr < 1 ? 'ocr' : 'text', page: token.page, box: token.box, evidence: { label: claim, shape: token.text.length === 14 ? 1 : 0, ocr: token.ocr, margin: Math.min(1, best.score - (scored[1]?.score ?? 0)) } };
}
