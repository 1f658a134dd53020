import type { FieldDraft } from '../draft.ts';
import { allCells } from '../layout/cells.ts';
import { fold } from '../layout/fold.ts';
import { foldedLines } from '../layout/fold-lines.ts';
import type { Label } from '../labels/find-labels.ts';
import { legalForm } from '../lexicon/legal-forms.ts';
import type { TaxIds } from './recipient-area.ts';
import type { Scan } from '../scan/scan.ts';
import { issuerChoices } from './issuer-names.ts';
import { isSameName, isWithin, type NameChoice } from './name-candidates.ts';
import { recipientChoices } from './recipient-names.ts';

export interface ChosenNames {
  issuerName?: FieldDraft;
  recipientName?: FieldDraft;
}

function toDraft(scan: Scan, choice: NameChoice, margin: number): FieldDraft {
  const { cell } = choice;
  const folded = fold(choice.name);
  const sightings = foldedLines(scan.layout).filter((line) => line.includes(folded)).length;
  const ocr = Math.min(...cell.tokens.map((token) => token.ocr));
  return {
    value: choice.name, source: ocr < 1 ? 'ocr' : 'text', page: cell.page, box: cell.box,
    evidence: { label: choice.label, score: Math.max(0, Math.min(1.5, choice.score)), margin: Math.min(1, Math.max(0, margin)), form: legalForm.test(folded) ? 1 : 0, sightings: Math.min(3, sightings), ocr },
  };
}

/** The fuller form of a name where it stands on the page too: "ACME" in the logo, "ACME Tools S.A." in the text. */
function fullest(choice: NameChoice, all: NameChoice[]): NameChoice {
  const hasForm = (name: string): boolean => legalForm.test(fold(name));
  if (hasForm(choice.name)) return choice;
  const fuller = all.filter((other) => other !== choice && (hasForm(other.name) || /^\p{Lu}[\p{L} ]+, \p{Lu}[\p{L} ]+$/u.test(other.name)) && other.score > choice.score - 0.5 && other.name.length > choice.name.length && isWithin(choice.name, other.name));
  return fuller[0] ?? choice;
}

/** An address without a label, and nobody else who could have written the page: it is the letterhead. */
function letterhead(pair: { issuer: NameChoice | null; recipient: NameChoice | null; score: number }): typeof pair {
  const { issuer, recipient } = pair;
  return recipient?.isUnlabelledAddress && (!issuer || issuer.score < 0.3) ? { ...pair, issuer: recipient, recipient: null } : pair;
}

/** The eight best of different names; choices come best first. */
function distinct(choices: NameChoice[]): NameChoice[] {
  const kept: NameChoice[] = [];
  for (const choice of choices) {
    if (kept.length >= 8) break;
    if (!kept.some((other) => isSameName(other.name, choice.name))) kept.push(choice);
  }
  return kept;
}

/** Chooses the issuer's and the recipient's names together: one name is not both. */
export function chooseNames(scan: Scan, anchors: Label[], taxIds: TaxIds): ChosenNames {
  const cells = allCells(scan.layout);
  const recipients = recipientChoices(scan, cells, anchors, taxIds);
  const client = scan.context.client;
  if (client) for (const choice of recipients) if (isSameName(choice.name, client.name)) choice.score += 0.5;
  recipients.sort((a, b) => b.score - a.score);
  const issuers = issuerChoices(scan, cells, anchors, taxIds).sort((a, b) => b.score - a.score);
  const bestRecipients = [null, ...distinct(recipients)];
  const pairs = [null, ...distinct(issuers)].flatMap((issuer) => bestRecipients.map((recipient) => ({ issuer, recipient, score: (issuer?.score ?? 0.2) + (recipient?.score ?? 0.3) }))).sort((a, b) => b.score - a.score);
  // Comparing names costs: only the first pairs are looked at.
  const isPossible = ({ issuer, recipient }: (typeof pairs)[number]): boolean => !issuer || !recipient || !(isSameName(issuer.name, recipient.name) || isWithin(issuer.name, recipient.name));
  const first = pairs.find(isPossible);
  const best = first && letterhead(first);
  if (!best) return {};
  const rivalOf = (role: 'issuer' | 'recipient'): number => pairs.find((pair) => pair[role] !== best[role] && isPossible(pair))?.score ?? 0;
  return {
    ...(best.issuer ? { issuerName: toDraft(scan, fullest(best.issuer, issuers), best.score - rivalOf('issuer')) } : {}),
    ...(best.recipient ? { recipientName: toDraft(scan, best.recipient, best.score - rivalOf('recipient')) } : {}),
  };
}
