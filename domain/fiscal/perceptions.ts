import type { TaxLine } from '../../contract/extraction.ts';
import { jurisdictionIn, type Jurisdiction } from './jurisdictions.ts';

/** What a label beside an amount says the amount is. */
export interface TaxLabel {
  kind: TaxLine['kind'];
  /** WSFE and Libro IVA, "tributos": 1 national, 2 provincial, 3 municipal, 4 internal, 5 IIBB, 6 VAT perception, 7 IIBB perception, 8 municipal perception, 9 other perception, 13 VAT perception of a not categorised buyer, 99 other; null for VAT. */
  tribute: number | null;
  jurisdiction: Jurisdiction | null;
}

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();

// ARCA's own service prints "Per./Ret. de …": on an invoice it is what the seller collects.
const PERCEPTION = /\bper\.? ?\/ ?ret|\bperc(ep(cion(es)?|c)?|\.)?\b|\bpercep|\bpciones?\b/;
const WITHHOLDING = /\bret(enc(ion(es)?)?|\.)?\b|\breten/;
const GROSS_INCOME = /\bi\.? ?i\.? ?b\.? ?b\b|\bing(r|res(os?)?)?\.? ?br(utos?|\.)?|\bi\.? ?br(utos)?\b|\bib\b|sircreb|convenio multilateral/;
const VAT = /\bi\.? ?v\.? ?a\b|\brg\.? ?(3337|2408|5329)\b/;
const MUNICIPAL = /municip|\bmuni\b|\btish\b|tissh|\bdrei\b|derecho de registro|tasa (de )?(seg|insp|abasto|vial)|com(ercio)?\.? e ind(ustria)?/;
const INCOME = /ganancias|\bgan\b|\brg\.? ?(830|2784|4815|5617|5232)\b/;
const INTERNAL = /\bimp(uestos?|\.)? ?int(ernos?|\.)?|\bii\b/;
const NATIONAL = /\bimp(uestos?)? (al?|sobre) (los )?(combust|debit|cheque)|\bicl\b|\bidc\b|\bitc\b|\bico2\b|dioxido|combustibles?|\bimp(uesto)?\.? pais\b|ley (25\.?413|23\.?966|27\.?430|27\.?541|23\.?681)|fondo hidrico|tasa (vial|hidrica)|seg(uridad)?\.? social|\bsuss\b/;
const PROVINCIAL = /sellos?\b|impuesto provincial|ley provincial|fondo especial/;

/**
 * Classifies a tax label of an Argentine voucher (RG 1415 wants perceptions named one by one). Null where the label names no tax:
 * "no gravado" and "exento" are amounts, not taxes.
 */
export function classifyTaxLabel(label: string): TaxLabel | null {
  const text = fold(label);
  const jurisdiction = jurisdictionIn(text);
  const of = (kind: TaxLine['kind'], tribute: number | null): TaxLabel => ({ kind, tribute, jurisdiction });
  if (/no gravad|exent|neto|subtotal|base imp/.test(text)) return null;
  if (WITHHOLDING.test(text) && !PERCEPTION.test(text)) return of('withholding', GROSS_INCOME.test(text) ? 5 : MUNICIPAL.test(text) ? 3 : 1);
  if (PERCEPTION.test(text) || /\brg\.? ?(3337|2408|5329|4815|5617)\b/.test(text)) return perception(text, of);
  if (GROSS_INCOME.test(text)) return of('perception', jurisdiction === null ? 5 : 7);
  if (MUNICIPAL.test(text)) return of('other', 3);
  if (INTERNAL.test(text)) return of('internal', 4);
  if (NATIONAL.test(text)) return of('other', 1);
  if (PROVINCIAL.test(text)) return of('other', 2);
  if (VAT.test(text)) return /contenido/.test(text) ? null : of('vat', null);
  return /\botros? (trib|imp)/.test(text) ? of('other', 99) : null;
}

/** The order matters: "Perc. IIBB" may name a VAT regime beside it, and a province alone means its gross income tax. */
function perception(text: string, of: (kind: TaxLine['kind'], tribute: number | null) => TaxLabel): TaxLabel {
  if (GROSS_INCOME.test(text)) return of('perception', 7);
  if (/no cat(egorizado)?/.test(text) && VAT.test(text)) return of('perception', 13);
  if (VAT.test(text)) return of('perception', 6);
  if (MUNICIPAL.test(text)) return of('perception', 8);
  if (INCOME.test(text)) return of('perception', 9);
  return of('perception', jurisdictionIn(text) === null ? 9 : 7);
}
