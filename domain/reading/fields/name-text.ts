import { fold } from '../layout/fold.ts';
import { legalForm } from '../lexicon/legal-forms.ts';
import type { Cell } from '../layout/cells.ts';
import type { Label } from '../labels/find-labels.ts';

/** Takes codes, brackets and punctuation from around a name: "162 - ACME SRL (0000123)" is "ACME SRL". */
export function cleanName(text: string): string {
  return text
    .replace(/^[\s:.)\]\-–•|*#_]+/, '')
    .replace(/^\(\s*\d+\s*\)\s*/, '')
    .replace(/^(?:\[\d{2,}\]|\d{1,3}|\d{6,}|\d{2,}\s*[-–:])\s*[-–:]?\s+(?=\p{L})/u, '')
    .replace(/\s*[-–]?\s*[([{]\s*[-\w]*\d[-\w]*\s*[)\]}].*$/u, '')
    .replace(/\s+[-–]\s*\[.*$/, '')
    .replace(/[\s,:;|\-–]+$/, '')
    .replace(/\s{2,}/g, ' ')
    .trim();
}

/** Whether a text can be a name at all: letters, few digits, not a sentence. */
export function canBeName(text: string): boolean {
  const letters = (text.match(/\p{L}/gu) ?? []).length;
  const digits = (text.match(/\d/g) ?? []).length;
  const words = text.split(/\s+/).length;
  if (letters <= 5 && !/\s/.test(text.trim()) && legalForm.test(` ${fold(text)}`)) return false;
  return letters >= 3 && !/^[/&]/.test(text) && digits <= letters / 2 && text.length <= 90 && words <= 11 && !/^[\p{Ll}]/u.test(text.replace(/^(?:de|e-|i)/, 'X'));
}

/** The part of a cell between labels: after the last label that ends before `from`, up to the next label. */
export function cutAtLabels(cell: Cell, labels: Label[], from: number): string {
  const next = labels.filter((label) => label.line === cell.line && label.from >= Math.max(from, cell.from) && label.from < cell.to && (label.isColon || label.isCellStart)).map((label) => label.from);
  const end = Math.min(cell.to, ...next);
  return cell.text.slice(Math.max(0, from - cell.from), Math.max(0, end - cell.from));
}

/** Whether an e-mail or web domain of the page carries the name's letters: "info@acme-tools.com" and "ACME Tools S.A.". */
export function matchesDomain(name: string, domains: string[]): boolean {
  const words = fold(name).split(/[^a-z0-9]+/).filter((word) => word.length >= 4);
  return domains.some((domain) => words.some((word) => domain.includes(word)));
}
