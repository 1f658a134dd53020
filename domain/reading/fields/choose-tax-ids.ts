import { isCuit } from '../../fiscal/cuit.ts';
import { isTaxIdOf } from '../../fiscal/tax-ids/tax-id-kinds.ts';
import type { FieldDraft } from '../draft.ts';
import { means, meansAny, type Label } from '../labels/find-labels.ts';
import { claimsOf, linkLabels, netClaim, type Claims } from '../labels/links.ts';
import type { Concept } from '../lexicon/concepts.ts';
import type { Scan } from '../scan/scan.ts';
import type { TaxIdToken } from '../values/scan-tax-ids.ts';
import { recipientNearness } from './recipient-area.ts';

const concepts: readonly Concept[] = ['taxId', 'otherId', 'otherNumber', 'cae', 'invoiceNumber', 'activityStart', 'pointOfSale', 'code'];

interface Candidate {
  token: TaxIdToken;
  claim: number;
  /** true and false as the check digit says; null where no check applies. */
  isValid: boolean | null;
  base: number;
  issuer: number;
  recipient: number;
}

export interface ChosenTaxIds {
  issuerTaxId?: FieldDraft;
  recipientTaxId?: FieldDraft;
}

const digits = (text: string): string => text.replace(/[^\dA-Z]/gi, '').replace(/^0+/, '');

function validity(token: TaxIdToken, country: string | null): boolean | null {
  if (token.country === 'AR' || (country === 'AR' && token.country === null)) return token.value.length === 11 ? isCuit(token.value) : false;
  const home = token.country ?? country;
  if (home && isTaxIdOf(home, token.value)) return true;
  return token.country !== null && token.shape === 3 ? false : null;
}

/** "Ihre USt-IdNr.", "Uw BTW nummer", "votre n° TVA", "CUIT del cliente": the reader's own. */
const yours = /^(?:ihre?|uw|votre|vos|your|su|cliente?|customer|client|buyer|vs|vostra)\b/i;

function isYours(scan: Scan, label: Label | undefined): boolean {
  const line = label ? scan.layout.lines[label.line] : undefined;
  if (!label || !line) return false;
  const before = line.text.slice(Math.max(0, label.from - 14), label.to);
  return yours.test(line.text.slice(label.from, label.to)) || /\b(?:ihre?|uw|votre|your|su|kunden|customer|client[e]?|buyer|vs\.?)\s*[-.]?\s*\S{0,8}$/i.test(before.slice(0, -Math.min(before.length, label.to - label.from)));
}

/** Only the issuer's block names its gross income number and the start of its activities (RG 1415). */
function isBesideIssuerMarks(scan: Scan, token: TaxIdToken): boolean {
  if (scan.country !== 'AR') return false;
  const unit = scan.layout.pages.find((page) => page.number === token.page)?.unit ?? 10;
  return scan.labels.some((label) => label.page === token.page && (means(label, 'activityStart') || /^(?:lngresosbrutos|lngbrutos|llbb|lbrutos|lngbrut)/.test(label.key))
    && Math.abs(label.box.y - token.box.y) < unit * 5.5 && Math.abs(label.box.x - token.box.x) < unit * 18);
}

function candidateOf(scan: Scan, anchors: Label[], token: TaxIdToken, claims: Claims | undefined): Candidate {
  const claim = netClaim(claims, 'taxId');
  const against = Math.max(...(['otherId', 'otherNumber', 'cae', 'invoiceNumber'] as const).map((concept) => claims?.get(concept)?.score ?? 0));
  const isValid = validity(token, scan.country);
  const isForeignShape = token.country !== null && scan.country !== null && token.country !== scan.country && token.shape < 3;
  let base = claim + (token.shape === 3 ? 0.5 : token.shape === 2 && !isForeignShape ? 0.2 : 0) + (isValid === true ? (token.shape === 1 ? 0.15 : 0.35) : isValid === false ? -0.5 : 0);
  if (claim < against) base -= 0.7 * (against - claim);
  const nearness = recipientNearness(scan, anchors, token);
  const page = scan.layout.pages.find((candidate) => candidate.number === token.page);
  const height = page ? token.box.y / page.height : 0.5;
  let issuer = base - 0.9 * nearness + (height < 0.25 ? 0.25 : height > 0.85 ? 0.2 : 0);
  let recipient = base + 0.8 * nearness - (height > 0.85 ? 0.3 : 0);
  if (isYours(scan, claims?.get('taxId')?.link.label)) {
    recipient += 0.8;
    issuer -= 0.8;
  }
  if (isBesideIssuerMarks(scan, token)) {
    issuer += 0.6;
    recipient -= 0.3;
  }
  const value = digits(token.value);
  for (const facts of scan.facts) {
    if (facts.values.issuerTaxId && digits(facts.values.issuerTaxId) === value) issuer += 4;
    if (facts.values.recipientTaxId && digits(facts.values.recipientTaxId) === value) recipient += 4;
  }
  const client = scan.context.client;
  if (client && digits(client.taxId) === value) recipient += nearness < 0 ? 0.2 : 0.8;
  return { token, claim, isValid, base, issuer, recipient };
}

function toDraft(candidate: Candidate, all: Candidate[], score: number, margin: number): FieldDraft {
  const { token } = candidate;
  return {
    value: token.value, source: token.ocr < 1 ? 'ocr' : 'text', page: token.page, box: token.box,
    evidence: {
      label: candidate.claim, check: candidate.isValid === true ? 1 : candidate.isValid === false ? -1 : 0, shape: token.shape, margin: Math.min(1, Math.max(0, margin)), score: Math.max(0, Math.min(2, score)),
      sightings: Math.min(3, all.filter((other) => other.token.value === token.value).length), ocr: token.ocr,
    },
  };
}

/** Of several tax ids in the upper half of the first page, the issuer's stands first unless labels say otherwise. */
function rankByHeight(scan: Scan, all: Candidate[]): void {
  const [first] = scan.layout.pages;
  const upper = all.filter((candidate) => candidate.token.page === first?.number && candidate.token.box.y < (first?.height ?? 0) * 0.5 && candidate.claim > 0.4).sort((a, b) => a.token.box.y - b.token.box.y);
  const values = [...new Set(upper.map((candidate) => candidate.token.value))];
  if (values.length < 2) return;
  for (const candidate of upper) {
    if (candidate.token.value === values[0]) candidate.issuer += 0.25;
    else candidate.recipient += 0.25;
  }
}

/** Chooses the issuer's and the recipient's tax ids together: one id cannot be both. */
export function chooseTaxIds(scan: Scan, anchors: Label[]): ChosenTaxIds {
  const links = linkLabels(scan.layout, scan.labels, scan.taxIds, (label) => meansAny(label, concepts));
  const claims = claimsOf(links, concepts);
  const all = scan.taxIds.map((token) => candidateOf(scan, anchors, token, claims.get(token))).filter((candidate) => candidate.base > 0.33 || candidate.issuer > 3 || candidate.recipient > 3);
  const bestOf = (role: 'issuer' | 'recipient'): Candidate[] => {
    const byValue = new Map<string, Candidate>();
    for (const candidate of all) {
      const known = byValue.get(digits(candidate.token.value));
      if (!known || candidate[role] > known[role]) byValue.set(digits(candidate.token.value), candidate);
    }
    return [...byValue.values()].sort((a, b) => b[role] - a[role]);
  };
  rankByHeight(scan, all);
  const issuers = [...bestOf('issuer').slice(0, 6), null];
  const recipients = [...bestOf('recipient').slice(0, 6), null];
  const pairs = issuers.flatMap((issuer) => recipients.map((recipient) => ({ issuer, recipient, score: (issuer?.issuer ?? 0.15) + (recipient?.recipient ?? 0.45) })))
    .filter(({ issuer, recipient }) => !issuer || !recipient || digits(issuer.token.value) !== digits(recipient.token.value))
    .sort((a, b) => b.score - a.score);
  const [best] = pairs;
  if (!best) return {};
  const rivalOf = (role: 'issuer' | 'recipient'): number => pairs.find((pair) => pair[role]?.token.value !== best[role]?.token.value)?.score ?? 0;
  return {
    ...(best.issuer ? { issuerTaxId: toDraft(best.issuer, all, best.issuer.issuer, best.score - rivalOf('issuer')) } : {}),
    ...(best.recipient ? { recipientTaxId: toDraft(best.recipient, all, best.recipient.recipient, best.score - rivalOf('recipient')) } : {}),
  };
}
