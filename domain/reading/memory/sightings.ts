import { amountFields, dateFields, type FieldName } from '../../../contract/extraction.ts';
import type { Box } from '../../../contract/page.ts';
import { isSameValue } from '../code/merge-codes.ts';
import { dateOrderOf, readDate } from '../fields/date-order.ts';
import { cleanName } from '../fields/name-text.ts';
import { cellsOf } from '../layout/cells.ts';
import { centreX, centreY, right } from '../layout/layout.ts';
import { fold, labelKey } from '../layout/fold.ts';
import type { Scan } from '../scan/scan.ts';
import { formatDecimal } from '../values/amount.ts';
import type { FieldPlace } from './supplier-memory.ts';

/** A value of a field's kind where it stands on the pages. */
export interface Sighting {
  value: string;
  line: number;
  page: number;
  from: number;
  box: Box;
  ocr: number;
}

const isOneOf = (names: readonly FieldName[], name: FieldName): boolean => names.includes(name);

/** Everything on the pages that could be a field's value, by its kind: days, amounts, numbers, tax ids, or the text of a cell. */
export function sightingsOf(scan: Scan, name: FieldName): Sighting[] {
  if (isOneOf(dateFields, name)) {
    const { order } = dateOrderOf(scan);
    return scan.dates.map((token) => ({ ...token, value: readDate(token, order) }));
  }
  if (isOneOf(amountFields, name)) return scan.amounts.filter((token) => !token.isPercent).map((token) => ({ ...token, value: formatDecimal(token.value) }));
  if (name === 'issuerTaxId' || name === 'recipientTaxId') return scan.taxIds.map((token) => ({ ...token }));
  if (name === 'invoiceNumber' || name === 'cae' || name === 'pointOfSale') {
    return scan.numbers.map((token) => ({ ...token, value: token.parts && name === 'invoiceNumber' ? `${token.parts.pointOfSale}-${token.parts.number}` : token.text }));
  }
  if (name !== 'issuerName' && name !== 'recipientName') return [];
  return scan.layout.lines.flatMap((line) => cellsOf(line).map((cell) => {
    // After a colon the value begins: "Cliente: ACME".
    const start = cell.text.lastIndexOf(':') + 1;
    return { value: cleanName(cell.text.slice(start)), line: cell.line, page: cell.page, from: cell.from + start, box: cell.box, ocr: Math.min(...cell.tokens.map((token) => token.ocr)) };
  }));
}

/** Letters of the words before a sighting on its line, and of the text above it: what announces it, in whatever words. */
export function surroundings(scan: Scan, sighting: Sighting): { before: string; above: string } {
  const line = scan.layout.lines[sighting.line];
  const cells = line ? cellsOf(line) : [];
  const own = cells.find((cell) => cell.from <= sighting.from && cell.to > sighting.from);
  const previous = cells[cells.indexOf(own as never) - 1];
  const lead = line && own ? line.text.slice(own.from, sighting.from) : '';
  const before = letters(lead) || letters(previous?.text ?? '');
  const page = scan.layout.pages.find((candidate) => candidate.number === sighting.page);
  const over = page?.lines.filter((other) => other.box.y + other.box.height <= sighting.box.y + page.unit * 0.3 && sighting.box.y - other.box.y < page.unit * 5)
    .flatMap(cellsOf).filter((cell) => cell.box.x < right(sighting.box) && right(cell.box) > sighting.box.x).sort((a, b) => b.box.y - a.box.y)[0];
  return { before, above: letters(over?.text ?? '') };
}

/** The last letters of a label: digits are values of other fields, which change. */
const letters = (text: string): string => labelKey(fold(text).replace(/[^\p{L}\s]/gu, ' ')).slice(-24);

/** Where a sighting stands, in the words of the memory. */
export function placeOf(scan: Scan, sighting: Sighting): FieldPlace {
  const page = scan.layout.pages.find((candidate) => candidate.number === sighting.page);
  const { before, above } = surroundings(scan, sighting);
  const isLast = scan.layout.pages.length > 1 && page === scan.layout.pages.at(-1);
  return {
    label: before || above, relation: before ? 'right' : above ? 'below' : 'none',
    x: page ? centreX(sighting.box) / page.width : 0, y: page ? centreY(sighting.box) / page.height : 0, page: isLast ? -1 : (scan.layout.pages.indexOf(page as never) + 1),
  };
}

/** How well a sighting stands where the memory says: 0..1. The label counts most; without one the place alone must do. */
export function likeness(scan: Scan, sighting: Sighting, place: FieldPlace): number {
  const pages = scan.layout.pages;
  const page = place.page === -1 ? pages.at(-1) : pages[place.page - 1];
  const own = pages.find((candidate) => candidate.number === sighting.page);
  if (!page || !own) return 0;
  const { before, above } = surroundings(scan, sighting);
  const seen = place.relation === 'right' ? before : above;
  const distance = Math.hypot((centreX(sighting.box) / own.width - place.x), (centreY(sighting.box) / own.height - place.y) * 0.7);
  const near = Math.max(0, 1 - distance / 0.12) * (page === own ? 1 : 0.4);
  if (place.relation === 'none') return 0.75 * near;
  if (seen !== place.label) return 0.4 * near;
  // The same label twice on a page: the nearer one.
  return 0.75 + 0.25 * near;
}

/** The sighting of a value that a person gave: the first of those that say the same. */
export function findSighting(scan: Scan, name: FieldName, value: string): Sighting | undefined {
  const same = (other: string): boolean => (name === 'issuerName' || name === 'recipientName' ? fold(other) === fold(value) : isSameValue(name, other, value));
  const all = sightingsOf(scan, name).filter((sighting) => same(sighting.value));
  return all.find((sighting) => placeOf(scan, sighting).label !== '') ?? all[0];
}
