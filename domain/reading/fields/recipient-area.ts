import { cellsOf } from '../layout/cells.ts';
import { labelKey } from '../layout/fold.ts';
import { bottom, right } from '../layout/layout.ts';
import { means, type Label } from '../labels/find-labels.ts';
import type { Placed } from '../labels/links.ts';
import type { FieldDraft } from '../draft.ts';
import type { Scan } from '../scan/scan.ts';
import { findAddressBlocks } from './address-blocks.ts';

/** Words that begin sentences and addresses too: they announce the recipient only alone in their cell or before a colon. */
const needsColon = new Set(['customer', 'client', 'buyer', 'to', 'kunde', 'an', 'klant', 'aan', 'para', 'usuario', 'titular', 'patient', 'paciente', 'firma', 'herrn', 'frau', 'client', 'abonado', 'guest', 'factura a', 'sr', 'attention', 'attn'].map(labelKey));

/** Labels that begin the part of the page about the recipient, first page first. Prose that merely mentions a client does not count. */
export function recipientAnchors(scan: Scan): Label[] {
  return scan.labels.filter((label) => {
    if (!means(label, 'recipient')) return false;
    const page = scan.layout.pages.find((candidate) => candidate.number === label.page);
    const line = scan.layout.lines[label.line];
    const lowest = label.key.length <= 3 ? 0.45 : 0.7;
    if (!page || !line || label.box.y > page.height * lowest) return false;
    const rest = line.text.slice(label.to).trim().replace(/^\([^)]{2,30}\)\s*/, '');
    const cell = cellsOf(line).find((candidate) => candidate.from <= label.from && candidate.to >= label.to);
    const isAlone = rest === '' || label.isColon || /^[.:)]/.test(rest) || (cell !== undefined && cell.to - label.to < 3);
    return label.isCellStart && (isAlone || (!needsColon.has(label.key) && /^[\p{Lu}\d(]/u.test(rest))) && !(rest.split(/\s+/).length > 9 && !label.isColon);
  });
}

/** Labels that begin the part of the page about the issuer: "Verkäufer", "From:". */
function issuerAnchors(scan: Scan): Label[] {
  return scan.labels.filter((label) => {
    const line = scan.layout.lines[label.line];
    return means(label, 'issuer') && line !== undefined && label.isCellStart && (label.isColon || line.text.slice(label.to).trim() === '' || cellsOf(line).some((cell) => cell.from <= label.from && cell.to - label.to < 3 && cell.to >= label.to));
  });
}

/** Whose part of the page a place is in: the nearest heading above it in its column; null where none stands there. */
export function sectionOf(scan: Scan, anchors: Label[], place: Placed): 'issuer' | 'recipient' | null {
  const page = scan.layout.pages.find((candidate) => candidate.number === place.page);
  if (!page) return null;
  const above = (label: Label): number => (label.page === place.page && label.box.y <= place.box.y + page.unit * 0.3 && label.box.x < place.box.x + page.unit * 8 && place.box.x - label.box.x < page.width * 0.45 ? place.box.y - label.box.y : Infinity);
  const recipient = Math.min(Infinity, ...anchors.map(above));
  const issuer = Math.min(Infinity, ...issuerAnchors(scan).map(above));
  const nearest = Math.min(recipient, issuer);
  if (nearest > page.unit * 22) return null;
  return recipient <= issuer ? 'recipient' : 'issuer';
}

/** Whether a place belongs to an address beside the recipient's own: a column of its own that begins no lower than the recipient's label. */
function isInBlockBeside(scan: Scan, anchor: Label, place: Placed): boolean {
  const unit = scan.layout.pages.find((page) => page.number === place.page)?.unit ?? 10;
  const blocks = findAddressBlocks(scan.layout);
  const own = blocks.find(({ cells }) => cells.some((cell) => cell.line === place.line && cell.from <= place.from && cell.to >= place.to));
  const recipient = blocks.find(({ cells: [first] }) => first && Math.abs(first.box.x - anchor.box.x) < unit * 3 && first.box.y > anchor.box.y - unit * 0.5 && first.box.y < anchor.box.y + unit * 3.5);
  const [head] = own?.cells ?? [];
  return own !== undefined && recipient !== undefined && own !== recipient && head !== undefined && head.box.y < anchor.box.y + unit * 1.5 && Math.abs(head.box.x - anchor.box.x) > unit * 12;
}

/** How far a place belongs to the recipient by its position: 1 beside or under a recipient's label, -1 well above it, 0 unknown. */
export function recipientNearness(scan: Scan, anchors: Label[], place: Placed): number {
  const page = scan.layout.pages.find((candidate) => candidate.number === place.page);
  if (!page) return 0;
  let best = 0;
  let isAbove = false;
  for (const anchor of anchors) {
    if (anchor.page !== place.page) continue;
    const dy = (place.box.y - anchor.box.y) / page.unit;
    const isLeftOf = right(place.box) < anchor.box.x - page.unit * 2;
    if (isInBlockBeside(scan, anchor, place)) continue;
    const far = place.box.x - right(anchor.box) > page.width * 0.45 && dy > 1;
    if (dy > -1.2 && dy < 14 && !isLeftOf) best = Math.max(best, (1 - Math.max(0, dy) * 0.045) * (far ? 0.6 : 1));
    else if (dy > -1.2 && dy < 9 && isLeftOf) best = Math.max(best, 0.25);
    if (bottom(place.box) < anchor.box.y - page.unit * 0.5) isAbove = true;
  }
  return best > 0 ? best : isAbove ? -0.6 : 0;
}

/** The tax ids chosen for both sides. */
export interface TaxIds {
  issuerTaxId?: FieldDraft;
  recipientTaxId?: FieldDraft;
}

/** Whose tax id stands with a place: in its line or the few below it, and nearer than the other's; null where neither or both do. */
export function sideOfTaxId(scan: Scan, taxIds: TaxIds, place: Placed): 'issuer' | 'recipient' | null {
  const page = scan.layout.pages.find((candidate) => candidate.number === place.page);
  if (!page) return null;
  const distance = (id: FieldDraft | undefined): number => {
    if (!id?.box || id.page !== place.page) return Infinity;
    const dy = (id.box.y - place.box.y) / page.unit;
    return dy < -2.5 || dy > 8 ? Infinity : Math.abs(dy);
  };
  const [issuer, recipient] = [distance(taxIds.issuerTaxId), distance(taxIds.recipientTaxId)];
  if (issuer === recipient) return null;
  return recipient < issuer ? 'recipient' : 'issuer';
}
