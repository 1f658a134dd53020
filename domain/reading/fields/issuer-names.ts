import type { FieldDraft } from '../draft.ts';
import type { Cell } from '../layout/cells.ts';
import { fold } from '../layout/fold.ts';
import { foldedLines } from '../layout/fold-lines.ts';
import { bottom, centreX } from '../layout/layout.ts';
import { means, type Label } from '../labels/find-labels.ts';
import { legalForm, notName } from '../lexicon/legal-forms.ts';
import type { Concept } from '../lexicon/concepts.ts';
import type { Scan } from '../scan/scan.ts';
import { findSenderLines } from './address-blocks.ts';
import { anyName, domainsOf, isSecondName, namedBy, pageOf, type NameChoice } from './name-candidates.ts';
import { canBeName, cleanName, cutAtLabels, matchesDomain } from './name-text.ts';
import { recipientNearness, sectionOf, sideOfTaxId, type TaxIds } from './recipient-area.ts';

function headScore(scan: Scan, anchors: Label[], cell: Cell, name: string, domains: string[]): number {
  const page = pageOf(scan, cell);
  const [first] = scan.layout.pages;
  if (!page) return 0;
  const folded = fold(name);
  const labels = scan.labels.filter((label) => label.line === cell.line && label.from < cell.to && label.to > cell.from);
  // A word at the end of a name may look like a label; one that heads the cell, or goes before a colon, is one.
  const covered = labels.filter((label) => label.isCellStart || label.isColon || label.from <= cell.from + 1).reduce((sum, label) => sum + Math.min(label.to, cell.to) - Math.max(label.from, cell.from), 0) / Math.max(1, cell.to - cell.from);
  const height = cell.box.y / page.height;
  let score = legalForm.test(folded) ? 0.6 : 0;
  score += page === first ? 0.45 * Math.max(0, 1 - height * 2.2) : -0.1;
  score += Math.min(0.5, 0.5 * Math.max(0, cell.height / page.unit - 1.1));
  score += matchesDomain(name, domains) ? 0.4 : 0;
  score -= 0.9 * covered + (notName.test(folded) ? 0.5 : 0) + (name.includes(':') ? 0.5 : 0) + (/\d/.test(name) ? 0.25 : 0) + (name.length < 5 ? 0.3 : 0) + (/^[([]/.test(name) ? 0.4 : 0) + (height > 0.85 ? 0.05 : height > 0.35 ? 0.35 : 0);
  if (scan.labels.filter((label) => label.line === cell.line && !label.isColon && ['description', 'quantity', 'unitPrice', 'lineAmount', 'code', 'unit', 'rate'].some((concept) => means(label, concept as Concept))).length >= 2) score -= 0.6;
  score -= 0.9 * Math.max(0, recipientNearness(scan, anchors, cell));
  if (score > 0.1 && foldedLines(scan.layout).filter((line) => line.includes(folded)).length > scan.layout.pages.length) score += 0.2;
  return score;
}

const lineBelow = (cell: Cell, cells: Cell[]): Cell | undefined =>
  cells.find((other) => other.page === cell.page && other.box.y > cell.box.y + cell.height * 0.5 && other.box.y - bottom(cell.box) < cell.height * 0.9 && Math.abs(centreX(other.box) - centreX(cell.box)) < Math.max(cell.box.width, other.box.width) * 0.6);

/** A name that goes on in the next line: "HARDWARE &" / "ELECTRICAL", or its legal form alone below it. */
function continued(cell: Cell, next: Cell | undefined): string[] {
  if (!next) return [];
  const isOpen = /(?:&|\by|\be|\band|\bund|\bet|\bde|,)$/i.test(cell.text);
  const isForm = fold(` ${next.text}`).replace(legalForm, '').trim() === '';
  return isOpen || isForm ? [`${cell.text} ${next.text}`] : [];
}

/** The issuer's name stands in one block with its tax id more often than not. */
function nearTaxId(scan: Scan, cell: Cell, taxId: FieldDraft | undefined): number {
  const unit = pageOf(scan, cell)?.unit ?? 10;
  if (!taxId?.box || taxId.page !== cell.page) return 0;
  const dy = (taxId.box.y - cell.box.y) / unit;
  return dy > -1 && dy < 9 && Math.abs(taxId.box.x - cell.box.x) < unit * 14 ? 0.15 : 0;
}

/** What may be the issuer's name, unsorted. */
export function issuerChoices(scan: Scan, cells: Cell[], anchors: Label[], taxIds: TaxIds): NameChoice[] {
  const domains = domainsOf(scan);
  const choices: NameChoice[] = findSenderLines(scan.layout).map(({ name, cell }) => ({ name: cleanName(name), cell, label: 0.6, score: 1 }));
  const names = scan.labels.filter((candidate) => means(candidate, 'name') && candidate.isColon && !means(candidate, 'recipient'));
  for (const label of names) {
    const section = sectionOf(scan, anchors, label) ?? sideOfTaxId(scan, taxIds, label);
    if (section === 'issuer') choices.push(...namedBy(scan, cells, label, 1.3));
    else if (section === null && recipientNearness(scan, anchors, label) <= 0 && !isSecondName(names, label)) choices.push(...namedBy(scan, cells, label, anyName.has(label.key) ? 0.45 : 1.3));
  }
  for (const label of scan.labels.filter((candidate) => means(candidate, 'issuer') && candidate.isCellStart && (candidate.isColon || candidate.key.length > 5))) choices.push(...namedBy(scan, cells, label, 0.8));
  const longer = new Map<Cell, string[]>();
  const tails = new Set<Cell>();
  for (const cell of cells) {
    const next = lineBelow(cell, cells);
    const names = continued(cell, next);
    longer.set(cell, names);
    if (next && names.length > 0) tails.add(next);
  }
  for (const cell of cells) {
    if (tails.has(cell)) continue;
    const cut = cutAtLabels(cell, scan.labels, cell.from);
    for (const raw of new Set([cell.text, cut, ...(longer.get(cell) ?? []), ...(cell.text.includes(' - ') ? [cell.text.split(' - ')[0] ?? ''] : []), cell.text.replace(/^de\s+/i, '')])) {
      const name = cleanName(raw);
      if (canBeName(name)) choices.push({ name, cell, label: 0, score: headScore(scan, anchors, cell, name, domains) + nearTaxId(scan, cell, taxIds.issuerTaxId) - (raw === cell.text ? 0 : 0.02) });
    }
  }
  return choices;
}

