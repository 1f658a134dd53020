import type { FieldDraft } from '../draft.ts';
import type { Cell } from '../layout/cells.ts';
import { fold } from '../layout/fold.ts';
import { means, type Label } from '../labels/find-labels.ts';
import { legalForm, notName } from '../lexicon/legal-forms.ts';
import type { Scan } from '../scan/scan.ts';
import { findAddressBlocks, findSenderLines } from './address-blocks.ts';
import { anyName, domainsOf, isSameName, isSecondName, namedBy, type NameChoice } from './name-candidates.ts';
import { canBeName, cleanName, cutAtLabels, matchesDomain } from './name-text.ts';
import { recipientNearness, sectionOf, sideOfTaxId, type TaxIds } from './recipient-area.ts';

/** Cells beside or above the recipient's tax id: where nothing announces the recipient, its name stands there. */
function besideTaxId(scan: Scan, cells: Cell[], taxId: FieldDraft | undefined): NameChoice[] {
  const { box, page: number } = taxId ?? {};
  const page = scan.layout.pages.find((candidate) => candidate.number === number);
  if (!box || !page) return [];
  return cells.flatMap((cell) => {
    if (cell.page !== page.number) return [];
    const dy = (box.y - cell.box.y) / page.unit;
    const isSameLine = Math.abs(dy) < 0.7;
    if (dy < -0.7 || dy > 5.5 || (isSameLine && cell.box.x > box.x) || (!isSameLine && Math.abs(cell.box.x - box.x) > page.width * 0.6)) return [];
    const name = cleanName(cutAtLabels(cell, scan.labels, cell.from));
    const folded = fold(name);
    if (!canBeName(name) || scan.labels.some((label) => label.line === cell.line && label.from <= cell.from && label.to > cell.from)) return [];
    const score = 0.62 - 0.06 * dy + (legalForm.test(folded) ? 0.3 : 0) - (notName.test(folded) || /\d/.test(name) ? 0.4 : 0) - (cell.box.x > page.width * 0.5 ? 0.1 : 0);
    return [{ name, cell, label: 0.3, score }];
  });
}

/** The first line of a postal address that is not the issuer's: the window of an envelope. */
function inAddressBlocks(scan: Scan): NameChoice[] {
  const domains = domainsOf(scan);
  const senders = findSenderLines(scan.layout);
  const pageUnit = scan.layout.pages[0]?.unit ?? 10;
  return findAddressBlocks(scan.layout).flatMap(({ cells }) => {
    const cell = cells.find((candidate) => canBeName(cleanName(candidate.text)) && !notName.test(fold(candidate.text)));
    if (!cell || cell !== cells[0]) return [];
    const name = cleanName(cell.text);
    const isIssuer = matchesDomain(name, domains) || senders.some((sender) => isSameName(sender.name, name));
    const isSender = scan.labels.some((label) => label.page === cell.page && cells.some((line) => line.line === label.line) && (means(label, 'titleInvoice') || means(label, 'contact') || means(label, 'taxId') || /^(?:tel|fon|fax|telefon|phone|web)/.test(label.key)));
    // What stands first on the page is the sender's letterhead.
    const isFirst = scan.layout.lines.filter((line) => line.page === cell.page && line.box.y < cell.box.y - pageUnit).length === 0;
    const isUnderSender = senders.some((sender) => cell.box.y > sender.cell.box.y && cell.box.y - sender.cell.box.y < pageUnit * 10 && Math.abs(cell.box.x - sender.cell.box.x) < pageUnit * 6);
    return [{ name, cell, label: 0.2, isUnlabelledAddress: !isUnderSender, score: 0.55 + (isUnderSender ? 0.5 : 0) - (isFirst ? 0.4 : 0) - (isIssuer ? 0.5 : 0) - (isSender ? 0.25 : 0) - (scan.labels.some((label) => label.line === cell.line && label.from < cell.to && label.to > cell.from) ? 0.3 : 0) }];
  });
}

/** What may be the recipient's name, unsorted. */
export function recipientChoices(scan: Scan, cells: Cell[], anchors: Label[], taxIds: TaxIds): NameChoice[] {
  const choices = anchors.flatMap((anchor) => namedBy(scan, cells, anchor, anchor.isColon || anchor.key.length >= 6 ? 1 : 0.8));
  const names = scan.labels.filter((candidate) => means(candidate, 'name') && !means(candidate, 'recipient'));
  for (const label of names) {
    const section = sectionOf(scan, anchors, label) ?? sideOfTaxId(scan, taxIds, label);
    if (section === 'recipient' || (section === null && recipientNearness(scan, anchors, label) > 0.3)) choices.push(...namedBy(scan, cells, label, 1.1));
    else if (section === null && anchors.length === 0 && label.isColon && (anyName.has(label.key) || isSecondName(names, label))) choices.push(...namedBy(scan, cells, label, 0.9));
  }
  if (!choices.some((choice) => choice.score > 0.4)) choices.push(...besideTaxId(scan, cells, taxIds.recipientTaxId), ...inAddressBlocks(scan));
  return choices;
}

