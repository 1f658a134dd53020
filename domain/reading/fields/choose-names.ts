import type { FieldDraft } from '../draft.ts';
import { allCells, type Cell } from '../layout/cells.ts';
import { fold, foldedWords, labelKey, similarity } from '../layout/fold.ts';
import { bottom, right, type LayoutPage } from '../layout/layout.ts';
import { means, type Label } from '../labels/find-labels.ts';
import { legalForm, notName } from '../lexicon/legal-forms.ts';
import type { Scan } from '../scan/scan.ts';
import { canBeName, cleanName, cutAtLabels, matchesDomain } from './name-text.ts';
import { findAddressBlocks } from './address-blocks.ts';
import { recipientNearness } from './recipient-area.ts';

interface NameChoice { name: string; cell: Cell; score: number; label: number }

export interface ChosenNames {
  issuerName?: FieldDraft;
  recipientName?: FieldDraft;
}

const pageOf = (scan: Scan, cell: { page: number }): LayoutPage | undefined => scan.layout.pages.find((page) => page.number === cell.page);

/** Cells right of a label on its line, and the first lines below it in its column. */
function cellsNear(cells: Cell[], label: Label, unit: number): { cell: Cell; from: number; distance: number }[] {
  const near: { cell: Cell; from: number; distance: number }[] = [];
  for (const cell of cells) {
    if (cell.page !== label.page) continue;
    if (cell.line === label.line) {
      if (cell.to <= label.to) continue;
      const from = Math.max(cell.from, label.to);
      near.push({ cell, from, distance: cell.from >= label.to ? 0.1 + Math.max(0, cell.box.x - right(label.box)) / unit / 40 : 0 });
      continue;
    }
    const dy = (cell.box.y - bottom(label.box)) / unit;
    const apart = Math.max(cell.box.x - right(label.box), label.box.x - right(cell.box)) / unit;
    if (dy >= -0.5 && dy < 4.5 && apart < 1.5) near.push({ cell, from: cell.from, distance: 0.25 + 0.12 * dy + (Math.abs(cell.box.x - label.box.x) > unit * 3 ? 0.15 : 0) });
  }
  return near.sort((a, b) => a.distance - b.distance);
}

/** The nearest text to a label that can be a name. */
function namedBy(scan: Scan, cells: Cell[], label: Label, weight: number): NameChoice[] {
  const unit = pageOf(scan, label)?.unit ?? 10;
  const choices: NameChoice[] = [];
  for (const { cell, from, distance } of cellsNear(cells, label, unit)) {
    const raw = cutAtLabels(cell, scan.labels.filter((other) => other !== label), from);
    // "Käufer/Leistungsempfänger": the label goes on.
    if (cell.line === label.line && raw.startsWith('/')) continue;
    const name = cleanName(raw);
    if (!canBeName(name) || /^(?:cuit|c\.u\.i\.t|dni|iva|tel)/i.test(name)) continue;
    const isAddress = notName.test(fold(name)) && !legalForm.test(fold(name));
    choices.push({ name, cell, label: weight * (1 - distance), score: weight * (1 - distance) - (isAddress ? 0.5 : 0) + (legalForm.test(fold(name)) ? 0.25 : 0) });
    if (choices.length >= 3) break;
  }
  return choices;
}

function domainsOf(scan: Scan): string[] {
  const text = fold(scan.layout.lines.map((line) => line.text).join('\n'));
  return [...text.matchAll(/(?:@|www\.|https?:\/\/)([a-z0-9.-]+)/g)].map((match) => (match[1] ?? '').replace(/[^a-z0-9]/g, '')).filter((domain) => !/^(?:hotmail|gmail|yahoo|outlook|afip|live)/.test(domain));
}

function headScore(scan: Scan, anchors: Label[], cell: Cell, name: string, domains: string[]): number {
  const page = pageOf(scan, cell);
  const [first] = scan.layout.pages;
  if (!page) return 0;
  const folded = fold(name);
  const labels = scan.labels.filter((label) => label.line === cell.line && label.from < cell.to && label.to > cell.from);
  const covered = labels.reduce((sum, label) => sum + Math.min(label.to, cell.to) - Math.max(label.from, cell.from), 0) / Math.max(1, cell.to - cell.from);
  const height = cell.box.y / page.height;
  let score = legalForm.test(folded) ? 0.6 : 0;
  score += page === first ? 0.45 * Math.max(0, 1 - height * 2.2) : -0.1;
  score += Math.min(0.5, 0.5 * Math.max(0, cell.height / page.unit - 1.1));
  score += matchesDomain(name, domains) ? 0.4 : 0;
  score -= 0.9 * covered + (notName.test(folded) ? 0.5 : 0) + (name.includes(':') ? 0.5 : 0) + (/\d/.test(name) ? 0.25 : 0) + (name.length < 5 ? 0.3 : 0) + (height > 0.85 ? 0.05 : height > 0.35 ? 0.35 : 0);
  score -= 0.9 * Math.max(0, recipientNearness(scan, anchors, cell));
  if (score > 0.1 && scan.layout.lines.filter((line) => fold(line.text).includes(folded)).length > scan.layout.pages.length) score += 0.2;
  return score;
}

const isSameName = (a: string, b: string): boolean => fold(a) === fold(b) || similarity(fold(a), fold(b)) > 0.85;

/** Whether a name's words all stand in another name. */
const isWithin = (part: string, whole: string): boolean => {
  const words = foldedWords(whole);
  return foldedWords(part).every((word) => words.includes(word));
};

function toDraft(scan: Scan, choice: NameChoice, margin: number): FieldDraft {
  const { cell } = choice;
  const sightings = scan.layout.lines.filter((line) => fold(line.text).includes(fold(choice.name))).length;
  const ocr = Math.min(...cell.tokens.map((token) => token.ocr));
  return {
    value: choice.name, source: ocr < 1 ? 'ocr' : 'text', page: cell.page, box: cell.box,
    evidence: { label: choice.label, score: Math.max(0, Math.min(1.5, choice.score)), margin: Math.min(1, Math.max(0, margin)), form: legalForm.test(fold(choice.name)) ? 1 : 0, sightings: Math.min(3, sightings), ocr },
  };
}

/** Keys of labels that say "name" of anybody; those of a legal name are mostly the issuer's own. */
const anyName = new Set(['name', 'nombre', 'nom', 'nome', 'naam', 'nombre y apellidos', 'adı soyadı', 'nominativo'].map(labelKey));

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
function inAddressBlocks(scan: Scan, issuerNames: string[]): NameChoice[] {
  const domains = domainsOf(scan);
  return findAddressBlocks(scan).flatMap(({ cells }) => {
    const cell = cells.find((candidate) => canBeName(cleanName(candidate.text)) && !notName.test(fold(candidate.text)));
    if (!cell || cell !== cells[0]) return [];
    const name = cleanName(cell.text);
    const isIssuer = matchesDomain(name, domains) || issuerNames.some((other) => isSameName(other, name));
    const isSender = scan.labels.some((label) => label.page === cell.page && cells.some((line) => line.line === label.line) && (means(label, 'titleInvoice') || means(label, 'contact') || means(label, 'taxId')));
    return [{ name, cell, label: 0.2, score: 0.55 - (isIssuer ? 0.5 : 0) - (isSender ? 0.25 : 0) - (scan.labels.some((label) => label.line === cell.line && label.from < cell.to && label.to > cell.from) ? 0.3 : 0) }];
  });
}

function recipientChoices(scan: Scan, cells: Cell[], anchors: Label[], taxId: FieldDraft | undefined): NameChoice[] {
  const choices = anchors.flatMap((anchor) => namedBy(scan, cells, anchor, anchor.isColon || anchor.key.length >= 6 ? 1 : 0.8));
  const names = scan.labels.filter((candidate) => means(candidate, 'name') && !means(candidate, 'recipient'));
  for (const label of names) {
    if (recipientNearness(scan, anchors, label) > 0.3) choices.push(...namedBy(scan, cells, label, 1.1));
    else if (anchors.length === 0 && label.isColon && (anyName.has(label.key) || isSecondName(names, label))) choices.push(...namedBy(scan, cells, label, 0.9));
  }
  if (anchors.length === 0) choices.push(...besideTaxId(scan, cells, taxId), ...inAddressBlocks(scan, []));
  return choices;
}

/** "Razón Social" twice on a page: first the issuer's, then the recipient's. */
function isSecondName(names: Label[], label: Label): boolean {
  return names.some((other) => other.page === label.page && other.key === label.key && other.box.y < label.box.y - label.box.height * 2);
}

/** A name that goes on in the next line: "HARDWARE &" / "ELECTRICAL", or its legal form alone below it. */
function continued(cell: Cell, cells: Cell[]): string[] {
  const next = cells.find((other) => other.page === cell.page && other.box.y > cell.box.y + cell.height * 0.5 && other.box.y - bottom(cell.box) < cell.height * 0.9 && Math.abs(other.box.x + other.box.width / 2 - cell.box.x - cell.box.width / 2) < Math.max(cell.box.width, other.box.width) * 0.6);
  if (!next) return [];
  const isOpen = /(?:&|\by|\be|\band|\bund|\bet|\bde|,)$/i.test(cell.text);
  const isForm = legalForm.test(` ${fold(next.text)}`) && next.text.length < 22;
  return isOpen || isForm ? [`${cell.text} ${next.text}`] : [];
}

function issuerChoices(scan: Scan, cells: Cell[], anchors: Label[]): NameChoice[] {
  const domains = domainsOf(scan);
  const choices: NameChoice[] = [];
  const names = scan.labels.filter((candidate) => means(candidate, 'name') && candidate.isColon && !means(candidate, 'recipient'));
  for (const label of names) {
    if (recipientNearness(scan, anchors, label) <= 0 && !isSecondName(names, label)) choices.push(...namedBy(scan, cells, label, anyName.has(label.key) ? 0.45 : 1.3));
  }
  for (const label of scan.labels.filter((candidate) => means(candidate, 'issuer') && candidate.isCellStart && (candidate.isColon || candidate.key.length > 5))) choices.push(...namedBy(scan, cells, label, 0.8));
  for (const cell of cells) {
    const cut = cutAtLabels(cell, scan.labels, cell.from);
    for (const raw of new Set([cell.text, cut, ...continued(cell, cells), ...(cell.text.includes(' - ') ? [cell.text.split(' - ')[0] ?? ''] : []), cell.text.replace(/^de\s+/, '')])) {
      const name = cleanName(raw);
      if (canBeName(name)) choices.push({ name, cell, label: 0, score: headScore(scan, anchors, cell, name, domains) - (raw === cell.text ? 0 : 0.02) });
    }
  }
  return choices;
}

/** Chooses the issuer's and the recipient's names; one name is not both. */
export function chooseNames(scan: Scan, anchors: Label[], recipientTaxId: FieldDraft | undefined): ChosenNames {
  const cells = allCells(scan.layout);
  const recipients = recipientChoices(scan, cells, anchors, recipientTaxId).sort((a, b) => b.score - a.score);
  const client = scan.context.client;
  if (client) for (const choice of recipients) if (isSameName(choice.name, client.name)) choice.score += 0.5;
  recipients.sort((a, b) => b.score - a.score);
  const recipient = recipients.find((choice) => choice.score > 0.3);
  const issuers = issuerChoices(scan, cells, anchors).filter((choice) => !recipient || !isSameName(choice.name, recipient.name) && !isWithin(choice.name, recipient.name)).sort((a, b) => b.score - a.score);
  const [issuer] = issuers;
  const issuerRival = issuers.find((choice) => issuer && !isSameName(choice.name, issuer.name));
  const recipientRival = recipients.find((choice) => recipient && !isSameName(choice.name, recipient.name));
  return {
    ...(issuer && issuer.score > 0.2 ? { issuerName: toDraft(scan, issuer, issuer.score - (issuerRival?.score ?? 0)) } : {}),
    ...(recipient ? { recipientName: toDraft(scan, recipient, recipient.score - (recipientRival?.score ?? 0)) } : {}),
  };
}
