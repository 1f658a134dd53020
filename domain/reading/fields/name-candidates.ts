import type { Cell } from '../layout/cells.ts';
import { fold, foldedWords, isSimilar, labelKey } from '../layout/fold.ts';
import { foldedText } from '../layout/fold-lines.ts';
import { bottom, right, type LayoutPage } from '../layout/layout.ts';
import type { Label } from '../labels/find-labels.ts';
import { legalForm, notName } from '../lexicon/legal-forms.ts';
import type { Scan } from '../scan/scan.ts';
import { canBeName, cleanName, cutAtLabels } from './name-text.ts';

/** A text that may be somebody's name. */
export interface NameChoice {
  name: string;
  cell: Cell;
  score: number;
  /** What a label says for it, 0..1. */
  label: number;
  /** The first line of an address that nothing announces. */
  isUnlabelledAddress?: boolean;
}

export const pageOf = (scan: Scan, cell: { page: number }): LayoutPage | undefined => scan.layout.pages.find((page) => page.number === cell.page);

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
export function namedBy(scan: Scan, cells: Cell[], label: Label, weight: number): NameChoice[] {
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

/** Domains of the page's e-mail and web addresses, those of public mail services left out. */
export function domainsOf(scan: Scan): string[] {
  return [...foldedText(scan.layout).matchAll(/(?:@|www\.|https?:\/\/)([a-z0-9.-]+)/g)].map((match) => (match[1] ?? '').replace(/[^a-z0-9]/g, '')).filter((domain) => !/^(?:hotmail|gmail|yahoo|outlook|afip|live)/.test(domain));
}

export function isSameName(a: string, b: string): boolean {
  const [x, y] = [fold(a), fold(b)];
  return x === y || isSimilar(x, y, 0.85);
}

/** Whether a name's words all stand in another name. */
export const isWithin = (part: string, whole: string): boolean => {
  const words = foldedWords(whole);
  return foldedWords(part).every((word) => words.includes(word));
};

/** Keys of labels that say "name" of anybody; those of a legal name are mostly the issuer's own. */
export const anyName = new Set(['name', 'nombre', 'nom', 'nome', 'naam', 'nombre y apellidos', 'adı soyadı', 'nominativo'].map(labelKey));

/** "Razón Social" twice on a page: first the issuer's, then the recipient's. */
export function isSecondName(names: Label[], label: Label): boolean {
  return names.some((other) => other.page === label.page && other.key === label.key && other.box.y < label.box.y - label.box.height * 2);
}

