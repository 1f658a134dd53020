import { bottom, type Layout, type LayoutPage } from '../layout/layout.ts';
import { allCells, type Cell } from '../layout/cells.ts';
import { fold } from '../layout/fold.ts';
import { remembered } from '../remembered.ts';

/** Lines of a name and a postal address under one another. */
export interface AddressBlock {
  cells: Cell[];
  page: LayoutPage;
}

/** "69100 Villeurbanne", "3500 MJ Utrecht", "Redmond WA, 98052", "D-63571 Gelnhausen", "SW1A 1AA". */
const postal = /^(?:[a-z]{1,2}-)?\d{4,5}(?: ?[a-z]{2})? +[a-z(]|[a-z],? +[a-z]{2},? +\d{5}(?:-\d{4})?\b|\b[a-z]{1,2}\d[a-z\d]? \d[a-z]{2}\b|^[a-z ]+,? \(?\d{4,5}\)?$|\b[a-z]\d[a-z] ?\d[a-z]\d\b/;
const street = /\d+ ?(?:bis|ter|[a-z])?,? (?:rue|avenue|av|bd|boulevard|impasse|place|chemin|route|st|street|road|rd|ave|drive|dr|lane|way|blvd)\b|(?:str|strasse|straat|weg|platz|allee|gasse|laan)\.? ?\d+|^(?:via|viale|piazza|corso|rua|avenida|calle|av|avda)\b/;

/** A return address in one line, as envelopes with a window show it: "ACME GmbH · Ecke 12 · 12345 Stadt". */
export interface SenderLine {
  name: string;
  cell: Cell;
}

/** One-line return addresses in the upper half of the first page. */
export const findSenderLines = remembered((layout: Layout): SenderLine[] => {
  const [page] = layout.pages;
  if (!page) return [];
  return allCells(layout).filter((cell) => cell.page === page.number && cell.box.y < page.height * 0.4).flatMap((cell) => {
    const parts = cell.text.split(/\s+[·●•|–\-*]\s+|\s*[·●•|]\s*/).map((part) => part.trim()).filter(Boolean);
    const [name] = parts;
    const isAddress = parts.length >= 3 && parts.slice(1).some((part) => postal.test(fold(part)) || /^(?:[a-z]{1,2}-)?\d{4,5}\b/.test(fold(part)));
    return isAddress && name && /\p{L}{2}/u.test(name) ? [{ name, cell }] : [];
  });
});

/** Blocks in the upper half of the pages: lines that begin at the same place and follow closely, with a postal line below a first line. */
export const findAddressBlocks = remembered((layout: Layout): AddressBlock[] => {
  const blocks: AddressBlock[] = [];
  const senders = findSenderLines(layout);
  const cells = allCells(layout).filter((cell) => !senders.some((sender) => sender.cell.line === cell.line && sender.cell.from === cell.from));
  for (const page of layout.pages.slice(0, 1)) {
    const upper = cells.filter((cell) => cell.page === page.number && cell.box.y < page.height * 0.45);
    for (const first of upper) {
      const block = [first];
      for (;;) {
        const last = block.at(-1) ?? first;
        const next = upper.find((cell) => Math.abs(cell.box.x - first.box.x) < page.unit * 0.8 && cell.box.y > last.box.y + page.unit * 0.3 && cell.box.y - bottom(last.box) < page.unit * 2.3);
        if (!next || block.length >= 7) break;
        block.push(next);
      }
      const rest = block.slice(1).map((cell) => fold(cell.text));
      const isUnderSender = senders.some(({ cell }) => first.box.y > cell.box.y && first.box.y - bottom(cell.box) < page.unit * 9 && Math.abs(first.box.x - cell.box.x) < page.unit * 3);
      if (block.length >= 2 && (isUnderSender || rest.some((text) => postal.test(text) || street.test(text)))) blocks.push({ cells: block, page });
    }
  }
  // A block's own tail is no block of its own.
  return blocks.filter((block) => !blocks.some((other) => other !== block && other.cells.length > block.cells.length && other.cells.includes(block.cells[0] as Cell)));
});
