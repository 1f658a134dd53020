import { cellsOf } from '../layout/cells.ts';
import { foldedLine } from '../layout/fold-lines.ts';
import type { Line } from '../layout/layout.ts';

/** Words after which the invoice names another one: what a credit note corrects, what a payment is for. Folded, every i an l. */
const phrases = new RegExp([
  String.raw`(?:comp(?:robantes?|te|\.)?|cbtes?\.?|doc(?:umentos?|\.)?|facturas?)\s*(?:asociad[oa]s?|asoc\.?|relacionad[oa]s?|de referencia|rectificad[oa]s?|original(?:es)?|modificad[oa]s?|ajustad[oa]s?|de origen)`,
  String.raw`(?:rectifica|anula|corrige|corrects?|credits?|cancels?|amends|stornier[a-z]*|storno)\s+(?:a\s+|la\s+|de\s+|zu\s+|der\s+|our\s+)*(?:factura|fatura|fattura|facture|factuur|invoice|rechnung)`,
  String.raw`(?:s\/|seg[u]n|sobre|correspondiente a(?: la)?|en concepto de) factura`,
  String.raw`(?:original|related|corrected|credited|previous) invoice`, String.raw`(?:ref\.?|reference to|against|for) invoice`,
  String.raw`(?:zu|gutschrift fur|korrektur (?:der|zu)|bezug:?) rechnung`, 'ursprungliche rechnung', 'originalrechnung',
  String.raw`(?:facture (?:d.?origine|concernee|initiale|annulee|rectifiee)|avoir (?:sur|relatif a|concernant) (?:la |votre |notre )?facture|concerne (?:la |notre )?facture|(?:annule|rectifie) la facture)`,
  String.raw`(?:rif(?:erimento|\.)?\s*(?:a\s+)?(?:ns\.?\s+)?fatt(?:ura|\.)?|storno (?:di |della )?fattura|fattura (?:originale|di riferimento))`,
  String.raw`(?:fatura (?:original|de origem|retificada|anulada)|(?:referente|relativo) a fatura)`, String.raw`(?:iadeye konu fatura|iade edilen fatura|ilgili fatura)`, String.raw`(?:betreft|oorspronkelijke|gecrediteerde) factuur`,
].map((one) => `(?:${one})`).join('|').replaceAll('i', 'l'));

/** Letters that OCR takes for one another are one; lengths stay. */
const plain = (line: Line): string => foldedLine(line).replace(/[i1|!]/g, 'l').replaceAll('0', 'o');

/** How far behind such words what they name may stand. */
const reach = 90;

/** The characters [from, to) of a line in which it names another invoice; null for none. What is far to the right stands on its own. */
export function referenceIn(line: Line): { from: number; to: number } | null {
  const match = phrases.exec(plain(line));
  if (!match) return null;
  const from = match.index + match[0].length;
  const cells = cellsOf(line);
  const own = cells.findIndex((cell) => cell.from <= match.index && cell.to >= from);
  // "Comprobante asociado:    A 0003-00000011": the name of it stands in the next cell.
  const last = cells[own]?.text.slice(from - (cells[own]?.from ?? 0)).replace(/[^\p{L}\p{N}]/gu, '').length === 0 ? cells[own + 1] ?? cells[own] : cells[own];
  return { from, to: Math.min(last?.to ?? line.text.length, from + reach) };
}
