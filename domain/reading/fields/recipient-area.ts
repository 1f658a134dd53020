import { cellsOf } from '../layout/cells.ts';
import { labelKey } from '../layout/fold.ts';
import { bottom, right, type LayoutPage } from '../layout/layout.ts';
import { means, type Label } from '../labels/find-labels.ts';
import type { Placed } from '../labels/links.ts';
import type { Scan } from '../scan/scan.ts';

/** Words that begin sentences and addresses too: they announce the recipient only alone in their cell or before a colon. */
const needsColon = new Set(['customer', 'client', 'buyer', 'to', 'kunde', 'an', 'klant', 'aan', 'para', 'usuario', 'titular', 'patient', 'paciente', 'firma', 'herrn', 'frau', 'client', 'abonado', 'guest', 'factura a', 'sr', 'attention', 'attn'].map(labelKey));

/** Labels that begin the part of the page about the recipient, first page first. Prose that merely mentions a client does not count. */
export function recipientAnchors(scan: Scan): Label[] {
  return scan.labels.filter((label) => {
    if (!means(label, 'recipient')) return false;
    const page = scan.layout.pages.find((candidate) => candidate.number === label.page);
    const line = scan.layout.lines[label.line];
    if (!page || !line || label.box.y > page.height * 0.7) return false;
    const rest = line.text.slice(label.to).trim().replace(/^\([^)]{2,30}\)\s*/, '');
    const cell = cellsOf(line).find((candidate) => candidate.from <= label.from && candidate.to >= label.to);
    const isAlone = rest === '' || label.isColon || /^[.:)]/.test(rest) || (cell !== undefined && cell.to - label.to < 3);
    return label.isCellStart && (isAlone || (!needsColon.has(label.key) && /^[\p{Lu}\d(]/u.test(rest))) && !(rest.split(/\s+/).length > 9 && !label.isColon);
  });
}

/** The least y of the recipient's part on a page; null where nothing announces it. */
export function recipientTop(anchors: Label[], page: LayoutPage): number | null {
  const own = anchors.filter((label) => label.page === page.number);
  return own.length > 0 ? Math.min(...own.map((label) => label.box.y)) : null;
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
    const far = place.box.x - right(anchor.box) > page.width * 0.45 && dy > 1;
    if (dy > -1.2 && dy < 14 && !isLeftOf) best = Math.max(best, (1 - Math.max(0, dy) * 0.045) * (far ? 0.6 : 1));
    else if (dy > -1.2 && dy < 9 && isLeftOf) best = Math.max(best, 0.25);
    if (bottom(place.box) < anchor.box.y - page.unit * 0.5) isAbove = true;
  }
  return best > 0 ? best : isAbove ? -0.6 : 0;
}
