import { fold } from '../layout/fold.ts';
import { bottom, right, type Layout } from '../layout/layout.ts';
import { means, type Label } from '../labels/find-labels.ts';
import type { Concept } from '../lexicon/concepts.ts';

/** "Vto." means the authorisation's day where it stands beside or under a CAE. */
function refineDue(label: Label, labels: Label[], layout: Layout): Label {
  if (!means(label, 'dueDate')) return label;
  const unit = layout.pages.find((page) => page.number === label.page)?.unit ?? 10;
  const isNearCae = labels.some((cae) => means(cae, 'cae') && cae.page === label.page && label.box.y > cae.box.y - unit * 2 && label.box.y - bottom(cae.box) < unit * 4
    && label.box.x < right(cae.box) + unit * 24 && right(label.box) > cae.box.x - unit * 8);
  return isNearCae ? { ...label, meanings: [{ concept: 'caeDueDate', strength: 2.5 }] } : label;
}

const sums: readonly Concept[] = ['total', 'subtotal', 'amountDue'];
const netWords = /^[\s(:-]*(?:netto|net|nett|neto|h\.? ?t\b|hors|excl|exkl|excluding|exclusive|ohne|sin\b|s\/|before|senza|zonder|exclusief|ex\b|sem\b|haric|imponibile|liquido)/;
const grossWords = /^[\s(:-]*(?:brutto|bruto|ttc|t\.t\.c|incl|inkl|including|inclusive|toutes|inclusief|gross|con iva|com iva|dahil|ivato)/;

/** "Rechnungssumme Netto", "Total (excl. VAT)", "Total TTC": the word after it says which total it is. */
function refineSum(label: Label, layout: Layout): Label {
  if (!sums.some((concept) => means(label, concept)) || means(label, 'net')) return label;
  const after = fold(layout.lines[label.line]?.text.slice(label.to, label.to + 24) ?? '');
  if (netWords.test(after)) return { ...label, meanings: [{ concept: 'net', strength: 2.5 }] };
  if (grossWords.test(after) && !means(label, 'subtotal')) return { ...label, meanings: [{ concept: 'total', strength: 3 }] };
  return label;
}

const inclusion = /(?:^|[\s(])(?:incl?|inkl|including|inclusive(?: of)?|excl?|exkl|excluding|exclusive(?: of)?|ohne|hors|sin|con|com|sem|ex|before|senza|iva|zonder|mit|without|with)\.?\s*$/;

/** "Total (inkl. USt.) 119,00": the tax is named only to say whether it is in the sum; the amount is not the tax. */
function isMention(label: Label, labels: Label[], layout: Layout): boolean {
  if (!means(label, 'vat')) return false;
  const text = fold(layout.lines[label.line]?.text.slice(0, label.from) ?? '');
  const before = labels.filter((other) => other.line === label.line && other.to <= label.from && (sums.some((concept) => means(other, concept)) || means(other, 'net') || means(other, 'lineAmount') || means(other, 'unitPrice'))).at(-1);
  const own = fold(layout.lines[label.line]?.text.slice(label.from, label.to) ?? '');
  return before !== undefined && label.from - before.to < 26 && (inclusion.test(text) || /^(?:inkl|incl|exkl|excl)/.test(own));
}

/** "Vergiler Dahil Toplam (Total)", "KDV (Tax)": the same label once more in another language. */
function isTranslation(label: Label, labels: Label[], layout: Layout): boolean {
  const text = layout.lines[label.line]?.text ?? '';
  return text[label.from - 1] === '(' && labels.some((other) => other.line === label.line && other.to < label.from && /^\s?\($/.test(text.slice(other.to, label.from)));
}

/** Labels whose meaning depends on what stands around them. */
export function refineLabels(labels: Label[], layout: Layout): Label[] {
  return labels.filter((label) => !isMention(label, labels, layout) && !isTranslation(label, labels, layout)).map((label) => refineSum(refineDue(label, labels, layout), layout));
}
