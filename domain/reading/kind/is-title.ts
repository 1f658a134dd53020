import { bottom, right } from '../layout/layout.ts';
import type { Label } from '../labels/find-labels.ts';
import type { Scan } from '../scan/scan.ts';

/** A label that names the whole document: alone in its cell, high on its page or in large letters. */
export function isTitle(scan: Scan, label: Label): boolean {
  const page = scan.layout.pages.find((candidate) => candidate.number === label.page);
  const line = scan.layout.lines[label.line];
  if (!page || !line || page !== scan.layout.pages[0] || label.isColon) return false;
  // "PRESUPUESTO Nº 0001": its own number does not take a title's place.
  const after = line.tokens.find((token, i) => (line.starts[i] ?? 0) >= label.to && /\p{L}{2,}/u.test(token.text) && !/^(?:n[°ºo]|nro|num|nr)(?![\p{L}\d])/iu.test(token.text));
  const isAlone = label.isCellStart && (!after || after.box.x - right(label.box) > page.unit * 1.5);
  const isTall = label.box.height > page.unit * 1.2;
  return isAlone && (isTall || bottom(label.box) < page.height * 0.22);
}
